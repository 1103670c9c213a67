"""Who ask in the same moment are carried out together, and nobody can tell: as if they had stood in line."""

from dataclasses import replace
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.live import actions, log, protocol
from activities.live.actions import Asked, NotHere, Outcome, turn
from activities.live.consumers import askings
from activities.live.models import Entry, HeldForCare
from tests.making import live as make

pytestmark = pytest.mark.django_db
ADULT, KITE, BELL, STRANGER = range(4)
WORDS = ["走北门", "打给我 139", "12345678", "有时候我想自杀", "好"]
MARKS = [f"mark-of-it-{number}" for number in range(6)]
plain = st.sampled_from(["raise_hand", "lower_hand", "need_help", "pass_piece", "start_round", "close_room"])
commands = st.one_of(
    st.builds(dict, type=plain),
    st.builds(dict, type=st.just("say"), text=st.sampled_from(WORDS)),
    st.builds(dict, type=st.just("give_word"), text=st.sampled_from(WORDS), into=st.just(3)),
    st.builds(dict, type=st.just("answer_poll"), poll=st.just(4), choice=st.integers(0, 2)),
    st.builds(dict, type=st.just("expel"), who=st.sampled_from([KITE, BELL])),
)
scripts = st.lists(
    st.tuples(st.sampled_from([ADULT, KITE, KITE, BELL, BELL, STRANGER]), commands, st.sampled_from(MARKS)),
    min_size=2,
    max_size=14,
)


@pytest.fixture
def house():
    made = make.house(child_age=15)
    made.sit()
    made.do(made.adults[0], "open_words", question="学校在你心里是什么？")
    made.do(made.adults[0], "open_poll", question="走哪边？", choices=["北", "南"])
    return made


def asked(house, script) -> list[Asked]:
    people = [house.adults[0], *house.children, house.homes[0].guardian]
    found = []
    for who, body, mark in script:
        named = {"who": people[body["who"]].pk} if "who" in body else {}
        command = protocol.inward.validate_python(body | named | {"client_id": mark})
        found.append(Asked(people[who].pk, house.room.pk, command))
    return found


def said(answer):
    return answer if isinstance(answer, Outcome) else (type(answer), answer.code)


def came_to(house, act) -> tuple:
    """What `act` answers and leaves behind; afterwards it never was."""
    with transaction.atomic():
        answers = [said(each) for each in act()]
        left = list(house.room.log.order_by("seq").values_list("seq", "audience", "to", "event", "author", "client_id"))
        cases = sorted(HeldForCare.objects.values_list("entry__seq", flat=True))
        known = log.known(house.room.pk)
        log.forget([house.room.pk])
        assert log.known(house.room.pk).room == known.room, "what is kept is what the table has"
        transaction.set_rollback(True)
    log.forget([house.room.pk])
    return answers, left, cases


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(script=scripts)
def test_together_is_one_after_the_other(commits, house, script):
    at, room = timezone.now(), house.room.pk
    together = came_to(house, lambda: actions.carry_out_all(asked(house, script), at=at))

    def one_by_one():
        for each in asked(house, script):
            try:
                yield actions.carry_out(by=each.by, room=room, command=each.command, at=at)
            except (actions.NotHere, actions.NotNow) as no:
                yield no

    assert together == came_to(house, one_by_one)


def hands(house, who=None) -> list[Asked]:
    return [
        Asked(child.pk, house.room.pk, protocol.RaiseHand(client_id=make.new_id())) for child in who or house.children
    ]


def test_many_cost_as_many_queries_as_one(commits, django_assert_max_num_queries):
    house = make.house(children=12, child_age=15)
    house.sit()
    house.do(house.adults[0], "say", text="谁想说？")
    with CaptureQueriesContext(connection) as of_one:
        house.do(house.children[0], "raise_hand")
    with django_assert_max_num_queries(len(of_one)):
        answers = actions.carry_out_all(hands(house), at=timezone.now())
    assert [answer.seq for answer in answers] == [0, *range(5, 16)]


def test_rooms_that_ask_at_once_stay_apart(commits, house, django_assert_max_num_queries):
    other = make.house(child_age=15)
    other.sit()
    inside, elsewhere = hands(house), [replace(each, room=other.room.pk) for each in hands(house)]
    with CaptureQueriesContext(connection) as of_one:
        house.do(house.children[0], "lower_hand")
        other.do(other.children[0], "say", text="走北门")
    with django_assert_max_num_queries(len(of_one)):
        answers = actions.carry_out_all([*inside, *hands(other), *elsewhere], at=timezone.now())
    assert [said(answer) if isinstance(answer, NotHere) else answer.seq for answer in answers] == [
        *(5, 6), *(4, 5), *[(NotHere, "out")] * 2,
    ]  # fmt: skip
    for each, kinds in ((house, ["poll_opened", "hand_raised"]), (other, ["message_posted", "hand_raised"])):
        log.forget([each.room.pk])
        told = [entry.event["type"] for entry in each.room.log.order_by("seq")]
        assert told[-3:] == [*kinds, "hand_raised"]
        assert len(log.current(each.room.pk).hands) == 2


def test_what_is_not_certain_yet_is_not_known(house):
    before = log.known(house.room.pk).room
    with transaction.atomic():
        actions.carry_out_all(hands(house), at=timezone.now())
        transaction.set_rollback(True)
    assert log.known(house.room.pk).room == before


def test_nobody_is_let_in_by_the_company_of_others(commits, house):  # SEC-32
    strangers = [house.homes[0].guardian, make.house().children[0]]
    answers = actions.carry_out_all(hands(house, [*strangers, house.children[0]]), at=timezone.now())
    assert [type(answer) for answer in answers] == [NotHere, NotHere, Outcome]
    assert not Entry.objects.filter(author__in=[person.pk for person in strangers]).exists()
    nowhere = actions.carry_out_all([replace(each, room=uuid4()) for each in hands(house)], at=timezone.now())
    assert [type(answer) for answer in nowhere] == [NotHere, NotHere]


def test_one_that_breaks_takes_no_other_with_it(commits, house, caplog):
    decide = turn.decide

    def breaks(state, member, command, now):
        if isinstance(command, protocol.Say):
            raise ValueError(command.text)
        return decide(state, member, command, now)

    tickets = [
        actions.Ticket(child.pk, house.room.pk, house.login(child), "en")
        for child in (*house.children, house.children[0])
    ]
    said = protocol.Say(client_id=make.new_id(), text="走北门")
    many = [protocol.RaiseHand(client_id=make.new_id()), said, protocol.LowerHand(client_id=make.new_id())]
    with patch.object(turn, "decide", breaks):
        answers = askings.carry_out(list(zip(tickets, many, strict=True)))
    assert [type(answer) for answer in answers] == [Outcome, ValueError, Outcome]
    assert [each.event["type"] for each in house.room.log.order_by("-seq")[:2]] == ["hand_lowered", "hand_raised"]
    assert "走北门" not in caplog.text


def test_who_signed_out_is_answered_so_and_the_others_are_carried_out(commits, house):  # SEC-33
    gone = actions.Ticket(house.children[0].pk, house.room.pk, "no-such-session", "en")
    stays = actions.Ticket(house.children[1].pk, house.room.pk, house.login(house.children[1]), "en")
    many = [(each, protocol.RaiseHand(client_id=make.new_id())) for each in (gone, stays)]
    answers = askings.carry_out(many)
    assert [type(answer) for answer in answers] == [type(None), Outcome]
