"""Laying the tree of activity pages in both languages, and writing a page into it."""

from datetime import datetime

from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import GroupPagePermission, Locale, Site

from activities.models import Activity, ActivityIndexPage, ActivityPage
from portal.accounts.actions.rights import group_of
from portal.accounts.roles import Role
from portal.audit import log

SLUG = "activities"  # the list's own address


@transaction.atomic
def lay_index() -> list[ActivityIndexPage]:
    """An index below each language's home, one translation of the other; facilitators may write below it."""
    home = Site.objects.select_related("root_page").get(is_default_site=True).root_page
    found = [_index_below(each) for each in home.get_translations(inclusive=True).order_by("path")]
    for index in found[1:]:
        ActivityIndexPage.objects.filter(pk=index.pk).update(translation_key=found[0].translation_key)
    for index in found:
        _let_facilitators_write(index)
    return found


@transaction.atomic
def write_page(*, by, activity: Activity, words: dict[str, dict], slug: str, at: datetime) -> list[ActivityPage]:
    """A page in each language of `words`, translations of one another; an incomplete card is refused (ETH-1)."""
    pages = publish_in_each(ActivityPage, ActivityIndexPage, by=by, words=words, activity=activity, slug=slug)
    log.write("activity.page_written", by=by, subject=f"activity:{activity.pk}", at=at, languages=sorted(words))
    return pages


def publish_in_each(kind, parent, *, by, words: dict[str, dict], **facts) -> list:
    """A live page of `kind` below the `parent` of each language of `words`, translations of one another."""
    pages = []
    for language, fields in words.items():
        locale = Locale.objects.get(language_code=language)
        page = kind(locale=locale, owner=by, live=False, **facts, **fields)
        if pages:
            page.translation_key = pages[0].translation_key
        parent.objects.get(locale=locale).add_child(instance=page)
        page.save_revision(user=by).publish(user=by)
        page.refresh_from_db()
        pages.append(page)
    return pages


def _index_below(home) -> ActivityIndexPage:
    found = ActivityIndexPage.objects.child_of(home).first()
    if found is None:
        with translation.override(home.locale.language_code):
            title = _("Activities")
        found = home.add_child(instance=ActivityIndexPage(title=title, slug=SLUG, locale=home.locale))
    return found


def _let_facilitators_write(index) -> None:
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.get_or_create(group=group_of(Role.FACILITATOR), page=index, permission=permission)
