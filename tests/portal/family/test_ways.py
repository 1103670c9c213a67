"""How a child comes in, for those who answer for it: told of changes, shown them, and able to stop a lost card."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.accounts import actions, queries
from portal.accounts.models import Card
from portal.accounts.states import CardState
from portal.consent.kinds import Authority
from portal.consent.models import GuardianLink
from portal.consent.states import LinkState
from portal.notices import actions as notices
from portal.notices.models import Message
from tests.making import accounts as make_accounts
from tests.making import consent as make
from tests.making.directory import office as make_office
from tests.making.doors import FOUR, WRONG

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make.family(child_age=9)


def body(client, address):
    return client.get(address, follow=True).content.decode()


def child_page(home):
    return reverse("family:child", args=[home.child.pk])


def card(home, *, used=False):
    made, token = actions.make_card(by=home.guardian, child=home.child, at=timezone.now())
    if used:
        actions.use_card(token=token, own_phone=True, at=timezone.now())
        actions.set_pictures(by=home.child, child=home.child, pictures=FOUR, at=timezone.now())
    return made, token


# --- stopping


def test_a_guardian_stops_a_lost_card_in_two_taps(client, home):
    made, _token = card(home)
    client.force_login(home.guardian)
    stop = reverse("family:card_stop", args=[home.child.pk])
    assert f'action="{stop}"' in body(client, child_page(home))  # the page, and
    answer = client.post(stop, follow=True)  # the button
    assert "停掉了" in answer.content.decode()
    made.refresh_from_db()
    assert made.state == CardState.STOPPED
    assert f'action="{stop}"' not in body(client, child_page(home))


def test_it_is_stopped_from_the_page_that_printed_it(client, home):
    client.force_login(home.guardian)
    page = client.post(reverse("family:card", args=[home.child.pk])).content.decode()
    assert f'action="{reverse("family:card_stop", args=[home.child.pk])}"' in page
    assert "卡丢了？马上告诉大人" in page


def test_a_worker_stops_it_at_the_desk_of_the_family(client, home):
    office, elsewhere = make_office(), make_office()
    make.at_office(home, office)
    made, _token = card(home)
    stop = reverse("families:card_stop", args=[home.child.pk])
    make_accounts.sign_in(client, make.worker(office=elsewhere))
    assert client.post(stop, follow=True).status_code == 404
    make_accounts.sign_in(client, make.worker(office=office))
    assert f'action="{stop}"' in body(client, reverse("families:one", args=[home.child.pk]))
    assert client.post(stop).status_code == 302
    made.refresh_from_db()
    assert made.state == CardState.STOPPED


def test_too_late_is_said(client, home):
    card(home, used=True)
    client.force_login(home.guardian)
    page = client.post(reverse("family:card_stop", args=[home.child.pk]), follow=True).content.decode()
    assert "已经有人用过了" in page
    assert Card.objects.get().state == CardState.USED


STATES = {
    "confirmed": ({}, True),
    "in doubt": ({"state": LinkState.DISPUTED}, False),
    "at rest": ({"state": LinkState.SUSPENDED}, False),
    "waiting": ({"state": LinkState.WAITING}, False),
    "activities only": ({"authority": Authority.ACTIVITIES}, True),
    "collects only": ({"authority": Authority.NONE}, False),
}


@pytest.mark.parametrize("how", STATES)
def test_who_may_make_a_card_may_stop_it_and_sees_it(client, home, how):  # CON-8, CON-18
    fields, may = STATES[how]
    made, _token = card(home)
    doubt = {"disputed_at": timezone.now(), "disputed_by": make.worker()} if how == "in doubt" else {}
    GuardianLink.objects.filter(pk=home.link.pk).update(**fields, **doubt)
    client.force_login(home.guardian)
    assert (f'data-seen="card:{made.pk}:ready"' in body(client, child_page(home))) is may
    stopped = client.post(reverse("family:card_stop", args=[home.child.pk]), follow=True)
    assert stopped.status_code == (200 if may else 404)
    made.refresh_from_db()
    assert (made.state == CardState.STOPPED) is may


def test_nobody_elses_card(client, home):
    made, _token = card(make.family(child_age=9))
    client.force_login(home.guardian)
    assert client.post(reverse("family:card_stop", args=[made.child_id]), follow=True).status_code == 404
    client.force_login(home.child)
    assert client.post(reverse("family:card_stop", args=[home.child.pk])).status_code == 403


@pytest.mark.parametrize("used", [False, True])
def test_the_child_is_shown_that_home_sees_it(client, home, used):  # CON-19
    made, _token = card(home, used=used)
    key = f'data-seen="card:{made.pk}:{"used" if used else "ready"}"'
    client.force_login(home.guardian)
    assert key in body(client, child_page(home))
    home.child.refresh_from_db()  # using a card ended the session before
    client.force_login(home.child)
    assert key in body(client, reverse("me_seen"))


# --- hearing of it


def kinds_of(person) -> list[str]:
    return list(Message.objects.filter(person=person).order_by("at", "pk").values_list("kind", flat=True))


def test_guardians_hear_when_a_card_was_used_in_words_that_name_nobody(
    client, home, django_capture_on_commit_callbacks
):  # SEC-10
    with django_capture_on_commit_callbacks(execute=True):
        card(home, used=True)
    assert kinds_of(home.guardian) == ["family.card_used"]
    message = Message.objects.get(person=home.guardian)
    for language_words in (message.subject, message.body, *[each.body + each.subject for each in mail.outbox]):
        assert home.child.pseudonym not in language_words
        assert "真名" not in language_words
    assert not Message.objects.filter(person=home.child).exists()
    client.force_login(home.guardian)
    assert child_page(home) in body(client, reverse("inbox"))


def test_guardians_hear_when_pictures_change_without_a_card(home):  # SEC-10
    card(home, used=True)
    Message.objects.all().delete()
    actions.set_pictures(by=home.child, child=home.child, pictures=WRONG, at=timezone.now())
    assert kinds_of(home.guardian) == ["family.secret_changed"]


HEARS = {
    "full": ({}, True),
    "activities only": ({"authority": Authority.ACTIVITIES}, False),
    "collects only": ({"authority": Authority.NONE}, False),
    "waiting": ({"state": LinkState.WAITING}, False),
    "in doubt": ({"state": LinkState.DISPUTED}, False),
    "at rest": ({"state": LinkState.SUSPENDED}, False),
}


@pytest.mark.parametrize("how", HEARS)
def test_who_hears(home, how):  # SEC-10
    fields, hears = HEARS[how]
    doubt = {"disputed_at": timezone.now(), "disputed_by": make.worker()} if how == "in doubt" else {}
    second = make.person("guardian")
    link = make.link(home.child, second)
    GuardianLink.objects.filter(pk=link.pk).update(**fields, **doubt)
    card(home, used=True)
    assert kinds_of(home.guardian) == ["family.card_used"]
    assert bool(kinds_of(second)) is hears


@pytest.mark.parametrize("about", ["", "child"])
def test_whom_care_has_blocked_hears_nothing(home, about):  # SAF-4
    notices.block(by=None, person=home.guardian, about=f"child:{home.child.pk}" if about else "")
    card(home, used=True)
    assert kinds_of(home.guardian) == []


def test_nobody_hears_it_of_a_grown_person():  # CON-13
    home = make.family(child_age=18)
    card(home, used=True)
    assert kinds_of(home.guardian) == []


# --- phones


def entered(home, client):
    """A browser on which the child is in by a card."""
    _made, token = actions.make_card(by=home.guardian, child=home.child, at=timezone.now())
    client.post(reverse("card", args=[token]), {"phone": "own"})
    client.post(reverse("signin_choose"), {"so_far": " ".join(FOUR), "keep": "1"})
    assert client.get("/zh-hans/me/").status_code == 200
    return queries.phones_of(home.child).first()


@pytest.mark.parametrize("who", ["guardian", "worker"])
def test_a_phone_is_stopped_in_two_taps_and_is_out_at_once(client, home, who):  # SEC-8, SEC-10
    phones = Client()
    phone = entered(home, phones)
    if who == "guardian":
        client.force_login(home.guardian)
        page, stop = child_page(home), reverse("family:phone_stop", args=[home.child.pk, phone.pk])
    else:
        office = make_office()
        make.at_office(home, office)
        make_accounts.sign_in(client, make.worker(office=office))
        page = reverse("families:one", args=[home.child.pk])
        stop = reverse("families:phone_stop", args=[home.child.pk, phone.pk])
    assert f'action="{stop}"' in body(client, page)
    assert "那部手机已经退出来了" in client.post(stop, follow=True).content.decode()
    assert phones.get("/zh-hans/me/").status_code == 302
    assert f'action="{stop}"' not in body(client, page)


@pytest.mark.parametrize("who", ["guardian", "worker"])
def test_a_phone_in_strange_hands_takes_what_was_chosen_on_it_along(client, home, who):  # SEC-8
    """The stranger's pictures open nothing any more, on no phone; the child chooses anew with the card shown."""
    kept, lost = Client(), Client()
    entered(home, kept)
    phone = entered(home, lost)
    other = queries.phones_of(home.child).exclude(pk=phone.pk).get()
    if who == "guardian":
        client.force_login(home.guardian)
        stop = reverse("family:phone_stop", args=[home.child.pk, phone.pk])
    else:
        office = make_office()
        make.at_office(home, office)
        make_accounts.sign_in(client, make.worker(office=office))
        stop = reverse("families:phone_stop", args=[home.child.pk, phone.pk])
    page = client.post(stop, {"lost": "1"}, follow=True)
    token = re.search(r"/card/([\w-]+)/", page.content.decode()).group(1)
    assert "no-store" in page["Cache-Control"]
    assert list(queries.phones_of(home.child)) == [other]
    assert queries.secret_of(home.child) is None
    door = reverse("signin_answer", args=[other.pk])
    assert "有一张新的卡" in kept.get(door, follow=True).content.decode()
    for browser in (kept, lost):
        answer = browser.post(door, {"so_far": " ".join(FOUR[:3]), "picture": FOUR[3]})
        assert answer.status_code == 200
        assert "_auth_user_id" not in browser.session
    kept.post(reverse("card", args=[token]), {"phone": "own"})
    kept.post(reverse("signin_choose"), {"so_far": "moon bell kite fish", "keep": "1"})
    assert kept.get("/zh-hans/me/").status_code == 200


def test_nobody_elses_phone_is_stopped(client, home):
    other, phones = make.family(child_age=9), Client()
    phone = entered(other, phones)
    client.force_login(home.guardian)
    for child in (home.child, other.child):
        stop = reverse("family:phone_stop", args=[child.pk, phone.pk])
        assert client.post(stop, follow=True).status_code == 404
    office = make_office()
    make.at_office(home, office)
    make_accounts.sign_in(client, make.worker(office=office))
    for child in (home.child, other.child):
        stop = reverse("families:phone_stop", args=[child.pk, phone.pk])
        assert client.post(stop, follow=True).status_code == 404
    assert phones.get("/zh-hans/me/").status_code == 200


def test_the_child_is_shown_that_home_sees_its_phones(client, home):  # CON-19
    phones = Client()
    key = f'data-seen="phone:{entered(home, phones).pk}"'
    client.force_login(home.guardian)
    assert key in body(client, child_page(home))
    assert key in body(phones, reverse("me_seen"))


def test_more_phones_ask_no_more_questions(client, home):
    client.force_login(home.guardian)
    counts = []
    for _each in range(3):
        _made, token = actions.make_card(by=home.guardian, child=home.child, at=timezone.now())
        actions.use_card(token=token, own_phone=True, at=timezone.now())
        body(client, child_page(home))
        with CaptureQueriesContext(connection) as asked:
            page = body(client, child_page(home))
        counts.append(len(asked))
        assert page.count('data-seen="phone:') == len(counts)
    assert counts[0] == counts[2]
