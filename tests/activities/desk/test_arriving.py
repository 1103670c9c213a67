"""Squares at the door: they say who is here and nothing else, two taps are one, a child's word waits for an adult."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from activities.desk import actions, queries
from activities.desk.models import Badge, Hello, Mark
from activities.kinds import Kind
from activities.purposes import scope
from activities.states import PlaceState
from portal.accounts import policy
from portal.accounts.roles import Role
from portal.accounts.views.limits import KNOCKS
from portal.consent.purposes import Purpose
from tests.making import accounts, consent
from tests.making import activities as make_activities
from tests.making import desk as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return make.hall()


def badge(hall, child=None, **more):
    facts = {"by": hall.adults[0], "child": child or hall.child, "activity": hall.activity, "at": timezone.now()}
    return actions.give_badge(**facts | more)


def scan(client, made, session=None):
    address = reverse("desk_day:scanned", args=[made.code])
    return client.post(address, {"session": session.pk}, follow=True) if session else client.get(address, follow=True)


def door(session, *, at=None):
    return reverse("hello:door", args=[queries.door_sign(session, at=at or timezone.now())])


def says(hall, child=None) -> str:
    return next(row.says for row in queries.day(hall.session).rows if row.child == (child or hall.child))


def test_a_square_is_read_and_one_tap_notes_it(client, hall):
    made = badge(hall)
    accounts.sign_in(client, hall.adults[1])
    assert hall.child.pseudonym in scan(client, made).content.decode()
    assert not Mark.objects.exists()  # looking notes nothing: chat apps look at every link
    for _ in range(3):
        assert scan(client, made, hall.session).status_code == 200
    assert list(Mark.objects.values_list("says", "noted_by")) == [("arrived", hall.adults[1].pk)]


def test_who_went_home_and_comes_back_is_noted_again(client, hall):
    made = badge(hall)
    accounts.sign_in(client, hall.adults[0])
    scan(client, made, hall.session)
    make.mark(hall.session, hall.child, "left", at=timezone.now())
    scan(client, made, hall.session)
    assert (says(hall), Mark.objects.count()) == ("arrived", 3)


def test_two_readings_of_one_page_are_one_line(hall, monkeypatch):
    """The second came while the first was on its way: it saw the same day."""
    at = timezone.now()
    first = actions.greet(by=hall.adults[0], session=hall.session, child=hall.child, at=at)
    monkeypatch.setattr(queries, "day", lambda session: queries.Day([queries.Row(hall.child)]))
    later = at + timedelta(seconds=1)
    assert actions.greet(by=hall.adults[1], session=hall.session, child=hall.child, at=later) == first
    assert Mark.objects.count() == 1


def test_a_square_says_nothing_of_anybody(hall):
    made = badge(hall)
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", made.code)
    others = {badge(hall, child=hall.children[1]).code, badge(hall, anew=True).code}
    assert made.code not in others
    assert len(others) == 2


@pytest.mark.parametrize("who", ["nobody", "child", "guardian", "other office", "worker", "out of date"])
def test_a_square_opens_nothing_for_anybody_else(client, hall, who):
    made = badge(hall)
    people = {
        "nobody": lambda: None, "child": lambda: hall.child, "guardian": lambda: hall.homes[0].guardian,
        "other office": lambda: make.adult(make_activities.office()),
        "worker": lambda: accounts.staff(Role.WORKER, office=hall.office),
        "out of date": lambda: accounts.staff(Role.FACILITATOR, office=hall.office, vetted=False),
    }  # fmt: skip
    if person := people[who]():
        accounts.sign_in(client, person)
    answer = client.post(reverse("desk_day:scanned", args=[made.code]), {"session": hall.session.pk})
    assert answer.status_code in {302, 403, 404}
    assert client.session.get("_auth_user_id") == (str(person.pk) if person else None)  # signs nobody in
    assert not Mark.objects.exists()
    page = client.get(reverse("desk_day:scanned", args=[made.code]), follow=True).content.decode()
    assert who == "child" or hall.child.pseudonym not in page


def test_a_stopped_one_and_one_of_a_child_that_left_are_as_unknown_as_none(client, hall):
    made = badge(hall)
    accounts.sign_in(client, hall.adults[0])
    newer = badge(hall, anew=True)
    assert [scan(client, each).status_code for each in (made, newer)] == [404, 200]
    assert client.get(reverse("desk_day:scanned", args=["x" * 500]), follow=True).status_code == 404
    stranger = Badge.objects.create(
        activity=hall.activity, child=make_activities.child(), code="stranger", made_at=timezone.now()
    )
    assert scan(client, stranger).status_code == 404


def test_it_ends_with_the_activity(client, hall):
    made = badge(hall)
    accounts.sign_in(client, hall.adults[0])
    end = timezone.now() - timedelta(days=1)
    hall.activity.sessions.update(starts_at=end - timedelta(hours=2), ends_at=end)
    assert scan(client, made).status_code == 404
    type(hall.activity).objects.filter(pk=hall.activity.pk).update(starts_at=end - timedelta(days=9), ends_at=end)
    hall.activity.refresh_from_db()
    with pytest.raises(actions.NotThatDay):
        badge(hall, child=hall.children[1])


def test_a_square_of_another_day_notes_nothing_today(client, hall):
    made = badge(hall)
    accounts.sign_in(client, hall.adults[0])
    later = make_activities.session(hall.activity, starts_at=timezone.now() + timedelta(days=1))
    assert scan(client, made, later).status_code == 404
    hall.session.cancelled_at, hall.session.why = timezone.now(), "下雨"
    hall.session.save()
    assert scan(client, made, hall.session).status_code == 404
    assert not Mark.objects.exists()


def test_who_may_make_squares(hall):
    for person in (make.adult(make_activities.office()), hall.children[1], hall.homes[0].guardian):
        with pytest.raises(actions.NotYours):
            badge(hall, by=person)
    assert badge(hall, by=hall.child) == badge(hall)
    waiting = make_activities.place(hall.activity, state=PlaceState.WAITING)
    with pytest.raises(actions.NotThatDay):
        badge(hall, child=waiting.child)


def test_a_group_is_printed(client, hall):
    accounts.sign_in(client, hall.adults[0])
    address = reverse("desk_day:squares", args=[hall.activity.pk])
    assert 'class="qr"' not in client.get(address).content.decode()
    for _ in range(2):
        client.post(address)
    page = client.get(address).content.decode()
    assert page.count('class="qr"') == Badge.objects.count() == 2
    assert all(made.code not in page for made in Badge.objects.all())  # in the square alone, not to be read aloud
    printed = [part.split("</section>")[0] for part in page.split('<section class="doorplate"')[1:]]
    assert len(printed) == 2
    assert all(hall.activity.name not in each for each in printed)  # lost in the street, it tells nobody of a group
    client.post(address, {"child": hall.child.pk})
    assert Badge.objects.filter(child=hall.child).exclude(ended_at=None).count() == 1
    client.post(address, {"child": "no-such-child"})
    assert Badge.objects.count() == 3
    assert client.get(reverse("desk_day:squares", args=[make_activities.activity().pk]), follow=True).status_code == 404


def test_a_child_has_its_own_and_stops_it(client, hall):
    accounts.sign_in(client, hall.child)
    address = reverse("hello:mine", args=[hall.activity.pk])
    assert address in client.get(reverse("activities:group", args=[hall.activity.pk])).content.decode()
    client.post(address)
    assert 'class="qr"' in client.get(address).content.decode()
    client.post(address, {"anew": "1"})
    assert [made.ended_at is None for made in Badge.objects.order_by("made_at")] == [False, True]
    assert client.get(reverse("hello:mine", args=[make_activities.activity().pk]), follow=True).status_code == 404


def test_a_childs_word_waits_for_an_adult(client, hall):
    accounts.sign_in(client, hall.child)
    page = client.get(door(hall.session)).content.decode()
    assert "我到了" in page
    assert not Hello.objects.exists()
    for _ in range(2):
        client.post(door(hall.session))
    assert (says(hall), Hello.objects.count()) == ("", 1)  # a word, and no line of the day
    accounts.sign_in(client, hall.adults[0])
    address = reverse("desk_day:arriving", args=[hall.session.pk])
    assert hall.child.pseudonym in client.get(address).content.decode()
    for _ in range(2):
        assert client.post(f"{address}{hall.child.pk}/").status_code == 302
    assert (says(hall), Mark.objects.count()) == ("arrived", 1)
    assert hall.child.pseudonym not in client.get(address).content.decode()


@pytest.mark.parametrize(("seconds", "stands"), [(0, True), (110, True), (185, False), (86_400, False), (-70, False)])
def test_the_square_at_the_door_is_soon_an_old_one(hall, seconds, stands):
    at = timezone.now()
    sign = queries.door_sign(hall.session, at=at)
    hall.session.ends_at = at + timedelta(days=3)
    hall.session.save()
    found = queries.session_at_door(sign, at=at + timedelta(seconds=seconds))
    assert (found == hall.session) is stands


@pytest.mark.parametrize("sign", ["x", "x:y", "a.b:c", "..", "%00", "é", "a" * 3000])
def test_a_made_up_sign_is_an_old_square(client, hall, sign):
    accounts.sign_in(client, hall.child)
    answer = client.get("/zh-hans/here/door/" + sign + "/")
    assert answer.status_code == 404
    assert hall.activity.name not in answer.content.decode()
    assert client.post("/zh-hans/here/door/" + sign + "/").status_code == 404


def test_a_sign_for_another_session_is_not_made_by_hand(hall):
    sign = queries.door_sign(hall.session, at=timezone.now())
    other = make.hall().session
    assert queries.session_at_door(sign.replace(hall.session.pk.hex, other.pk.hex), at=timezone.now()) is None


def test_a_child_that_belongs_nowhere_here_says_nothing(client, hall):
    other = consent.family(child_age=9)
    accounts.sign_in(client, other.child)
    assert "名单" in client.post(door(hall.session)).content.decode()
    assert not Hello.objects.exists()


def test_a_guest_of_an_open_club_says_it_and_is_noted(client):
    hall = make.hall(kind=Kind.OPEN)
    guest = consent.family(child_age=9)
    consent.all_say(guest, Purpose.ACTIVITY, scope(hall.activity))
    accounts.sign_in(client, guest.child)
    client.post(door(hall.session))
    accounts.sign_in(client, hall.adults[0])
    address = reverse("desk_day:arriving", args=[hall.session.pk])
    assert guest.child.pseudonym in client.get(address).content.decode()
    client.post(f"{address}{guest.child.pk}/")
    assert says(hall, guest.child) == "arrived"


def test_the_station_turns_by_itself_and_is_for_those_who_work_there(client, hall):
    accounts.sign_in(client, hall.adults[0])
    address = reverse("desk_day:station", args=[hall.session.pk])
    answer = client.get(address)
    assert (int(answer["Refresh"].split(";")[0]) < 60, 'class="qr"' in answer.content.decode()) == (True, True)
    hall.session.starts_at = timezone.now() + timedelta(hours=3)
    hall.session.ends_at = timezone.now() + timedelta(hours=4)
    hall.session.save()
    assert 'class="qr"' not in client.get(address).content.decode()
    accounts.sign_in(client, make.adult(make_activities.office()))
    assert client.get(address, follow=True).status_code == 404


@pytest.mark.parametrize("name", ["arriving", "station"])
def test_a_page_that_looks_again_by_itself_keeps_nobody_signed_in(client, hall, monkeypatch, name):  # SEC-8
    """A device that was left at the door: who works here is out after half an hour without a tap."""
    start = timezone.now()
    accounts.sign_in(client, hall.adults[0])
    address = reverse(f"desk_day:{name}", args=[hall.session.pk])
    again = address + client.get(address)["Refresh"].split("url=")[1]
    stays = []
    for minute in range(1, 32):
        monkeypatch.setattr(policy, "now", lambda minute=minute: start + timedelta(minutes=minute))
        stays.append(client.get(again).status_code == 200)
    assert stays == [True] * 30 + [False]
    assert hall.activity.name not in client.get(again, follow=True).content.decode()


def test_an_english_child_is_led_to_its_own_words(client, hall):
    type(hall.child).objects.filter(pk=hall.child.pk).update(language="en")
    hall.child.refresh_from_db()
    accounts.sign_in(client, hall.child)
    assert client.get(door(hall.session)).headers["Location"].startswith("/en/here/door/")


def test_the_page_at_the_door_costs_the_same_at_one_and_at_three(client, hall):
    accounts.sign_in(client, hall.adults[0])
    addresses = [
        reverse("desk_day:arriving", args=[hall.session.pk]),
        reverse("desk_day:squares", args=[hall.activity.pk]),
    ]
    costs = []
    for child in (hall.child, hall.children[1], make_activities.place(hall.activity).child):
        actions.say_hello(by=child, session=hall.session, at=timezone.now())
        badge(hall, child=child)
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as count:
                client.get(address)
            costs.append(len(count))
    assert costs[:2] == costs[-2:]


def test_what_was_said_at_the_door_goes_after_a_month(hall):
    actions.say_hello(by=hall.child, session=hall.session, at=timezone.now())
    badge(hall)
    for days, left in ((29, (1, 1)), (31, (0, 1)), (91, (0, 0))):
        actions.forget_arrivals(at=hall.session.ends_at + timedelta(days=days))
        assert (Hello.objects.count(), Badge.objects.count()) == left


def test_squares_are_not_made_anew_for_ever(client, hall):  # SEC-6
    accounts.sign_in(client, hall.child)
    address = reverse("hello:mine", args=[hall.activity.pk])
    answers = [client.post(address, {"anew": "1"}).status_code for _ in range(KNOCKS["square"] + 1)]
    assert set(answers[:-1]) == {302}
    assert answers[-1] == 429
    assert Badge.objects.count() == KNOCKS["square"]
