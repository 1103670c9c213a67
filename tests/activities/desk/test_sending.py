"""Words to a whole group: neutral, to whom every yes stands, by two where many receive them, on record."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from activities.desk import actions, queries
from activities.desk.models import Sending
from activities.purposes import scope
from activities.states import PlaceState
from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.consent.kinds import Authority
from portal.consent.purposes import Purpose
from portal.consent.states import LinkState
from portal.notices.actions import block
from portal.notices.models import Message
from tests.making import accounts, consent
from tests.making import activities as make_activities
from tests.making import desk as make

pytestmark = pytest.mark.django_db
WORDS, ENGLISH = "明天带水壶，会走到河边。", "Bring a bottle tomorrow; we walk to the river."


@pytest.fixture
def hall():
    made = make.hall()
    for home in made.homes:
        consent.all_say(home, Purpose.ACTIVITY, scope(made.activity))
    return made


def write(hall, *, by=None, to="both", words=WORDS, at=None, **more):
    facts = {"by": by or hall.adults[0], "key": uuid4(), "activity": hall.activity, "to": to, "words": words}
    return actions.write_to_all(**facts | {"at": at or timezone.now()} | more)


def told() -> set:
    return set(Message.objects.filter(kind="desk.written").values_list("person", flat=True))


def people(hall, *kinds) -> set:
    return {each.pk for home in hall.homes for kind in kinds for each in getattr(home, kind)}


@pytest.mark.parametrize("to", ["homes", "children", "both"])
def test_who_receives_it(hall, to):
    make_activities.place(hall.activity, state=PlaceState.WAITING)
    sent = write(hall, to=to)
    homes, children = people(hall, "guardians"), {child.pk for child in hall.children}
    assert told() == {"homes": homes, "children": children, "both": homes | children}[to]
    assert (sent.receivers, sent.released_by) == (len(told()), hall.adults[0])
    line = audit.lines(act="sending.sent").get()
    assert line.detail["receivers"] == sent.receivers
    assert WORDS not in str(list(audit.lines().values_list("detail", flat=True)))


def test_each_reads_it_in_their_own_language(hall):
    type(hall.child).objects.filter(pk=hall.child.pk).update(language="en")
    write(hall, to="children", words_en=ENGLISH)
    said = {message.person_id: message.body for message in Message.objects.filter(kind="desk.written")}
    assert said == {hall.child.pk: ENGLISH, hall.children[1].pk: WORDS}
    write(hall, to="children", words="", words_en=ENGLISH)
    assert Message.objects.filter(person=hall.children[1]).latest("at").body == ENGLISH


def test_a_letter_outside_says_only_that_there_is_one(hall, settings, django_capture_on_commit_callbacks):  # SEC-10
    from portal.clock import soon

    noon = timezone.localtime().replace(hour=12)
    with django_capture_on_commit_callbacks(execute=True):
        write(hall, to="homes", at=noon)
    soon.settled(5)
    letters = "".join(letter.subject + letter.body for letter in mail.outbox)
    assert hall.activity.name not in letters
    assert WORDS not in letters


def test_whose_yes_ended_hears_nothing(hall):  # CON-11
    first, second = hall.homes
    consent.says(first.guardian, first.child, Purpose.ACTIVITY, scope(hall.activity), yes=False)
    hall.activity.places.filter(child=first.child).update(
        state="held", number=9, left_at=None
    )  # as if nobody had heard
    assert write(hall).receivers == 2
    assert told() == {second.child.pk, second.guardian.pk}


@pytest.mark.parametrize("change", [
    {"state": LinkState.SUSPENDED}, {"state": LinkState.ENDED, "ended_at": timezone.now(), "ended_code": "moved"},
    {"authority": Authority.NONE},
])  # fmt: skip
def test_an_adult_who_does_not_speak_any_more_hears_nothing(hall, change):
    link = hall.homes[0].link
    type(link).objects.filter(pk=link.pk).update(**change)
    write(hall, to="homes")
    assert hall.homes[0].guardian.pk not in told()


def test_a_block_keeps_it_back_and_nothing_says_so(hall):  # SAF-4
    guardian = hall.homes[0].guardian
    block(by=None, person=guardian, about=f"child:{hall.child.pk}")
    assert write(hall, to="homes").receivers == 2
    assert guardian.pk not in told()


def test_who_speaks_for_two_reads_it_once(hall):
    guardian = hall.homes[0].guardian
    link = consent.link(hall.children[1], guardian)
    consent.says(guardian, hall.children[1], Purpose.ACTIVITY, scope(hall.activity))
    assert link.child == hall.children[1]
    block(by=None, person=guardian, about=f"child:{hall.child.pk}")
    write(hall, to="homes")
    assert list(Message.objects.filter(person=guardian, kind="desk.written").values_list("about", flat=True)) == [
        f"child:{hall.children[1].pk}"
    ]


def _named():
    return accounts.child(real_name="欧阳禾苗")


REFUSED = {
    "a real name": lambda hall: f"请{make_activities.place(hall.activity, _named()) and '欧阳禾苗'}带伞。",
    "a name here": lambda hall: f"请{hall.child.pseudonym}带伞。",
    "one who left": lambda hall: f"请{make_activities.place(hall.activity, state='left').child.pseudonym}带伞。",
    "a label": lambda hall: "留守儿童请到前台。", "poverty": lambda hall: "低保家庭可以不交钱。",
    "a number": lambda hall: "有事打13800001234。", "an account": lambda hall: "加我微信 abc12345",
    "a link": lambda hall: "看 http://x.cn/a",
    "nothing": lambda hall: "   ", "nothing that is seen": lambda hall: "\u200b\u202e",
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("field", ["words", "words_en"])
def test_words_that_do_not_belong_there(client, hall, name, field):
    words = REFUSED[name](hall)
    other = {"words": "", "words_en": ""}
    with pytest.raises((actions.NamesSomebody, actions.NotNeutral, actions.NotReady)):
        write(hall, **other | {field: words})
    accounts.sign_in(client, hall.adults[0])
    for do in ("look", "send"):
        sent = {"key": uuid4(), "to": "both", "do": do} | other | {field: words}
        page = client.post(reverse("desk_day:write_to_all", args=[hall.activity.pk]), sent)
        assert page.status_code == 400
        assert 'class="field__error"' in page.content.decode()
    assert not Sending.objects.exists()
    assert not told()


def test_looking_sends_nothing_and_sending_twice_sends_once(client, hall):
    accounts.sign_in(client, hall.adults[0])
    address = reverse("desk_day:write_to_all", args=[hall.activity.pk])
    sent = {"key": uuid4(), "to": "both", "words": WORDS, "words_en": ""}
    page = client.post(address, sent | {"do": "look"})
    assert (page.context["count"], told()) == (4, set())
    assert "4个人会读到" in page.content.decode()
    for _ in range(2):
        client.post(address, sent | {"do": "send"})
    assert (Sending.objects.count(), Message.objects.filter(kind="desk.written").count()) == (1, 4)
    assert WORDS in client.get(reverse("desk_day:sendings")).content.decode()


@pytest.mark.parametrize("wrong", [
    {"key": "x"}, {"key": ""}, {"to": "everybody"}, {"to": ""}, {"words": "字" * 401}, {"words": "\x00"}, {"words": ""},
])  # fmt: skip
def test_a_wrong_form_keeps_what_was_typed(client, hall, wrong):
    accounts.sign_in(client, hall.adults[0])
    sent = {"key": uuid4(), "to": "both", "words": WORDS, "words_en": "", "do": "send"} | wrong
    page = client.post(reverse("desk_day:write_to_all", args=[hall.activity.pk]), sent)
    assert page.status_code == 400
    assert wrong.get("words", WORDS)[:50].strip("\x00") in page.content.decode()
    assert not Sending.objects.exists()


def test_a_key_is_nobody_elses(hall):
    first = write(hall)
    for other in ({"by": hall.adults[1]}, {"words": "后天带伞。"}, {"to": "homes"}, {"session": hall.session}):
        with pytest.raises(actions.AlreadySaid):
            write(hall, key=first.pk, **other)
    assert write(hall, key=first.pk) == first


def test_other_words_on_a_page_from_before_are_not_called_sent(client, hall):
    """Back to the page that was sent, a word put right, sent again: it is another message and says so."""
    accounts.sign_in(client, hall.adults[0])
    address = reverse("desk_day:write_to_all", args=[hall.activity.pk])
    sent = {"key": uuid4(), "to": "homes", "words": WORDS, "words_en": "", "do": "send"}
    client.post(address, sent)
    page = client.post(address, sent | {"words": "后天带伞。"})
    assert page.status_code == 400
    assert "后天带伞。" in page.content.decode()
    assert (
        client.post(address, sent | {"words": "后天带伞。", "key": page.context["form"]["key"].value()}).status_code
        == 302
    )
    assert set(Sending.objects.values_list("words", flat=True)) == {WORDS, "后天带伞。"}


def test_enough_for_one_day(hall, monkeypatch):
    at = timezone.now()
    for _ in range(3):
        write(hall, at=at)
    with pytest.raises(actions.NotReady):
        write(hall, by=hall.adults[1], at=at)
    assert write(hall, at=at + timedelta(hours=24, minutes=1))
    monkeypatch.setattr("activities.desk.queries.sending.BY_ONE", 1)
    other = make_activities.activity(office=hall.office, made_by=hall.adults[0])
    with pytest.raises(actions.NotReady):
        write(hall, activity=other, at=at)


@pytest.fixture
def many(hall, monkeypatch):
    monkeypatch.setattr("activities.desk.actions.sending.MANY", 3)
    return hall


def test_what_many_receive_waits_for_a_second_colleague(client, many):
    waits = write(many)
    assert (waits.released_at, told()) == (None, set())
    with pytest.raises(actions.NotYours):
        actions.release_sending(by=many.adults[0], sending=waits, at=timezone.now())
    with pytest.raises(actions.NotYours):
        actions.release_sending(by=make.adult(make_activities.office()), sending=waits, at=timezone.now())
    accounts.sign_in(client, many.adults[1])
    assert WORDS in client.get(reverse("desk_day:sendings")).content.decode()
    for _ in range(2):
        client.post(reverse("desk_day:release", args=[waits.pk]))
    waits.refresh_from_db()
    assert (waits.released_by, waits.receivers) == (many.adults[1], 4)
    assert Message.objects.filter(kind="desk.written").count() == 4


def test_a_second_colleague_hears_that_it_waits(many):
    boss = make.adult(many.office, role=Role.SUPERVISOR)
    write(many)
    assert Message.objects.get(kind="desk.to_release").person == boss


def test_what_was_dropped_or_is_old_is_not_sent(many):
    at = timezone.now()
    old, dropped = write(many, at=at), write(many, at=at)
    with pytest.raises(actions.NotReady):
        actions.release_sending(by=many.adults[1], sending=old, at=at + timedelta(hours=25))
    actions.drop_sending(by=many.adults[0], sending=dropped, at=at)
    with pytest.raises(actions.NotReady):
        actions.release_sending(by=many.adults[1], sending=dropped, at=at)
    assert not told()


def test_the_database_wants_two_for_many(hall):
    sent = write(hall)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sending.objects.filter(pk=sent.pk).update(receivers=31)


def test_who_may_write_and_who_reads_what_was_written(client, hall):
    sent = write(hall)
    late = accounts.staff(Role.FACILITATOR, office=hall.office, vetted=False)
    for person in (make.adult(make_activities.office()), hall.child, hall.homes[0].guardian, late):
        with pytest.raises(actions.NotYours):
            write(hall, by=person)
    at = timezone.now()
    boss = make.adult(hall.office, role=Role.SUPERVISOR)
    stranger = make.adult(make_activities.office(), role=Role.SUPERVISOR)
    read = [sent in queries.sendings_read_by(person, at=at) for person in (hall.adults[0], boss, stranger)]
    assert read == [True, True, False]
    accounts.sign_in(client, stranger)
    assert client.post(reverse("desk_day:drop", args=[sent.pk]), follow=True).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_three(client, hall):
    accounts.sign_in(client, hall.adults[0])
    costs = []
    for _ in range(3):
        write(hall)
        client.get(reverse("desk_day:sendings"))
        with CaptureQueriesContext(connection) as count:
            client.get(reverse("desk_day:sendings"))
        costs.append(len(count))
    assert len(set(costs)) == 1


def test_who_is_here_at_a_session_and_their_homes(client, hall):
    make.mark(hall.session, hall.child)
    make.mark(hall.session, hall.children[1])
    make.mark(hall.session, hall.children[1], "left")
    accounts.sign_in(client, hall.adults[0])
    sent = {"key": uuid4(), "to": "both", "words": "我们晚半小时回来。", "words_en": "", "do": "look"}
    address = reverse("desk_day:write_at", args=[hall.session.pk])
    assert client.post(address, sent).context["count"] == 2
    client.post(address, sent | {"do": "send"})
    assert told() == {hall.child.pk, hall.homes[0].guardian.pk}
    assert Sending.objects.get().session == hall.session


def test_who_works_at_a_session_writes_to_it_and_to_no_other(hall):
    other = make.adult(make_activities.office())
    make.mark(hall.session, hall.child)
    make.duty(hall.session, other)
    assert write(hall, by=other, session=hall.session).receivers == 2
    near = make_activities.session(make_activities.activity(office=hall.office))
    for person, session in ((other, None), (other, near), (hall.adults[0], near), (hall.child, hall.session)):
        with pytest.raises(actions.NotYours):
            write(hall, by=person, session=session)


def test_at_a_session_of_another_day_nobody_is_here(hall):
    """A child whom nobody noted as gone is reached through that day no more: least of all by who helped there once."""
    once = make.adult(make_activities.office())
    make.mark(hall.session, hall.child)
    make.duty(hall.session, once)
    assert write(hall, by=once, session=hall.session).receivers == 2
    for days in (-1.1, 2):
        with pytest.raises(actions.NotReady):
            write(hall, by=once, session=hall.session, at=timezone.now() + timedelta(days=days))


def test_a_guest_is_not_singled_out_either(hall):
    guest = accounts.child(pseudonym="Kite of May")
    make.mark(hall.session, guest)
    for words in ("Kite of May, please come to the desk.", "kite of may 请到前台。"):
        with pytest.raises(actions.NamesSomebody):
            write(hall, words=words)


def test_looking_costs_the_same_for_one_home_and_for_three(hall):
    costs = []
    for _ in range(3):
        queries.receivers(hall.activity, "both", at=timezone.now())
        with CaptureQueriesContext(connection) as count:
            assert len(queries.receivers(hall.activity, "both", at=timezone.now())) == 4 + 2 * len(costs)
        costs.append(len(count))
        home = consent.family(child_age=9)
        make_activities.place(hall.activity, home.child)
        consent.all_say(home, Purpose.ACTIVITY, scope(hall.activity))
    assert len(set(costs)) == 1


def test_a_group_that_is_long_over_is_written_to_no_more(hall):
    at = timezone.now()
    for days, reached in ((59, True), (61, False)):
        begins = {"starts_at": at - timedelta(days=days + 90), "ends_at": at - timedelta(days=days)}
        type(hall.activity).objects.filter(pk=hall.activity.pk).update(**begins)
        if reached:
            assert write(hall, at=at).receivers == 4
        else:
            with pytest.raises(actions.NotReady):
                write(hall, at=at)
