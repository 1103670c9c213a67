"""Polls: one child has one set of answers, and nothing that is told says what one child chose (brief 8)."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.live import protocol as p
from activities.live.room import Answer, Poll, Refused
from activities.live.room.polls import ENOUGH
from tests.making.rules import EVERYBODY, ID, KITE, MING, Log, member, refusal

KINDS = {"one": ("北", "南", "东"), "several": ("画画", "唱歌"), "dots": ("修台阶", "种树")}
DOTS = 2


def asked(kind="one", *, live=False, dots=DOTS, choices=None) -> Log:
    log = Log(chat="open")
    ask = {"question": "？", "choices": choices or KINDS[kind], "kind": kind, "dots": dots, "live": live}
    log.do(MING, p.OpenPoll(client_id=ID, **ask))
    return log


def answer(log, who, marks) -> list:
    if log.room.poll.kind == "one":
        return log.do(who, p.AnswerPoll(client_id=ID, poll=2, choice=marks[0]))
    return log.do(who, p.MarkPoll(client_id=ID, poll=2, marks=marks))


def told(log) -> list[tuple]:
    """Every set of numbers anybody was ever told, in order, each once."""
    found = [sent.event.counts for sent in log.sent if sent.event.type in {"poll_counted", "poll_closed"}]
    return [each for number, each in enumerate(found) if each and each not in found[:number]]


@pytest.mark.parametrize("kind", ["several", "dots"])
def test_a_child_has_one_set_and_may_change_it_until_the_question_closes(kind):
    log = asked(kind)
    (sent,) = answer(log, KITE, (1, 0))
    assert [sent.readable_by(who) for who in EVERYBODY] == [True, False, False, False]
    assert answer(log, KITE, (0, 1)) == [], "the same set again moves nothing"
    answer(log, KITE, (1,))
    assert log.room.poll.answers[KITE.id].marks == (1,)
    answer(log, KITE, ())
    assert log.room.poll.answers[KITE.id].marks == ()
    log.do(MING, p.ClosePoll(client_id=ID, poll=2))
    assert refusal(log, KITE, p.MarkPoll(client_id=ID, poll=2, marks=(0,))) == "poll_over"


@pytest.mark.parametrize(
    ("kind", "marks", "code"),
    [
        ("several", (0, 0), "too_many_dots"),
        ("several", (2,), "no_choice"),
        ("dots", (0, 0, 1), "too_many_dots"),
        ("dots", (7,), "no_choice"),
        ("one", (0,), "no_choice"),
    ],
)
def test_nobody_has_more_than_their_share(kind, marks, code):
    assert refusal(asked(kind), KITE, p.MarkPoll(client_id=ID, poll=2, marks=marks)) == code


def test_dots_may_all_be_put_on_one_and_a_single_choice_is_no_set():
    log = asked("dots")
    answer(log, KITE, (1, 1))
    assert log.room.poll.answers[KITE.id].marks == (1, 1)
    assert refusal(asked("several"), KITE, p.AnswerPoll(client_id=ID, poll=2, choice=0)) == "no_choice"


@pytest.mark.parametrize(
    ("kind", "sets", "expected"),
    [
        ("one", {(0,): 150, (1,): 100, (2,): 50}, (150, 100, 50)),
        ("several", {(0,): 100, (0, 1): 100, (1,): 100}, (200, 200)),
        ("several", {(0, 1): 290, (1,): 10}, (None, None)),  # ten who left one out, and nobody the other
        ("several", {(0,): 21, (0, 1): 9}, (None, None)),
        ("several", {(0,): 19, (1,): 11}, (19, 11)),
        ("dots", {(0, 0): 100, (0, 1): 150, (1, 1): 50}, (350, 250)),
        ("dots", {(0, 0): 290, (1, 1): 10}, (None, None)),  # twenty dots of ten children
        ("dots", {(0, 0): 289, (1, 1): 11}, (578, 22)),
    ],
)
def test_three_hundred_at_once_are_three_hundred_and_no_small_number_is_told(kind, sets, expected):
    log, number = asked(kind), 100
    for marks, times in sets.items():
        for _ in range(times):
            answer(log, member(number := number + 1), marks)
    assert len(log.room.poll.answers) == sum(sets.values())
    assert told(log) == [], "hidden until it closes"
    log.do(MING, p.ClosePoll(client_id=ID, poll=2))
    assert log.room.poll.counts == expected


def test_a_live_question_moves_in_steps_that_no_single_answer_sets_off():
    log = asked(live=True, choices=("北", "南"))
    for number in range(21):
        answer(log, member(100 + number), (number % 2,))
    assert log.room.poll.counts == (), "eleven of each are not there yet"
    answer(log, member(121), (1,))
    assert log.room.poll.counts == (11, 11)
    for number in range(22, 43):
        answer(log, member(100 + number), (number % 2,))
    assert log.room.poll.counts == (11, 11), "a step is weighed at 33, and would tell of six and of five"
    answer(log, member(143), (1,))
    assert log.room.poll.counts == (22, 22)
    for number in range(44, 54):
        answer(log, member(100 + number), (0,))
    log.do(MING, p.ClosePoll(client_id=ID, poll=2))
    assert log.room.poll.counts == (22, 22), "ten answers never move a number, at the end neither"


def test_a_live_question_without_a_step_tells_of_no_later_answer():
    log = asked(live=True, choices=("北", "南"))
    for number in range(21):
        answer(log, member(100 + number), (0,))
    for number in range(21, 43):
        answer(log, member(100 + number), (int(number > 30),))
    assert log.room.poll.counts == ()
    log.do(MING, p.ClosePoll(client_id=ID, poll=2))
    assert log.room.poll.counts == (None, None), "at the last step, of 33, two had chosen the south"


def test_a_child_who_changes_to_and_fro_brings_no_step_nearer():
    log = asked(live=True)
    for number in range(10):
        answer(log, member(100 + number), (0,))
    for time in range(1, 30):
        answer(log, member(100), (time % 3,))
    assert not any(sent.event.type == "poll_counted" for sent in log.sent)


scripts = st.lists(st.tuples(st.integers(0, 70), st.integers(0, 2**16)), max_size=260)


def choose(kind, seed) -> tuple[int, ...]:
    if kind == "one":
        return (seed % 2,)
    if kind == "several":
        return ((0,), (1,), (0, 1), ())[seed % 4]
    return ((0, 0), (0, 1), (1, 1), (0,), ())[seed % 5]


def played(kind, script) -> Log:
    log = asked(kind, live=True, choices=("北", "南"))
    # As many come first as may be needed for numbers to be told at all; then they change their minds at random.
    for number in range(70):
        answer(log, member(100 + number), choose(kind, number // 3))
    for who, seed in script:
        answer(log, member(100 + who), choose(kind, seed))
    return log


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(list(KINDS)), scripts)
def test_no_two_moments_differ_by_fewer_than_eleven_children(kind, script):
    """The property behind every live number: each stands for eleven at least, and so does each difference."""
    log = played(kind, script)
    log.do(MING, p.ClosePoll(client_id=ID, poll=2))
    least = ENOUGH * (DOTS if kind == "dots" else 1)
    moments = told(log)
    assert all(count is None or count >= least for counts in moments for count in counts)
    for before, after in pairwise(moments):
        assert None not in before + after
        assert all(abs(now - then) >= least for then, now in zip(before, after, strict=True))
    movers, since = set(), []
    for sent in log.sent:
        if sent.event.type in {"poll_answered", "poll_marked"}:
            movers.add(sent.event.who)
        if sent.event.type == "poll_counted":
            since.append(len(movers))
            movers = set()
    assert set(since) <= {ENOUGH}, "a step is weighed when eleven different children have answered"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(list(KINDS)), scripts, st.integers(0, 2**16))
def test_what_the_last_few_chose_changes_nothing_that_is_told(kind, script, seed):
    """Two rooms in which the children since the last step chose differently cannot be told apart, even when closed."""
    log = played(kind, script)
    poll = log.room.poll
    other = {
        who: Answer(choose(kind, seed), each.number) if each.number > poll.stepped else each
        for who, each in poll.answers.items()
    }
    twin = replace(poll, answers=other)
    assert poll.last_counts() == twin.last_counts()


@settings(max_examples=40, deadline=None)
@given(scripts)
def test_whoever_reads_along_folds_the_same_poll(script):
    log = played("dots", script)
    for who in (member(100), member(999), MING):
        assert log.seen_by(who) == log.room.seen_by(who)
        assert set(log.room.seen_by(who).poll.told) <= {who.id}


def test_a_poll_that_nobody_answered_tells_nothing():
    for kind in KINDS:
        assert set(Poll(2, "？", KINDS[kind], kind=kind, dots=2).last_counts()) == {None}


def test_what_the_log_kept_of_earlier_polls_still_reads():
    event = p.logged.validate_python({"type": "poll_opened", "question": "？", "choices": ["北", "南"]})
    assert (event.kind, event.live, event.notes) == ("one", False, ())
    with pytest.raises(Refused):
        Log().do(KITE, p.AnswerPoll(client_id=ID, poll=2, choice=0))
