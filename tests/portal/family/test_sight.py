"""How far a guardian sees: before the papers, with less authority, in doubt, at rest (CON-7, CON-9, CON-17)."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from activities import queries as activities
from portal.accounts.models import Card
from portal.consent import actions, queries
from portal.consent.kinds import Authority
from portal.consent.models import GuardianLink
from portal.consent.purposes import Level, Purpose
from portal.consent.states import LinkState
from portal.notices.models import Message
from portal.privacy.kinds import WishKind
from tests.crawling import crawl
from tests.making import accounts as make_accounts
from tests.making import activities as make_activities
from tests.making import consent as make
from tests.making import voices as make_voices

pytestmark = pytest.mark.django_db
WORK, WALK, CAMPAIGN = "金丝雀公开的话", "金丝雀走读", "金丝雀的信"


@pytest.fixture
def home():
    """A child with a known guardian, a place, a public story, and a campaign both were asked about."""
    made, at = make_voices.home(age=9), timezone.now()
    walk = make_activities.activity(name=WALK)
    for purpose in (Purpose.ACTIVITY, Purpose.LIVE):
        asked = {"by": made.child, "child": made.child, "scope": activities.scope(walk), "about": {"zh-hans": WALK}}
        actions.ask(purpose=purpose, at=at, **asked)
        make.all_say(made, purpose, activities.scope(walk))
    make_activities.place(walk, made.child)
    make_voices.approve(make_voices.sent(made.child, body=f"{WORK}，大家都能看到。"))
    asked = {"child": made.child, "scope": "campaign:x", "about": {"zh-hans": CAMPAIGN}}
    actions.ask(by=made.child, purpose=Purpose.ADVOCACY, at=at, **asked)
    made.walk = walk
    return made


def second(home, **fields):
    """One more guardian of the same child."""
    guardian = make.person("guardian")
    link = make.link(home.child, guardian, **fields)
    return guardian, link


def child_page(home):
    return reverse("family:child", args=[home.child.pk])


def body(client, address):
    return client.get(address, follow=True).content.decode()


def test_a_known_guardian_sees_all_of_it(client, home):
    client.force_login(home.guardian)
    page = client.get(child_page(home)).content.decode()
    assert all(canary in page for canary in (WORK, WALK, CAMPAIGN))


@pytest.mark.parametrize("named", [False, True], ids=["waiting", "named by the child"])
def test_before_the_papers_nothing_of_another_guardians_link_is_seen(home, named):  # CON-7, CON-9, CON-18
    guardian, link = second(home, level=Level.G1)
    if named:
        agreed = {"state": LinkState.CONFIRMED, "agreed_at": timezone.now()}
        GuardianLink.objects.filter(pk=link.pk).update(**agreed)
    pages = crawl(guardian, [reverse("family:home"), child_page(home)])
    assert len(pages) > 8
    own = {address: page for address, page in pages.items() if address.startswith("/family/")}
    for address, page in own.items():
        for canary in (WORK, CAMPAIGN, "有位子了"):
            assert canary not in page, (address, canary)
    assert {each.mood for each in queries.questions(child=home.child, person=guardian, at=timezone.now())} == {"yours"}


@pytest.mark.parametrize("said", ["yes", "no", "nothing"])
def test_nor_how_others_answered(home, said):  # CON-9
    guardian, _link = second(home, level=Level.G1)
    if said != "nothing":
        make.says(guardian, home.child, Purpose.PUBLISH, yes=said == "yes")

    def mood():
        return queries.question(child=home.child, person=guardian, purpose=Purpose.PUBLISH, at=timezone.now()).mood

    before = mood()
    make.all_say(home, Purpose.PUBLISH, yes=False)
    assert mood() == before == {"yes": "papers", "no": "paused", "nothing": "yours"}[said]


def test_but_may_look_around_and_reserve(client, home):  # decisions: G1
    guardian, _link = second(home, level=Level.G1)
    client.force_login(guardian)
    page = client.get(child_page(home)).content.decode()
    address = reverse("family:choose", args=[home.child.pk, home.walk.pk])
    assert address in page  # shown to whoever adds a child of this age; that the family was asked is not
    page = client.post(address, follow=True)
    assert page.status_code == 200
    read = dict(re.findall(r'name="(notice|seen)" value="([^"]+)"', page.content.decode()))
    assert client.post(address, {"answer": "yes", **read}).status_code == 302
    assert queries.answers_of(guardian, child=home.child).get().state == "pending_verification"
    assert WALK in client.get(child_page(home)).content.decode()


@pytest.mark.parametrize(
    ("state", "authority", "may"),
    [("waiting", "full", False), ("confirmed", "full", True), ("confirmed", "activities", True),
     ("confirmed", "none", False), ("disputed", "full", False)],
)  # fmt: skip
def test_who_may_make_a_card_and_so_come_in_as_the_child(client, home, state, authority, may):  # CON-8, CON-18
    guardian, link = second(home, level=Level.G1 if state == "waiting" else Level.G2, authority=authority)
    if state == "disputed":
        actions.dispute(by=make.worker(), link=link, at=timezone.now())
    make_accounts.sign_in(client, guardian)
    for sent in ({}, {"lost": "yes"}):
        page = client.post(reverse("family:card", args=[home.child.pk]), sent)
        assert (page.status_code == 200) is may
    assert Card.objects.exists() is may
    assert (f'action="{reverse("family:card", args=[home.child.pk])}"' in body(client, child_page(home))) is may


@pytest.mark.parametrize(
    ("authority", "purposes"),
    [(Authority.ACTIVITIES, {"activity", "live"}), (Authority.NONE, set())],
)
def test_who_speaks_about_less_is_asked_about_less(client, home, authority, purposes):
    guardian, _link = second(home, authority=authority)
    at = timezone.now()
    assert {each.purpose for each in queries.questions(child=home.child, person=guardian, at=at)} == purposes
    counted = queries.waiting_for(guardian, at=at).get(home.child.pk, 0)
    assert counted == len(purposes)
    client.force_login(guardian)
    page = client.get(child_page(home)).content.decode()
    assert WORK not in page
    assert CAMPAIGN not in page
    assert client.get(reverse("family:say", args=[home.child.pk, "publish"])).status_code == 410
    choose = client.post(reverse("family:choose", args=[home.child.pk, home.walk.pk]), follow=True)
    assert choose.status_code == (200 if purposes else 404)


def test_and_hears_of_no_other_question(home):
    guardian, _link = second(home, authority=Authority.ACTIVITIES)
    actions.ask(by=home.child, child=home.child, purpose=Purpose.PICTURE_BY_CHILD, at=timezone.now())
    assert not Message.objects.filter(person=guardian).exists()
    scope = "activity:another"
    actions.ask(by=home.child, child=home.child, purpose=Purpose.ACTIVITY, scope=scope, at=timezone.now())
    assert Message.objects.filter(person=guardian).exists()


def test_at_rest_a_page_says_so_kindly_and_nothing_more(client, home):  # CON-17, SAF-4
    guardian, link = second(home)
    make.says(guardian, home.child, Purpose.PUBLISH)
    ask = queries.open_asks(child=home.child, person=guardian, at=timezone.now()).filter(purpose="advocacy").get()
    actions.suspend(by=make.worker(), link=link, code="safety", at=timezone.now())
    client.force_login(guardian)
    for address in (child_page(home), reverse("family:say", args=[home.child.pk, "publish"])):
        page = client.get(address, follow=True)
        text = page.content.decode()
        assert page.redirect_chain == [(reverse("family:home"), 302)]
        assert "先停着" in text
        assert "/help/" in text
        for canary in (home.child.pseudonym, home.guardian.email, str(home.child.pk), "安全", "法院", WALK):
            assert canary not in text
    assert client.get(reverse("family:ask", args=[ask.pk]), follow=True).status_code == 404
    client.force_login(home.guardian)
    assert "先停着" not in body(client, reverse("family:home"))


def test_in_doubt_a_page_says_so_and_asks_nothing(client, home):  # CON-18
    guardian, link = second(home)
    actions.dispute(by=make.worker(), link=link, at=timezone.now())
    client.force_login(guardian)
    assert "请和中心谈一谈" in client.get(reverse("family:home")).content.decode()
    page = client.get(child_page(home)).content.decode()
    assert "正在一起弄清楚" in page
    for canary in (WORK, CAMPAIGN, "有位子了"):
        assert canary not in page
    assert not queries.questions(child=home.child, person=guardian, at=timezone.now())
    assert GuardianLink.objects.get(pk=link.pk).state == "disputed"
    assert reverse("family:back", args=[home.child.pk]) in page
    assert client.post(reverse("family:back", args=[home.child.pk])).status_code == 302
    assert client.get(reverse("family:looked", args=[home.child.pk]), follow=True).status_code == 404


@pytest.mark.parametrize("authority", Authority.values)
def test_what_is_kept_is_handed_to_those_who_speak_in_everything(client, home, authority):  # PRI-5, CON-9
    GuardianLink.objects.filter(pk=home.link.pk).update(authority=authority)
    client.force_login(home.guardian)
    full = authority == Authority.FULL
    page = body(client, reverse("family:rights", args=[home.child.pk]))
    assert (reverse("family:wish", args=[home.child.pk, "copy"]) in page) == full
    assert ("在一部分事情上" in page) == (not full)
    for name, args in [("looked", []), *[("wish", [kind]) for kind in WishKind.values]]:
        answer = client.get(reverse(f"family:{name}", args=[home.child.pk, *args]), follow=True)
        assert (answer.status_code == 404) == (not full)
    assert reverse("family:back", args=[home.child.pk]) in page  # taking back stays everybody's own
