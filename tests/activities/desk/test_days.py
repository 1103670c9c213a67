"""The day's list: what counts follows from the lines, a tap sent twice is one, and nobody else's day is touched."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.desk import actions, queries
from activities.desk.models import Mark
from activities.desk.states import Company, Said
from activities.kinds import Kind
from activities.purposes import scope
from activities.states import PlaceState
from portal.accounts.roles import Role
from portal.consent.purposes import Purpose
from tests.making import accounts, consent
from tests.making import activities as make_activities
from tests.making import desk as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return make.hall()


def says(hall, child=None) -> str:
    return next(row.says for row in queries.day(hall.session).rows if row.child == (child or hall.child))


def note(hall, word="arrived", *, minutes=0, by=None, **more):
    at = timezone.now()
    facts = {"child": hall.child.pk, "says": word, "happened": at + timedelta(minutes=minutes), "at": at} | more
    return actions.note(by=by or hall.adults[0], session=hall.session, **facts)


def test_a_child_comes_and_goes_and_comes_back(hall):
    assert says(hall) == ""
    for word, company in (("arrived", ""), ("left", "home"), ("arrived", "")):
        note(hall, word, company=company)
        assert says(hall) == word
    assert queries.day(hall.session).here == 1


def test_a_mistake_is_put_right_and_both_lines_stay(hall):
    note(hall, "arrived", minutes=-20)
    wrong = note(hall, "left", minutes=-5)
    right = actions.put_right(
        by=hall.adults[1], session=hall.session, mark=wrong, says="nothing", happened=wrong.at, at=timezone.now()
    )
    assert says(hall) == "arrived"
    lines = queries.lines(hall.session, hall.child.pk)
    assert {line.pk for line in lines} >= {wrong.pk, right.pk}
    assert [line.gone for line in lines if line.pk == wrong.pk] == [True]
    assert [line.says for line in lines if line.counts] == ["arrived"]


def test_no_line_is_changed_or_taken_away(hall):
    mark = note(hall)
    for change in (lambda: Mark.objects.update(says="left"), mark.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


TAPS = st.lists(
    st.tuples(st.sampled_from(["arrived", "left", "excused", "missing"]), st.integers(-20, 0), st.integers(0, 1)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=25, deadline=None)
@given(taps=TAPS, order=st.randoms(use_true_random=False))
def test_taps_in_any_order_and_any_number_of_times_give_the_same_day(taps, order):
    """What a device kept may arrive late, twice, and after what another device said."""
    with transaction.atomic():
        hall, at = make.hall(), timezone.now()
        made = [(uuid4(), child, word, at + timedelta(minutes=minute)) for word, minute, child in taps]
        made.append((uuid4(), made[0][1], "nothing", made[0][3]))

        def send(rows, session):
            kept = [
                {"key": str(key), "child": str(hall.children[child].pk), "says": word, "at": when.isoformat()}
                | ({"replaces": str(made[0][0])} if word == "nothing" else {})
                for key, child, word, when in rows
            ]
            return actions.take_in(by=hall.adults[0], session=session, taps=actions_taps(kept), at=timezone.now())

        send(made, hall.session)
        once = {row.child.pk: row.says for row in queries.day(hall.session).rows}
        other = make_activities.session(hall.activity, starts_at=hall.session.starts_at)
        mixed = made * 3
        order.shuffle(mixed)
        done, refused = send(mixed, other)
        assert {row.child.pk: row.says for row in queries.day(other).rows} == once
        assert (set(done), refused) == ({each[0] for each in made}, {})
        assert Mark.objects.filter(session=other).count() == len(made)
        transaction.set_rollback(True)


def actions_taps(kept):
    from activities.desk.protocol import Kept

    return Kept.model_validate_json(json.dumps({"taps": kept})).taps


@pytest.mark.parametrize(
    ("case", "ok"),
    [("now", True), ("a little ahead", True), ("future", False), ("two days before", False), ("days later", False)],
)
def test_only_times_of_that_day_are_noted(hall, case, ok):
    minutes = {"now": 0, "a little ahead": 4, "future": 6, "two days before": -3000, "days later": 0}[case]
    at = timezone.now() + (timedelta(days=3) if case == "days later" else timedelta(0))
    send = {"by": hall.adults[0], "session": hall.session, "child": hall.child.pk, "says": "arrived", "at": at}
    if ok:
        assert actions.note(**send, happened=at + timedelta(minutes=minutes)).says == "arrived"
    else:
        with pytest.raises(actions.NotThatDay):
            actions.note(**send, happened=at + timedelta(minutes=minutes))


def test_a_late_phone_is_heard_for_weeks_and_not_for_ever(hall):
    happened = hall.session.starts_at + timedelta(minutes=3)
    for days, ok in ((20, True), (61, False)):
        at = timezone.now() + timedelta(days=days)
        accounts.qualify(hall.adults[0], at=at)
        send = {
            "by": hall.adults[0],
            "session": hall.session,
            "child": hall.child.pk,
            "says": "arrived",
            "happened": happened,
        }
        if ok:
            assert actions.note(**send, at=at).noted_at == at
        else:
            with pytest.raises(actions.NotThatDay):
                actions.note(**send, at=at)


def test_another_line_under_a_used_key_is_refused(hall):
    key = uuid4()
    first = note(hall, key=key)
    assert actions.note(
        by=hall.adults[1], session=hall.session, child=hall.child.pk, says="arrived", happened=first.at, key=key,
        at=timezone.now(),
    ) == first  # fmt: skip
    with pytest.raises(actions.AlreadySaid):
        note(hall, "missing", key=key)


def test_a_stranger_is_on_no_list_and_a_child_who_had_a_place_stays_on_it(hall):
    with pytest.raises(actions.NotThatDay):
        note(hall, child=make_activities.child().pk)
    gone = make_activities.place(hall.activity, state=PlaceState.LEFT, held_at=timezone.now())
    assert note(hall, child=gone.child_id).says == "arrived"
    never = make_activities.place(hall.activity, state=PlaceState.ASKED)
    with pytest.raises(actions.NotThatDay):
        note(hall, child=never.child_id)


@pytest.mark.parametrize(("kind", "home", "own", "ok"), [
    (Kind.OPEN, True, True, True), (Kind.OPEN, False, True, False), (Kind.OPEN, True, False, False),
    (Kind.CLOSED, True, True, False),
])  # fmt: skip
def test_a_guest_of_an_open_club_needs_every_yes(kind, home, own, ok):  # CON-20
    hall = make.hall(kind=kind)
    guest = consent.family(child_age=9)
    for person, yes in ((guest.guardian, home), (guest.child, own)):
        if yes:
            consent.says(person, guest.child, Purpose.ACTIVITY, scope(hall.activity))
    if ok:
        note(hall, child=guest.child.pk)
        assert [row.guest for row in queries.day(hall.session).rows] == [False, False, True]
    else:
        with pytest.raises(actions.NotThatDay):
            note(hall, child=guest.child.pk)


def test_facilitators_of_another_office_and_those_out_of_date_note_nothing(hall):
    other = make.adult(make_activities.office())
    late = accounts.staff(Role.FACILITATOR, office=hall.office, vetted=False)
    for person in (other, late, hall.child):
        with pytest.raises(actions.NotYours):
            note(hall, by=person)


def test_somebody_on_duty_from_another_office_may(hall):
    other = make.adult(make_activities.office())
    make.duty(hall.session, other)
    assert note(hall, by=other).noted_by == other
    hall.session.duties.filter(person=other).update(off_at=timezone.now(), off_by=other)
    with pytest.raises(actions.NotYours):
        note(hall, by=other)


def taps(client, session, *rows, raw=None):
    body = raw if raw is not None else json.dumps({"taps": rows})
    address = reverse("desk_day:taps", args=[session.pk])
    return client.post(address, body, content_type="application/json", follow=True)


def tap(child, word="arrived", **more):
    return {"key": str(uuid4()), "child": str(child.pk), "says": word, "at": timezone.now().isoformat()} | more


def test_the_door_for_kept_taps(client, hall):
    accounts.sign_in(client, hall.adults[0])
    good, bad = tap(hall.child), tap(make_activities.child())
    for _ in range(2):
        told = taps(client, hall.session, good, bad).json()
        assert told["done"] == [good["key"]]
        assert list(told["refused"]) == [bad["key"]]
    assert {each["child"]: each["says"] for each in told["now"]}[str(hall.child.pk)] == "arrived"
    assert Mark.objects.count() == 1


@pytest.mark.parametrize(
    "raw",
    [
        "", "[]", "{}", '{"taps": [{}]}', '{"taps": [], "more": 1}', "\xff", '{"taps": ' + "[" * 2000,
        json.dumps({"taps": [{"key": str(uuid4()), "child": str(uuid4()), "says": "shot", "at": "2026-01-01T00:00Z"}]}),
        json.dumps({"taps": [{"key": str(uuid4()), "child": "x", "says": "left", "at": "2026-01-01T00:00Z"}]}),
        json.dumps({"taps": [{"key": str(uuid4()), "child": str(uuid4()), "says": "left", "at": "2026-01-01T00:00"}]}),
        " " * 70_000,
    ],
)  # fmt: skip
def test_what_no_device_of_ours_sends_is_answered_in_words(client, hall, raw):
    accounts.sign_in(client, hall.adults[0])
    answer = taps(client, hall.session, raw=raw)
    assert answer.status_code == 400
    assert answer.json()["words"] == "设备送来的内容读不出来。"


def test_another_offices_session_takes_no_taps(client, hall):
    accounts.sign_in(client, make.adult(make_activities.office()))
    assert taps(client, hall.session, tap(hall.child)).status_code == 404
    assert not Mark.objects.exists()


def test_taps_need_the_token_of_the_page(hall):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    accounts.sign_in(client, hall.adults[0])
    assert taps(client, hall.session, tap(hall.child)).status_code == 403


def test_the_page_works_with_plain_forms(client, hall):
    accounts.sign_in(client, hall.adults[0])
    address = reverse("desk_day:session", args=[hall.session.pk])
    html = client.get(address).content.decode()
    assert hall.child.pseudonym in html
    assert hall.child.username not in html
    key = str(uuid4())
    for _ in range(2):  # a form sent twice
        client.post(f"{address}note/", {"key": key, "child": hall.child.pk, "says": Said.ARRIVED})
    sent = {"key": uuid4(), "child": hall.child.pk, "says": Said.LEFT, "company": Company.ALONE}
    client.post(f"{address}note/", sent)
    assert list(Mark.objects.order_by("at").values_list("says", "company")) == [("arrived", ""), ("left", "alone")]
    assert "这一行对不上。" in client.post(f"{address}note/", {"says": "x"}, follow=True).content.decode()


def test_a_guest_is_noted_by_the_name_used_here(client):
    hall = make.hall(kind=Kind.OPEN)
    accounts.sign_in(client, hall.adults[0])
    guest = consent.family(child_age=9, pseudonym="会飞的伞")
    address = reverse("desk_day:guest", args=[hall.session.pk])
    unknown = client.post(address, {"name": "没有这个名字"})
    unheard = client.post(address, {"name": "会飞的伞"})
    words = "这个孩子在这里没有位子，家里也还没同意没有位子也来。"
    assert [words in each.content.decode() for each in (unknown, unheard)] == [True, True]
    consent.all_say(guest, Purpose.ACTIVITY, scope(hall.activity))
    assert client.post(address, {"name": "会飞的伞"}).status_code == 302
    assert says(hall, guest.child) == "arrived"


def test_the_childs_page_puts_right_by_the_clock(client, hall):
    accounts.sign_in(client, hall.adults[0])
    mark = note(hall, "missing")
    address = reverse("desk_day:right", args=[hall.session.pk, hall.child.pk, mark.pk])
    at = timezone.localtime(mark.at)
    client.post(address, {"says": "arrived", "clock": f"{at:%H:%M}"})
    assert says(hall) == "arrived"
    page = client.get(reverse("desk_day:child", args=[hall.session.pk, hall.child.pk])).content.decode()
    assert "没有来，也没有人说" in page
    assert client.post(address, {"says": "arrived", "clock": "noon"}, follow=True).status_code == 200
    stranger = make_activities.child()
    assert client.get(reverse("desk_day:child", args=[hall.session.pk, stranger.pk]), follow=True).status_code == 404


def cost(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as count:
        assert client.get(address).status_code == 200
    return len(count)


def test_pages_of_a_day_cost_the_same_at_one_and_at_three(client):
    hall = make.hall(children=1)
    accounts.sign_in(client, hall.adults[0])
    addresses = [reverse("desk_day:session", args=[hall.session.pk]), reverse("desk_day:sessions")]
    make.mark(hall.session, hall.child)
    before = [cost(client, address) for address in addresses]
    for _ in range(2):
        place = make_activities.place(hall.activity)
        make.mark(hall.session, place.child)
        make.pick_up(place.child)
        make.adult(hall.office)
        make_activities.session(hall.activity, starts_at=timezone.now() + timedelta(days=1))
    assert [cost(client, address) for address in addresses] == before
