"""What a guardian's page of a child shows, and that the child is shown exactly that (CON-10, CON-19)."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from activities import queries as activities
from moderation.models import Finding
from portal.accounts.roles import Role
from portal.consent import actions
from portal.consent.kinds import Authority
from portal.consent.models import GuardianLink
from portal.consent.purposes import Level, Purpose
from portal.consent.states import LinkState
from tests.crawling import crawl
from tests.making import accounts as make_accounts
from tests.making import activities as make_activities
from tests.making import advocacy as make_advocacy
from tests.making import consent as make
from tests.making import moderation as make_cases
from tests.making import voices as make_voices
from voices import actions as voices

pytestmark = pytest.mark.django_db
WORDS = "金丝雀在路口等绿灯，数到十二就跑过去。"
HARM = make_cases.DANGER


def family(*, age=9, child_says=True):
    """A family of whom only the guardian has not answered yet."""
    home = make_voices.home(age=age, consents=())
    if child_says:
        make.says(home.child, home.child, Purpose.PUBLISH)
    return home


def page_of(client, home, reader=None):
    client.force_login(reader or home.guardian)
    return client.get(reverse("family:child", args=[home.child.pk]), follow=True).content.decode()


def seen_page(client, home):
    client.force_login(home.child)
    return client.get(reverse("me_seen")).content.decode()


def keys(page) -> set[str]:
    return set(re.findall(r'data-seen="([^"]+)"', page))


def ready(home, body=WORDS):
    return make_voices.approve(make_voices.sent(home.child, body=body))


def test_ready_words_are_read_word_for_word_before_the_yes(client):  # CON-19
    home = family()
    voice = ready(home)
    page = page_of(client, home)
    assert WORDS in page
    assert f'data-seen="coming:{voice.wanted_id}:guardian"' in page
    assert "等您说可以" in page
    assert WORDS not in client.get("/zh-hans/voices/", follow=True).content.decode()
    make.says(home.guardian, home.child, Purpose.PUBLISH)
    page = page_of(client, home)
    assert "coming:" not in page
    assert f'data-seen="work:{voice.pk}"' in page


def test_who_has_yet_to_say_yes(client):
    home = make_voices.home(age=9, consents=(), level=Level.G2)
    voice = make_voices.sent(home.child, body=WORDS, picture=make_voices.photo())
    make_voices.approve(voice)
    make.says(home.guardian, home.child, Purpose.PUBLISH)
    make.says(home.guardian, home.child, Purpose.PICTURE_BY_CHILD)  # which waits for the second worker
    assert f"coming:{make_voices.again(voice).wanted_id}:guardian" in page_of(client, home)


def drafted(home):
    make_voices.draft(home.child, body=WORDS)


def waiting(home):
    make_voices.sent(home.child, body=WORDS)


def one_yes(home):
    voice = make_voices.sent(home.child, body=WORDS, picture=make_voices.photo())
    case = make_voices.again(voice).case
    if not case.needs_two:
        pytest.fail("a picture needs two people")
    make_cases.approve(case, make_voices.moderator(), at=timezone.now())


def returned(home):
    make_cases.ask_change(make_voices.sent(home.child, body=WORDS).case, make_voices.moderator(), at=timezone.now())


def refused(home):
    make_cases.decline(make_voices.sent(home.child, body=WORDS).case, make_voices.moderator(), at=timezone.now())


def kept(home):
    make_cases.hold(make_voices.sent(home.child, body=WORDS).case, make_voices.moderator(), at=timezone.now())


def lead():
    return make_accounts.staff(Role.SAFEGUARDING_LEAD, at=timezone.now())


def kept_and_cleared(home):
    """Kept once, given back, approved: until it is public, who may be its cause reads none of it."""
    voice = make_voices.sent(home.child, body=WORDS)
    make_cases.hold(voice.case, make_voices.moderator(), at=timezone.now())
    make_cases.clear(make_voices.again(voice).case, lead(), at=timezone.now())
    make_voices.approve(voice)
    assert make_voices.again(voice).case.state == "approved"


def harm_found(home):
    make_voices.sent(home.child, body=f"{WORDS}{HARM}")


def harm_cleared(home):
    voice = make_voices.sent(home.child, body=f"{WORDS}{HARM}")
    make_cases.clear(voice.case, lead(), at=timezone.now())
    make_voices.approve(voice)
    assert make_voices.again(voice).case.state == "approved"


def harm_pointed_at(home):
    """However faintly, in whichever revision, and though nobody kept it."""
    case = ready(home).case
    where = {"part": "body", "rule": "r", "version": "1", "kind": "harm", "start": 0, "end": 3, "weight": 0.1}
    Finding.objects.create(case=case, revision=uuid.uuid4(), level=3, **where)


def approval_taken_back(home):
    make_cases.decline(ready(home).case, make_voices.moderator(), at=timezone.now())


def taken_back(home):
    voices.take_back(by=home.child, voice=ready(home), at=timezone.now())


def a_no_of_the_child(home):
    ready(home)
    make.says(home.child, home.child, Purpose.PUBLISH, yes=False)


def the_childs_yes_taken_back(home):
    ready(home)
    actions.withdraw(by=home.child, child=home.child, purpose=Purpose.PUBLISH, scope="", at=timezone.now())


def a_no_at_home(home):
    ready(home)
    make.says(home.guardian, home.child, Purpose.PUBLISH, yes=False)


def changed_by_an_adult(home):
    """Approved, but the child has not nodded to exactly this."""
    voice = make_voices.sent(home.child, body=WORDS)
    at = timezone.now()
    voices.suggest(by=make_voices.moderator(), voice=voice, texts={"body": f"{WORDS}改过"}, at=at)
    make_voices.approve(voice)
    assert make_voices.again(voice).case.state == "approved"


def stopped_by_todays_rules(home):
    """What was approved by yesterday's rules and waits would not go out today."""
    voice = ready(home, f"{WORDS}我的电话是13800138000。")
    assert Finding.objects.filter(case=voice.case).delete()[0]


HIDDEN = [drafted, waiting, one_yes, returned, refused, kept, kept_and_cleared, harm_found, harm_cleared,
          harm_pointed_at, approval_taken_back, taken_back, a_no_of_the_child, the_childs_yes_taken_back, a_no_at_home,
          changed_by_an_adult, stopped_by_todays_rules]  # fmt: skip


@pytest.mark.parametrize("state", HIDDEN, ids=lambda each: each.__name__)
def test_nothing_else_of_a_child_is_read_before_it_is_public(client, state):  # CON-19, promises 1 and 5
    home = family()
    state(home)
    start = [reverse("family:home"), reverse("family:child", args=[home.child.pk]), reverse("inbox")]
    pages = crawl(home.guardian, start)
    assert reverse("family:child", args=[home.child.pk]) in pages
    for address, page in pages.items():
        assert "金丝雀" not in page, address
    assert "金丝雀" not in seen_page(client, home)


LINKS = {
    "waiting": {"level": Level.G1},
    "named": {"level": Level.G1, "then": {"state": LinkState.CONFIRMED, "agreed": True}},
    "seen": {"level": Level.G2},
    "known": {"level": Level.G3},
    "disputed": {"level": Level.G3, "act": "dispute"},
    "at rest": {"level": Level.G3, "act": "suspend"},
    "ended": {"level": Level.G3, "act": "end"},
}
SEES = {("seen", Authority.FULL), ("known", Authority.FULL)}


@pytest.fixture
def full():
    """A child with something of every kind that a window may show."""
    home, at = family(), timezone.now()
    walk = make_activities.activity(name="走读")
    make_activities.activity(name="还没问过的")
    for purpose in (Purpose.ACTIVITY, Purpose.LIVE):
        asked = {"by": home.child, "child": home.child, "scope": activities.scope(walk), "about": {"zh-hans": "走读"}}
        actions.ask(purpose=purpose, at=at, **asked)
        make.all_say(home, purpose, activities.scope(walk))
    make_activities.place(walk, home.child)
    make.all_say(home, Purpose.ACCOUNT)  # else the child's own door closes with a link that goes
    make.says(home.guardian, home.child, Purpose.PUBLISH)
    ready(home, "大家都能看到的话。")
    make_voices.approve(make_voices.sent(home.child, body=WORDS, picture=make_voices.photo()))  # waits for its picture
    return home


def linked(home, how, authority):
    guardian = make.person("guardian")
    link = make.link(home.child, guardian, level=LINKS[how]["level"], authority=authority)
    if "then" in LINKS[how]:
        GuardianLink.objects.filter(pk=link.pk).update(state=LinkState.CONFIRMED, agreed_at=timezone.now())
    worker, at = make.worker(), timezone.now()
    match LINKS[how].get("act"):
        case "dispute":
            actions.dispute(by=worker, link=link, at=at)
        case "suspend":
            actions.suspend(by=worker, link=link, code="safety", at=at)
        case "end":
            actions.revoke(by=worker, link=link, code="error", at=at)
    return guardian


@pytest.mark.parametrize("authority", Authority.values)
@pytest.mark.parametrize("how", LINKS)
def test_the_child_is_shown_exactly_what_each_adult_sees(client, full, how, authority):  # CON-19
    second = linked(full, how, authority)
    seen = [keys(page_of(client, full, who)) for who in (full.guardian, second)]
    sections = [keys(part) for part in seen_page(client, full).split("data-adult")[1:]]
    looks = how not in ("at rest", "ended")
    assert sections == (seen if looks else seen[:1])
    kinds = {key.partition(":")[0] for key in seen[1]}
    assert ({"coming", "work"} <= kinds) is ((how, authority) in SEES)
    assert {key.partition(":")[0] for key in seen[0]} == {"ask", "offer", "place", "coming", "work"}
    assert (WORDS in page_of(client, full, second)) is ((how, authority) in SEES)


def test_where_it_was_used_and_taken_back_from_there(client):  # CON-11, ETH-16
    story, delivery = make_advocacy.delivered()
    page = page_of(client, story.home)
    assert delivery.office.label in page
    assert reverse("advocacy:brief", args=[story.brief.pk]) in page
    assert keys(page) == keys(seen_page(client, story.home))
    client.force_login(story.home.guardian)
    say = reverse("family:say", args=[story.home.child.pk, Purpose.PUBLISH])
    assert f'href="{say}"' in page
    assert client.post(say, {"answer": "back"}).status_code == 302
    assert not {key for key in keys(page_of(client, story.home)) if key.startswith(("work", "used", "coming"))}


def test_what_a_child_sees_names_no_answer_of_an_adult(client, full):  # CON-9
    before = seen_page(client, full)
    second = linked(full, "known", Authority.FULL)
    make.says(second, full.child, Purpose.PICTURE_BY_CHILD)
    assert second.pseudonym not in seen_page(client, full)
    assert full.guardian.pseudonym not in before


@pytest.mark.parametrize(("band", "age", "words"), [
    ("6-8", 8, "家里能看到你的，都在这里了"), ("9-12", 9, "家里在这里能看到你的"),
    ("13-17", 13, "和他们那一页"),
])  # fmt: skip
def test_in_words_for_each_age(client, band, age, words):
    assert words in seen_page(client, family(age=age)), band


def test_more_words_ask_no_more_questions(client):
    home, counts = family(), []
    for number in range(3):
        ready(home, f"{WORDS}{number}")
        page_of(client, home)
        with CaptureQueriesContext(connection) as asked:
            page_of(client, home)
        counts.append(len(asked))
    assert counts[0] == counts[2]
