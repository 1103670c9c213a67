"""A centre's page: hours, rules that children wrote, the card about their voice, and what is on there."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.pages import actions
from tests.making import activities as make

pytestmark = pytest.mark.django_db
VOICE = {name: words for name, words in make.WORDS["zh-hans"].items() if name.startswith("voice_")}
WORDS = {
    "zh-hans": VOICE | {
        "title": "槐安童缘点", "lead": "放学以后可以来的地方。", "hours": "星期六 9:00–18:00\n星期日 休息",
        "where": "社区服务站二楼", "rules": "进门打个招呼。\n\n谁都可以说“我不想玩了”。",
    },
    "en": VOICE | {
        "title": "Huai'an Centre", "lead": "A place for after school.", "hours": "Saturday 9:00–18:00",
        "where": "First floor", "rules": "Say hello.",
    },
}  # fmt: skip


@pytest.fixture(autouse=True)
def _tree(db):
    make.tree()


def write(words=WORDS, office=None):
    at = timezone.now()
    return actions.write_centre(by=None, office=office or make.office(), words=words, slug="huaian", at=at)


def test_it_says_when_where_and_by_which_rules_in_both_languages(client):
    chinese, english = write()
    assert chinese.translation_key == english.translation_key
    html = client.get(chinese.url).content.decode()
    for words in ("槐安童缘点", "星期六 9:00–18:00", "社区服务站二楼", "进门打个招呼。", VOICE["voice_purpose"]):
        assert words in html
    assert html.count("<li>谁都可以说") == 1
    assert "Say hello." in client.get(english.url).content.decode()


@pytest.mark.parametrize(
    "line", ["voice_purpose", "voice_decides", "voice_changes", "voice_dates", "voice_risks", "hours"]
)
def test_an_incomplete_card_is_not_published(line):  # ETH-1
    with pytest.raises(ValidationError) as refused:
        write({"zh-hans": WORDS["zh-hans"] | {line: ""}})
    assert line in refused.value.message_dict


def test_it_shows_what_is_on_there_and_nothing_of_elsewhere(client):
    office = make.office()
    page = write(office=office)[0]
    make.pages(make.activity(name="檐上诗社", office=office))
    make.pages(make.activity(name="别处的活动"))
    html = client.get(page.url).content.decode()
    assert "檐上诗社" in html
    assert "别处的活动" not in html


def test_it_costs_the_same_with_one_and_with_three_things_on(client):
    office = make.office()
    page = write(office=office)[0]
    make.pages(make.activity(office=office))
    client.get(page.url)  # site roots are remembered
    counts = []
    for more in (0, 2):
        for _ in range(more):
            make.pages(make.activity(office=office))
        with CaptureQueriesContext(connection) as count:
            client.get(page.url)
        counts.append(len(count))
    assert counts[0] == counts[1]


def test_help_names_our_centres_in_the_readers_language(client):
    chinese, english = write()
    html = client.get(reverse("help")).content.decode()
    assert chinese.url in html
    assert english.url not in html


def test_a_club_shows_the_rules_its_children_wrote(client):
    page = make.pages(make.activity())[0]
    assert "孩子们定的规矩" not in client.get(page.url).content.decode()
    page.rules = "一次一个人说话。"
    page.save_revision().publish()
    assert "一次一个人说话。" in client.get(page.url).content.decode()
