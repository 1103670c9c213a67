"""What a summary is drafted from: over random rooms nothing comes into it that was not for everybody in the end."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from activities.live import protocol as p
from activities.live.actions.erasing import emptied
from activities.live.content import SECTIONS as TITLES
from activities.live.room import NOBODY, Refused, closing
from activities.live.room.summing import SECTIONS, course, sections, story
from tests.activities.live.test_random import steps
from tests.making.rules import AT, BELL, EVERYBODY, ID, KITE, MING, NING, Log

ALL = (KITE, BELL, MING, NING)


def entries(log: Log, erased=()):
    """The log as its table would have it, one a minute, without the words of `erased`."""
    for seq, sent in enumerate(log.sent, 1):
        body = sent.event.model_dump(mode="json")
        for person in erased:
            mine = str(body.get("whose")) == str(person)
            body = emptied(body, body["by"]["id"] if mine else str(person))
        yield seq, sent.audience, AT + timedelta(minutes=seq), p.logged.validate_python(body)


def told(log: Log, erased=()):
    tale = story(entries(log, erased))
    found = sections(tale)
    return tale, found, [line for each in found for line in each.lines]


@settings(max_examples=300, deadline=None)
@given(st.lists(steps, max_size=40), st.sets(st.sampled_from([KITE.id, BELL.id])))
def test_only_what_everybody_could_read_and_nobody_took_back(script, erased):  # SAF-6, PRI-6, MOD-25
    log, secret = Log(chat="open"), {}
    for number, (who, command, (kinds, harm), cover) in enumerate(script):
        if "text" in type(command).model_fields:
            command = command.model_copy(update={"text": f"话{number}"})
            secret[command.text] = who
        target = next((each.face for each in EVERYBODY if each.id == getattr(command, "who", None)), None)
        now = {"kinds": kinds, "cover": cover, "target": target, "harm": harm}
        try:
            log.do(who, command, present=[each.face for each in EVERYBODY], **now)
        except Refused:
            continue
    log.add(closing(log.room, AT))
    tale, found, lines = told(log, erased)
    assert tale.room.notes.keys() == log.room.seen_by(NOBODY).notes.keys()
    for line in lines:
        note = log.room.notes[line.number]
        assert (note.state, note.minutes, note.text) == ("posted", True, line.text)
        assert note.by.id not in erased
        assert line.number not in log.room.with_lead
    for role, face in course(tale).roles:
        assert role in {"chair", "time_keeper", "note_taker"}
        assert face.id not in erased
    # No word of any other kind is anywhere in it, whoever wrote it.
    standing = {note.text for note in log.room.notes.values() if note.minutes and note.state == "posted"}
    hidden = set(secret) - standing - {each.question for every in found for each in every.figures}
    spoken = str(found) + str(course(tale).roles)
    steps_told = {step.what for step in log.room.steps} | {log.room.agenda}
    assert not any(f"'{words}'" in spoken for words in hidden - steps_told)


def minuted() -> Log:
    log = Log(chat="open", stage="open", steps=(p.Step(what="认识彼此", minutes=10), p.Step(what="画地图")))
    log.do(MING, p.GiveRole(client_id=ID, role="chair", who=KITE.id), target=KITE.face)
    log.do(MING, p.GoStep(client_id=ID, step=1))
    log.do(KITE, p.Say(client_id=ID, text="我怕黑"))
    log.do(MING, p.WriteDown(client_id=ID, text="大家想走北门"))
    log.do(MING, p.GoStep(client_id=ID, step=2))
    for question in ("走哪边？", "几点？"):
        poll = log.room.seq + 1
        log.do(MING, p.OpenPoll(client_id=ID, question=question, choices=("北", "南")))
        log.do(KITE, p.AnswerPoll(client_id=ID, poll=poll, choice=0))
        log.do(MING, p.ClosePoll(client_id=ID, poll=poll))
    log.do(MING, p.CloseRoom(client_id=ID))
    return log


def test_its_course_has_steps_times_and_roles():
    way = course(told(minuted())[0])
    assert [what for what, _when in way.steps] == ["认识彼此", "画地图"]
    assert all(earlier[1] < later[1] for earlier, later in pairwise(way.steps))
    assert way.roles == (("chair", KITE.face),)
    assert way.began < way.steps[0][1] < way.ended


def test_every_question_that_was_closed_is_in_it_with_small_numbers_hidden():  # PRI-12
    figures = {each.name: each.figures for each in told(minuted())[1]}["polls"]
    assert [each.question for each in figures] == ["走哪边？", "几点？"]
    assert all(count is None for each in figures for _label, count in each.rows)


def test_a_message_is_no_line_and_an_empty_section_is_none():
    log = Log(chat="open")
    log.do(KITE, p.Say(client_id=ID, text="我怕黑"))
    assert told(log)[1] == []


def test_every_section_has_a_title():
    assert set(TITLES) == set(SECTIONS)
