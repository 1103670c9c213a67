"""The words about an activity: two trees, one card that must be complete, and who may write."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.permission_policies.pages import PagePermissionPolicy

from activities import actions, queries
from activities.models import ActivityIndexPage, ActivityPage
from portal.accounts.roles import Role
from tests.making import accounts
from tests.making import activities as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tree(db):
    make.tree()


def test_both_languages_hold_one_index_and_laying_it_twice_changes_nothing():
    before = list(ActivityIndexPage.objects.values_list("pk", "slug", "locale__language_code"))
    assert sorted(language for _pk, _slug, language in before) == ["en", "zh-hans"]
    assert {slug for _pk, slug, _language in before} == {"activities"}
    actions.lay_index()
    assert list(ActivityIndexPage.objects.values_list("pk", "slug", "locale__language_code")) == before
    assert ActivityIndexPage.objects.values("translation_key").distinct().count() == 1


def test_a_page_and_its_translation_are_one_and_each_reader_gets_theirs():
    activity = make.activity()
    chinese, english = make.pages(activity)
    assert chinese.translation_key == english.translation_key
    with translation.override("zh-hans"):
        assert queries.page_of(activity) == chinese
    with translation.override("en"):
        assert queries.page_of(activity) == english
    assert english.url.startswith("/en/activities/")


@pytest.mark.parametrize(
    "line", ["voice_purpose", "voice_decides", "voice_changes", "voice_dates", "voice_risks", "intro"]
)
def test_an_incomplete_card_is_not_published(line):  # ETH-1
    words = {"zh-hans": make.WORDS["zh-hans"] | {line: ""}}
    with pytest.raises(ValidationError) as refused:
        actions.write_page(by=None, activity=make.activity(), words=words, slug="half", at=make.timezone.now())
    assert line in refused.value.message_dict


def test_facilitators_write_below_the_index_and_nowhere_else():
    facilitator, moderator = accounts.staff(Role.FACILITATOR), accounts.staff(Role.MODERATOR)
    page = make.pages(make.activity())[0]
    policy = PagePermissionPolicy()
    assert policy.user_has_permission_for_instance(facilitator, "publish", page)
    assert not policy.user_has_permission_for_instance(facilitator, "change", page.get_parent().get_parent())
    assert not policy.user_has_permission_for_instance(moderator, "change", page)


def test_the_page_shows_the_card_and_the_way_in(client):
    page = make.pages(make.activity())[0]
    html = client.get(page.url).content.decode()
    for line in ("purpose", "decides", "changes", "dates", "risks"):
        assert make.WORDS["zh-hans"][f"voice_{line}"] in html
    assert "我想参加" in html
    assert "还有10个位子" in html


def test_a_page_of_a_closed_activity_says_so(client):
    page = make.pages(make.activity(state="closed"))[0]
    html = client.get(page.url).content.decode()
    assert "现在不收新朋友" in html
    assert "我想参加" not in html


def test_index_pages_are_of_the_right_kind():
    assert ActivityPage.allowed_parent_page_models() == [ActivityIndexPage]
