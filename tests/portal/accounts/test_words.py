"""Words to come in with: offered ones of 2,048 that are shown once and typed once, or one's own."""

import math
import re
from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from moderation.screening import screen
from portal.accounts import actions
from portal.accounts.content import guesses
from portal.accounts.content.guesses import folded
from portal.accounts.content.words import WORDS, offer_passphrase, words
from portal.accounts.models import ChildSecret, Device
from tests.making import accounts as make
from tests.making.doors import door, new_card, signed_in

pytestmark = pytest.mark.django_db
SHAPES = {"zh-hans": r"[\u4e00-\u9fff]{2}", "en": "[a-z]{4,8}"}
# Nothing that could make a child wince when a stranger's choice puts four of these side by side.
NEVER = set("死杀毒血尸鬼魂枪军战敌党罪犯监狱癌裸淫奸屎尿屁赌酒烟骂蠢笨丑打")
NEVER_EN = {"kill", "dead", "death", "gun", "knife", "blood", "hate", "sex", "sexy", "drug", "fat", "ugly", "stupid"}


@pytest.mark.parametrize("language", SHAPES)
def test_two_thousand_and_forty_eight_words_of_one_shape(language):  # SEC-5
    found = words(language)
    assert len(found) == 2048
    assert len({folded(word) for word in found}) == 2048
    assert [word for word in found if not re.fullmatch(SHAPES[language], word)] == []
    assert math.log2(math.perm(len(found), WORDS)) > 43.9


def test_no_word_a_child_should_not_meet():
    assert [word for word in words("zh-hans") if set(word) & NEVER] == []
    assert set(words("en")) & NEVER_EN == set()


@pytest.mark.parametrize("language", SHAPES)
def test_nothing_in_them_is_a_finding(language):
    """The rules that look for harm, insults and secrets find nothing in any of them."""
    asked = {"harm", "insult", "secret"}
    assert [(word, found) for word in words(language) for found in screen(word) if found.kind in asked] == []


def test_every_word_comes_up_and_none_twice_in_one():
    seen = Counter()
    for _ in range(400):
        four = offer_passphrase("zh-hans").split(" ")
        assert len(set(four)) == WORDS
        seen.update(four)
    assert len(seen) > 900  # of 1600 drawn; a list of 256 would give 256 at most


def test_a_language_without_a_list_gets_chinese():
    assert set(offer_passphrase("bo").split(" ")) <= set(words("zh-hans"))


# --- choosing


@pytest.fixture
def child():
    return make.child(age=13, at=timezone.now())


@pytest.fixture
def choosing(client, child):
    client.post(new_card(child), {"phone": "own"})
    return client


CHOOSE = "/zh-hans/signin/new/"


def offered(client) -> str:
    page = client.get(CHOOSE).content.decode()
    return re.search(r"data-offered>([^<]+)<", page).group(1)


def test_from_twelve_on_it_is_words_typed_once_before_they_are_kept(choosing, child):
    four = offered(choosing)
    assert len(four.split()) == 4
    blank = choosing.post(CHOOSE, {"ready": "1"}).content.decode()
    assert four not in blank  # seen once
    assert not ChildSecret.objects.exists()
    assert choosing.post(CHOOSE, {"words": four.replace(" ", "")}).status_code == 302
    assert signed_in(choosing) == str(child.pk)
    choosing.post(reverse("signout"))
    assert choosing.post(door(child), {"words": four}).status_code == 302
    assert signed_in(choosing) == str(child.pk)


def test_a_slip_is_not_kept(choosing):
    four = offered(choosing)
    wrong = " ".join(reversed(four.split()))
    page = choosing.post(CHOOSE, {"words": wrong})
    assert "这不是刚才那四个词" in page.content.decode()
    assert not ChildSecret.objects.exists()
    assert choosing.post(CHOOSE, {"words": four}).status_code == 302


def test_only_the_newest_offer_counts(choosing):
    first, second = offered(choosing), offered(choosing)
    assert first != second
    choosing.post(CHOOSE, {"words": first})
    assert not ChildSecret.objects.exists()
    assert choosing.post(CHOOSE, {"words": second}).status_code == 302


def test_the_session_holds_no_words(choosing):  # SEC-41
    four = offered(choosing)
    choosing.post(CHOOSE, {"ready": "1"})
    kept = str(dict(choosing.session))
    assert not any(word in kept for word in four.split())


def test_own_words_are_typed_once(choosing, child):
    page = choosing.post(CHOOSE, {"own": "1"}).content.decode()
    assert page.count('name="words"') == 1
    assert choosing.post(CHOOSE, {"own": "1", "words": "我家楼下有三棵树"}).status_code == 302
    assert actions.check_passphrase(device=Device.objects.get(), words="我家楼下有三棵树", at=make.AT) == child


def test_own_words_that_are_too_easy_are_asked_again(choosing):  # SEC-5
    page = choosing.post(CHOOSE, {"own": "1", "words": "短短"})
    assert page.context["refusal"]
    assert "短短" not in page.content.decode().partition("<main")[2]  # a secret is not sent back
    assert not ChildSecret.objects.exists()


def test_the_field_may_be_pasted_into_and_looked_at(choosing):  # WCAG 3.3.8
    page = choosing.post(CHOOSE, {"own": "1"}).content.decode()
    assert 'autocomplete="new-password"' in page
    assert "data-show-words" in page
    assert "onpaste" not in page
    assert 'type="text" maxlength="200"' in page  # readable without script; the script covers it


def test_nobody_chooses_without_the_card(child):
    stranger = Client()
    assert stranger.post(CHOOSE, {"own": "1", "words": "我家楼下有三棵树"})["Location"] == reverse("signin")
    assert not ChildSecret.objects.exists()


# --- what everybody would try first


@pytest.mark.parametrize(
    ("name", "words", "found"),
    [
        ("Li", "I believe in plums", False),
        ("Ann", "planned for nine pears", False),
        ("Anna", "plan nine pears", False),
        ("Anna", "ann4 and nine pears", True),
        ("Anna12", "anna and nine pears", True),
        ("Li7", "lilies by the river", False),
        ("小明", "小明家有三棵树", True),
        ("小明", "小花家有三棵树", False),
        ("明", "明天去河边捡石头", False),
        ("小a", "小aha河边捡石头", False),
        ("小li", "小li河边捡石头", True),
        ("", "我家楼下有三棵树", False),
    ],
)
def test_a_name_counts_where_it_is_long_enough_to_stand_there_by_intent(name, words, found):  # SEC-5
    assert guesses.holds(words, [name]) is found


def test_our_own_names_are_all_long_enough():
    assert [name for name in guesses.OURS if not guesses.holds(f"xx{name}xx", guesses.OURS)] == []


def test_a_short_name_leaves_nearly_every_offer_open():
    """A child who is called Li here may still be offered four words that are taken."""
    offers = [offer_passphrase("en") for _each in range(200)]
    assert sum(guesses.holds(offer, ["Li"]) for offer in offers) == 0
    assert sum("li" in offer for offer in offers) > 10  # what was refused before
