"""A card that was lost: stopped in a moment, by whom it may be, and what a used one ends (decisions: a lost card)."""

import contextlib

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts import actions
from portal.accounts.actions.cards import CardIsOver, CardWasUsed, NotAChild
from portal.accounts.models import Card, ChildSecret, Device
from portal.accounts.signals import access_ended, way_in_changed
from portal.accounts.states import NEXT, CardState, WayIn
from portal.audit import queries as audit
from tests.making import accounts as make
from tests.making.doors import FOUR, WRONG, bind, door, new_card, signed_in

pytestmark = pytest.mark.django_db
AT = make.AT
WHO = {"the child": True, "another child": False, "guardian": True, "staff": True, "partner": False}
STATES = ["none", "ready", "used", "replaced", "stopped"]


@pytest.fixture
def child():
    return make.child(age=9, at=timezone.now())


@pytest.fixture
def news():
    heard = []

    def hear(sender, person, what, **more):
        heard.append((person, what))

    way_in_changed.connect(hear)
    yield heard
    way_in_changed.disconnect(hear)


def in_state(child, state):
    """A token of a card that has come to this state."""
    if state == "none":
        return "never-made"
    _card, token = actions.make_card(by=None, child=child, at=AT)
    if state == "used":
        actions.use_card(token=token, own_phone=True, at=AT)
    elif state == "replaced":
        Card.objects.update(state=CardState.REPLACED)  # as `leave` does
    elif state == "stopped":
        actions.stop_card(by=make.guardian(), child=child, at=AT)
    return token


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", WHO)
def test_who_stops_a_card_in_which_state(child, who, state):
    by = child if who == "the child" else {"another child": make.child}.get(who, getattr(make, who, None))()
    token = in_state(child, state)
    before = audit.lines(act="card.stopped").count()
    if not WHO[who] or state == "used":
        with pytest.raises(CardWasUsed if WHO[who] else NotAChild):
            actions.stop_card(by=by, child=child, at=AT)
        assert [*Card.objects.values_list("state", flat=True)] == ([] if state == "none" else [state])
        return
    actions.stop_card(by=by, child=child, at=AT)
    actions.stop_card(by=by, child=child, at=AT)  # twice is once
    assert audit.lines(act="card.stopped").count() == before + (state == "ready")
    assert not Card.objects.filter(state=CardState.READY).exists()
    with pytest.raises(CardIsOver):
        actions.use_card(token=token, own_phone=True, at=AT)


def test_no_card_of_an_adult_is_stopped():
    with pytest.raises(NotAChild):
        actions.stop_card(by=make.staff(), child=make.guardian(), at=AT)


@pytest.mark.parametrize("state", CardState.values)
def test_a_card_that_is_over_stays_over(child, state):
    token = in_state(child, state)
    for act in (
        lambda: actions.use_card(token=token, own_phone=True, at=AT),
        lambda: actions.stop_card(by=make.staff(), child=child, at=AT),
        lambda: actions.make_card(by=None, child=child, at=AT),
    ):
        first = Card.objects.earliest("made_at", "token_hash")
        before = first.state
        with contextlib.suppress(CardIsOver, CardWasUsed):
            act()
        first.refresh_from_db()
        assert first.state == before or first.state in NEXT[CardState(before)]


def test_the_database_knows_the_states(child):
    actions.make_card(by=None, child=child, at=AT)
    for wrong in ({"state": "found"}, {"state": CardState.STOPPED, "used_at": AT}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Card.objects.update(**wrong)


def test_phones_sessions_and_pictures_stay_when_a_card_is_stopped(client, child):
    bind(client, child, phone="own")
    found = new_card(child)
    actions.stop_card(by=make.guardian(), child=child, at=AT)
    assert signed_in(client) == str(child.pk)
    assert client.get("/zh-hans/me/").status_code == 200
    page = Client().get(found)
    assert (page.status_code, str(child) in page.content.decode()) == (404, False)
    client.post(reverse("signout"))
    client.post(door(child), {"so_far": "kite bell moon", "picture": "fish"})
    assert signed_in(client) == str(child.pk)


def test_a_stopped_card_looks_like_any_dead_one_and_a_new_one_works(client, child):  # SEC-7
    stopped, _line = new_card(child), actions.stop_card(by=child, child=child, at=AT)
    assert Client().post(stopped, {"phone": "own"}).status_code == 404
    assert bind(client, child).status_code == 302


# --- a card that was used


def test_a_used_card_ends_every_other_session_at_once(client, child):  # SEC-8
    """Whether a stranger found it or the old phone was stolen: nobody stays in quietly."""
    old = Client()
    bind(old, child, phone="own")
    ended = []

    def hear(sender, person, **more):
        ended.append(person)

    access_ended.connect(hear)
    client.post(new_card(child), {"phone": "own"})
    access_ended.disconnect(hear)
    assert child.pk in ended
    assert old.get("/zh-hans/me/").status_code == 302
    assert signed_in(old) is None
    client.post(reverse("signin_choose"), {"so_far": " ".join(WRONG), "keep": "1"})
    assert signed_in(client) == str(child.pk)
    first = reverse("signin_answer", args=[Device.objects.earliest("bound_at").pk])
    old.post(first, {"so_far": " ".join(FOUR[:3]), "picture": FOUR[3]})
    assert signed_in(old) is None  # the old pictures are gone, the phone is still known
    old.post(first, {"so_far": " ".join(WRONG[:3]), "picture": WRONG[3]})
    assert signed_in(old) == str(child.pk)


def test_one_may_use_a_card_on_the_phone_where_one_is_signed_in(client, child):
    bind(client, child, phone="own")
    assert bind(client, child, phone="own", pictures=WRONG)["Location"] == "/zh-hans/me/"
    assert client.get("/zh-hans/me/").status_code == 200


def test_no_guardian_is_signed_in_while_a_child_chooses(client, child):  # CON-8
    make.sign_in(client, make.guardian())
    client.post(new_card(child), {"phone": "shared"})
    assert signed_in(client) is None
    assert client.get("/family/").status_code == 302


def test_a_phone_that_waits_for_new_pictures_says_so(client, child):
    old = Client()
    bind(old, child)
    client.post(new_card(child), {"phone": "own"})
    page = old.get(reverse("signin_answer", args=[_first(child)]), follow=True)
    assert "有一张新卡用过了" in page.content.decode()
    assert (
        "有一张新卡" not in Client().get(reverse("signin_answer", args=[_first(child)]), follow=True).content.decode()
    )


def _first(child):
    return Device.objects.filter(child=child).earliest("bound_at").pk


def test_what_is_announced(child, news):  # SEC-10
    _card, token = actions.make_card(by=None, child=child, at=AT)
    actions.use_card(token=token, own_phone=True, at=AT)
    actions.set_pictures(by=child, child=child, pictures=FOUR, at=AT)  # part of the same news
    actions.set_pictures(by=child, child=child, pictures=WRONG, at=AT)
    alone = make.child()
    actions.bind_first_phone(by=None, child=alone, at=AT)
    assert news == [
        (child.pk, WayIn.CARD_USED),
        (child.pk, WayIn.SECRET_CHANGED),
        (alone.pk, WayIn.PHONE_ADDED),
    ]


def test_whoever_cannot_tell_changes_nothing(child):
    """News goes up inside the transaction: a receiver that fails leaves the card as it was."""

    def fail(sender, **more):
        raise RuntimeError

    _card, token = actions.make_card(by=None, child=child, at=AT)
    way_in_changed.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            actions.use_card(token=token, own_phone=True, at=AT)
    finally:
        way_in_changed.disconnect(fail)
    assert Card.objects.get().state == CardState.READY
    assert not Device.objects.exists()
    assert not ChildSecret.objects.exists()


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "我的卡丢了"), ("en", "My card is lost")])
def test_the_door_says_what_to_do(client, language, words):
    page = client.get(f"/{language}/signin/").content.decode()
    assert words in page
    assert ("你没有做错什么" if language != "en" else "You did nothing wrong") in page
