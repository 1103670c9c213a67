"""The tree everything hangs on is planted once, in both languages."""

import pytest
from django.utils import timezone
from wagtail.models import Page, Site

from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.pages.actions import plant_tree
from portal.pages.models import ArticlePage, HomePage
from tests.making import accounts as make_accounts
from tests.making import pages as make_pages

pytestmark = pytest.mark.django_db


def test_both_languages_have_a_front_page_and_an_article():
    homes = make_pages.tree()
    assert set(homes) == {"zh-hans", "en"}
    assert homes["zh-hans"].translation_key == homes["en"].translation_key
    assert Site.objects.get(is_default_site=True).root_page_id == homes["zh-hans"].pk
    chinese, english = ArticlePage.objects.order_by("locale__language_code").reverse()
    assert chinese.slug == english.slug == "about"
    assert chinese.translation_key == english.translation_key
    assert not Page.objects.filter(title__startswith="Welcome").exists()


def test_planting_twice_changes_nothing():
    make_pages.tree()
    before = list(Page.objects.order_by("pk").values_list("pk", "path"))
    plant_tree(at=timezone.now())
    assert list(Page.objects.order_by("pk").values_list("pk", "path")) == before
    assert HomePage.objects.count() == 2


@pytest.mark.parametrize(
    ("address", "words"), [("/zh-hans/about/", "大人答应你的事"), ("/en/about/", "What the adults promise")]
)
def test_the_article_reads_in_its_language(client, address, words):
    make_pages.tree()
    assert words in client.get(address).content.decode()


def test_it_is_on_record():
    make_pages.tree()
    assert audit.lines(act="pages.planted").count() == 1


def test_editors_may_write_pages_and_bring_pictures(client):
    homes = make_pages.tree()
    editor = make_accounts.staff(Role.EDITOR)
    for home in homes.values():
        assert home.permissions_for_user(editor).can_add_subpage()
        assert home.permissions_for_user(editor).can_publish()
    moderator = make_accounts.staff(Role.MODERATOR)
    assert not homes["en"].permissions_for_user(moderator).can_edit()
