"""Plants the pages everything hangs on: a root for the site, a front page and an article in both languages."""

import json
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

from portal.accounts.actions.rights import group_of
from portal.accounts.roles import Role
from portal.audit import log
from portal.pages.models import ArticlePage, HomePage

# What this place is, said the same in both languages.
ABOUT = json.loads((Path(__file__).parent / "about.json").read_text(encoding="utf-8"))
NAMES = {"zh-hans": "同檐", "en": "Tongyan"}


@transaction.atomic
def plant_tree(*, by=None, at) -> dict[str, HomePage]:
    """The front pages by language; done twice it changes nothing."""
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES}
    homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    if set(homes) >= set(locales):
        return homes
    root = Page.get_first_root_node()
    root.get_children().not_type(HomePage).filter(slug="home").delete()  # the page Wagtail's own migration leaves
    first = settings.LANGUAGE_CODE
    for code, locale in locales.items():  # the site's own language comes first and is what the others translate
        if code not in homes:
            homes[code] = _home(root, locale, NAMES[code], of=homes.get(first))
    about = None
    for code in locales:
        about = _about(homes[code], locales[code], of=about)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "site_name": NAMES[first], "root_page": homes[first]},
    )
    Site.clear_site_root_paths_cache()
    _let_editors_write(homes.values())
    log.write("pages.planted", by=by, subject=f"page:{homes[first].translation_key}", at=at)
    return homes


def _home(root, locale, title, of=None):
    page = HomePage(title=title, slug="home" if of is None else f"home-{locale.language_code}", locale=locale)
    if of is not None:
        page.translation_key = of.translation_key
    return root.add_child(instance=page)


def _about(home, locale, of=None):
    words = ABOUT[locale.language_code]
    page = ArticlePage(title=words["title"], slug="about", lead=words["lead"], locale=locale, show_in_menus=True)
    page.body = [tuple(block) for block in words["body"]]
    if of is not None:
        page.translation_key = of.translation_key
    return home.add_child(instance=page)


def _let_editors_write(homes) -> None:
    """Editors write and publish below the front pages and bring pictures; nothing else of the admin."""
    group = group_of(Role.EDITOR)
    pages = Permission.objects.filter(content_type__app_label="wagtailcore")
    for permission in pages.filter(codename__in=["add_page", "change_page", "publish_page"]):
        for home in homes:
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    pictures = Permission.objects.filter(content_type__app_label="pages", content_type__model="siteimage")
    for permission in pictures.filter(codename__in=["add_siteimage", "change_siteimage", "choose_siteimage"]):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )
