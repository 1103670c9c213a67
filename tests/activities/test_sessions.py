"""Times of an activity: told beforehand, moved and cancelled aloud, and three faces afterwards."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from activities import actions, queries
from activities.models import Felt, Session, Told
from activities.states import PlaceState, State
from moderation.models import Case
from portal.accounts.roles import Role
from portal.consent.models import GuardianLink
from portal.consent.purposes import Level
from portal.consent.states import LinkState
from portal.notices import actions as notices
from portal.notices.models import Message
from tests.making import accounts
from tests.making import activities as make
from tests.making import consent as families
from tests.making.moderation import DANGER

pytestmark = pytest.mark.django_db
AT = timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0)


def told(person):
    kinds = Message.objects.filter(person=person).order_by("at", "id").values_list("kind", flat=True)
    return [kind.removeprefix("activities.") for kind in kinds]


def one_time(at=AT, *, after=timedelta(days=3), **facts):
    activity = make.activity(at=at, **facts)
    start = at + after
    return make.session(activity, starts_at=start, ends_at=start + timedelta(hours=2))


def with_home(session, **place):
    house = families.family(child_age=9, level=Level.G2, at=AT)
    make.place(session.activity, house.child, at=AT, **place)
    return house


# --- reminders


def test_a_day_and_two_hours_before_child_and_guardian_hear_once():
    session = one_time()
    house = with_home(session)
    start, seen = session.starts_at, []
    for before in (25, 24, 23.9, 3, 2, 1.9, 0, -1):
        actions.remind(at=start - timedelta(hours=before))
        seen.append((told(house.child), told(house.guardian)))
    both = [[], ["day"], ["day"], ["day"], ["day", "hours"], ["day", "hours"], ["day", "hours"], ["day", "hours"]]
    assert seen == [(each, each) for each in both]
    message = Message.objects.filter(person=house.child).first()
    assert "一米走读" in message.subject
    assert "槐安社区" in message.body
    assert message.url == reverse("activities:one", args=[session.activity_id])


def test_what_was_cancelled_since_the_list_was_made_is_not_reminded_of(monkeypatch):
    session, other = one_time(), one_time()
    houses = [with_home(each) for each in (session, other)]
    at = session.starts_at - timedelta(hours=20)
    listed = queries.to_remind(at)
    monkeypatch.setattr(queries, "to_remind", lambda _at: listed)
    actions.cancel_session(by=lead_of(session), session=session, why="下雨", at=timezone.now())
    actions.remind(at=at)
    assert told(houses[0].child) == ["off"]
    assert told(houses[1].child) == ["day"]


def test_one_reminder_that_fails_keeps_no_other_back_and_stays_due(monkeypatch):
    bad, good = one_time(), one_time()
    houses = [with_home(each) for each in (bad, good)]
    concerned = queries.concerned

    def fails(activity, **more):
        if activity == bad.activity:
            raise RuntimeError
        return concerned(activity, **more)

    at = bad.starts_at - timedelta(hours=20)
    monkeypatch.setattr(queries, "concerned", fails)
    assert actions.remind(at=at) == 1
    monkeypatch.undo()
    assert actions.remind(at=at) == 1
    assert [told(house.child) for house in houses] == [["day"], ["day"]]


def test_reminding_costs_the_same_questions_for_one_child_and_for_three(django_assert_max_num_queries):
    counts = []
    for children in (1, 3):
        session = one_time()
        for _ in range(children):
            with_home(session)
        with django_assert_max_num_queries(12) as count:
            queries.concerned(session.activity, at=AT, held=True)
        counts.append(len(count))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("state", [PlaceState.WAITING, PlaceState.ASKED, PlaceState.OFFERED, PlaceState.LEFT])
def test_only_who_has_a_place_is_reminded(state):
    session = one_time()
    house = with_home(session, state=state)
    actions.remind(at=session.starts_at - timedelta(hours=20))
    assert told(house.child) == told(house.guardian) == []


@pytest.mark.parametrize("over", [{"state": State.CLOSED}, {"cancelled": True}])
def test_nothing_is_said_of_what_does_not_take_place(over):
    session = one_time(**{name: value for name, value in over.items() if name == "state"})
    if "cancelled" in over:
        Session.objects.update(cancelled_at=AT, why="下雨")
    house = with_home(session)
    for hours in (20, 1, -3):
        actions.remind(at=session.starts_at - timedelta(hours=hours))
    assert told(house.child) == []


def test_a_guardian_at_rest_or_blocked_hears_nothing():  # SAF-4
    session = one_time()
    rests, blocked = with_home(session), with_home(session)
    GuardianLink.objects.filter(child=rests.child).update(state=LinkState.SUSPENDED)
    notices.block(by=None, person=blocked.guardian, about=f"child:{blocked.child.pk}", at=AT)
    actions.remind(at=session.starts_at - timedelta(hours=20))
    assert told(rests.child) == told(blocked.child) == ["day"]
    assert told(rests.guardian) == told(blocked.guardian) == []


def test_a_letter_at_night_waits_for_the_morning():
    start = AT.replace(hour=22) + timedelta(days=1)
    session = one_time(AT, after=start - AT)
    house = with_home(session)
    actions.remind(at=start - timedelta(hours=23, minutes=30))  # half past ten in the evening
    assert timezone.localtime(Message.objects.get(person=house.guardian).mail_at).hour == 8


# --- moved, cancelled


def lead_of(session):
    person = accounts.staff(Role.FACILITATOR, office=session.activity.office)
    make.lead(session.activity, person)
    return person


@pytest.mark.parametrize("news", ["moved", "off"])
def test_everybody_concerned_hears_and_whoever_did_it_does_not(news):
    session = one_time()
    houses = [with_home(session, state=state) for state in (PlaceState.HELD, PlaceState.WAITING, PlaceState.OFFERED)]
    gone, asked = with_home(session, state=PlaceState.LEFT), with_home(session, state=PlaceState.ASKED)
    by, other, at = lead_of(session), lead_of(session), timezone.now()
    if news == "moved":
        start = session.starts_at + timedelta(days=1)
        actions.move_session(by=by, session=session, starts_at=start, ends_at=start + timedelta(hours=1), at=at)
    else:
        actions.cancel_session(by=by, session=session, why="下大雨", why_en="heavy rain", at=at)
    for house in houses:
        assert told(house.child) == told(house.guardian) == [news]
    assert told(other) == [news]
    assert told(by) == told(gone.child) == told(asked.child) == []
    if news == "off":
        assert "下大雨" in Message.objects.filter(person=other).get().body


def test_a_message_is_in_the_readers_language():
    session = one_time()
    house = with_home(session)
    house.child.language = "en"
    house.child.save()
    actions.cancel_session(by=lead_of(session), session=session, why="下大雨", why_en="heavy rain", at=timezone.now())
    with translation.override("en"):
        message = Message.objects.get(person=house.child)
        assert message.subject.startswith("One-metre walks does not take place")
        assert "heavy rain" in message.body


def test_what_moves_is_reminded_of_anew_and_counts_up():
    session = one_time()
    house, by = with_home(session), lead_of(session)
    actions.remind(at=session.starts_at - timedelta(hours=20))
    later = session.starts_at + timedelta(days=2)
    now = timezone.now()
    moved = actions.move_session(by=by, session=session, starts_at=later, ends_at=later + timedelta(hours=1), at=now)
    assert moved.changes == 1
    actions.remind(at=later - timedelta(hours=20))
    assert sorted(told(house.child)) == ["day", "day", "moved"]


@pytest.mark.parametrize("wrong", ["a stranger", "no why", "over", "twice", "into the past"])
def test_what_is_refused(wrong):
    session = one_time(AT - timedelta(days=9), after=timedelta(days=1)) if wrong == "over" else one_time()
    by, at = lead_of(session), timezone.now()
    if wrong == "a stranger":
        by = accounts.staff(Role.FACILITATOR, office=make.office())
        at = timezone.now()
    if wrong == "twice":
        actions.cancel_session(by=by, session=session, why="下雨", at=at)
    act, facts = actions.cancel_session, {"why": " " if wrong == "no why" else "下雨"}
    if wrong == "into the past":
        act, facts = actions.move_session, {"starts_at": AT - timedelta(days=2), "ends_at": AT}
    with pytest.raises((actions.NotYours, actions.NotReady)):
        act(by=by, session=session, at=at, **facts)


def test_a_cancelled_time_is_nowhere_coming_and_says_so(client):
    make.tree()
    session = one_time()
    page = make.pages(session.activity)[0]
    actions.cancel_session(by=lead_of(session), session=session, why="下大雨", at=timezone.now())
    assert "不办了：下大雨" in client.get(page.url).content.decode()
    assert queries.on_show(AT, 3)[0].next_at is None
    session.refresh_from_db()
    event = queries.event(session)
    assert (event.cancelled, event.number) == (True, 1)


@pytest.mark.parametrize("field", ["why", "why_en"])
def test_a_reason_that_all_families_read_names_no_child(client, field):  # PRI-4
    session = one_time()
    child = accounts.child(real_name="欧阳禾苗")
    make.place(session.activity, child, state=PlaceState.LEFT)
    accounts.sign_in(client, lead_of(session))
    for name in ("欧阳禾苗", child.pseudonym):
        sent = {"do": "cancel", "why": "下大雨"} | {field: f"{name}发烧了"}
        html = client.post(reverse("activities_desk:session", args=[session.pk]), sent).content.decode()
        assert f"{name}发烧了" in html
        assert "里面有孩子的名字" in html
    session.refresh_from_db()
    assert session.cancelled_at is None


@pytest.mark.parametrize("wrong", [{"cancelled_at": AT, "why": ""}])
def test_the_database_wants_a_reason(wrong):
    session = one_time()
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(**wrong)


def test_told_once_by_the_database_too():
    session = one_time()
    Told.objects.create(session=session, kind="day", at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Told.objects.create(session=session, kind="day", at=AT)


def test_the_desk_moves_and_cancels_and_keeps_what_was_typed(client):
    session = one_time()
    accounts.sign_in(client, lead_of(session))
    address = reverse("activities_desk:session", args=[session.pk])
    wrong = client.post(address, {"do": "move", "starts_at": "2031-01-09T16:00", "ends_at": "2031-01-09T14:00"})
    assert "2031-01-09T16:00" in wrong.content.decode()
    assert client.post(address, {"do": "cancel", "why": "下大雨"}).status_code == 302
    session.refresh_from_db()
    assert session.why == "下大雨"
    accounts.sign_in(client, accounts.staff(Role.FACILITATOR, office=make.office()))
    assert client.get(address, follow=True).status_code == 404


# --- three faces


def past_time():
    at = timezone.now() - timedelta(days=1)
    return one_time(at, after=timedelta(hours=1))


def test_afterwards_children_are_asked_and_homes_are_not():
    session = past_time()
    house = with_home(session)
    actions.remind(at=session.ends_at)
    assert (told(house.child), told(house.guardian)) == (["after"], [])
    assert Message.objects.get(person=house.child).url == reverse("activities:group", args=[session.activity_id])


def test_a_child_says_how_it_was_and_may_change_it(client):
    session = past_time()
    child = with_home(session).child
    client.force_login(child)
    address = reverse("activities:feel", args=[session.pk])
    assert client.get(address).content.decode().count("faces__one") == 3
    client.post(address, {"face": "good", "words": "走得远"})
    client.post(address, {"face": "bad", "words": ""})
    assert list(Felt.objects.values_list("face", "words")) == [("bad", "")]
    assert client.post(address, {"face": "angry", "words": "走得远"}).content.decode().count("走得远") == 1
    assert "faces__one--mine" in client.get(address).content.decode()


def test_only_who_has_a_place_and_only_once_it_began(client):
    session, coming = past_time(), one_time()
    with_home(session)
    stranger, early = families.child(), with_home(coming).child
    for who, which in ((stranger, session), (early, coming)):
        client.force_login(who)
        assert client.post(reverse("activities:feel", args=[which.pk]), {"face": "good"}).status_code == 404
    assert not Felt.objects.exists()


def test_faces_have_no_names_and_none_is_seen_alone(client):  # promise 8
    session = past_time()
    children = [with_home(session).child for _ in range(3)]
    accounts.sign_in(client, lead_of(session))
    for number, child in enumerate(children):
        html = client.get(reverse("activities_desk:session", args=[session.pk])).content.decode()
        assert "远" not in html
        actions.feel(by=child, session=session, face="good", words=f"走得远{number}", at=timezone.now())
    html = client.get(reverse("activities_desk:session", args=[session.pk])).content.decode()
    assert html.count("走得远") == 3
    assert not any(child.pseudonym in html for child in children)
    shown = [each.words for each in queries.felt_by_all(session)]
    assert shown == [each.words for each in Felt.objects.order_by("pk")]  # the random id, not who was first


def test_a_sign_of_harm_beside_a_face_goes_to_the_lead(client):  # SAF-5
    session = past_time()
    client.force_login(with_home(session).child)
    answer = client.post(reverse("activities:feel", args=[session.pk]), {"face": "bad", "words": DANGER[:60]})
    assert answer.url == reverse("activities:thanks")
    assert Case.objects.filter(kind="asking").count() == 1


def test_faces_go_a_month_after_all_is_over():
    session = past_time()
    actions.feel(by=with_home(session).child, session=session, face="good", at=timezone.now())
    gone = session.activity.ends_at + timedelta(days=30)
    assert actions.forget_faces(at=gone - timedelta(seconds=1)) == 0
    assert actions.forget_faces(at=gone) == 1


# --- the group's page


def test_the_group_counts_times_done(client):
    session = past_time()
    for number in range(1, 4):
        make.session(session.activity, number=number + 1, starts_at=AT + timedelta(days=7 * number))
    Session.objects.filter(number=4).update(cancelled_at=AT, why="放假")
    house = with_home(session)
    client.force_login(house.child)
    html = client.get(reverse("activities:group", args=[session.activity_id])).content.decode()
    assert "第1/3次" in html
    assert "不办了：放假" in html
    assert html.count(reverse("activities:feel", args=[session.pk])) == 1
    client.force_login(families.child())
    assert client.get(reverse("activities:group", args=[session.activity_id])).status_code == 404


def test_the_group_costs_the_same_at_one_and_at_three(client, django_assert_max_num_queries):
    session = past_time()
    client.force_login(with_home(session).child)
    counts = []
    for more in (0, 2):
        for number in range(more):
            make.session(session.activity, number=number + 5)
        with django_assert_max_num_queries(13) as count:
            client.get(reverse("activities:group", args=[session.activity_id]))
        counts.append(len(count))
    assert counts[0] == counts[1]
