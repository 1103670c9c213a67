"""The note-taker writes down what was said; an adult may put a line into other words, and its writer sees it."""

import re

import pytest
from django.conf import settings
from django.utils import timezone

from activities.live import actions, log, protocol
from activities.live import protocol as p
from activities.live.models import Entry
from activities.live.protocol import Audience
from activities.live.room.deciding.gates import CHILDREN_MAY, ROLES_MAY, WRITTEN_TO_CHILDREN
from moderation.models import Case
from tests.making.live_pages import page, post, seated, visit
from tests.making.rules import BELL, ID, KITE, MING, NING, Log, refusal


def noting(*, chat="open") -> Log:
    """Kite takes notes."""
    made = Log(chat=chat)
    made.do(MING, p.GiveRole(client_id=ID, role="note_taker", who=KITE.id), target=KITE.face)
    return made


def down(text="大家想走北门"):
    return p.WriteDown(client_id=ID, text=text)


def test_a_line_is_for_everybody_and_no_message():
    made = noting()
    made.do(KITE, down())
    note = made.seen_by(BELL).notes[3]
    assert (note.text, note.minutes, note.state) == ("大家想走北门", True, "posted")


@pytest.mark.parametrize(
    ("chat", "kinds", "state"),
    [("open", (), "posted"), ("held", (), "held"), ("open", ("phone",), "held"), ("open", ("harm",), "held")],
)
def test_a_line_waits_as_every_other_word(chat, kinds, state):  # PII-9, MOD-25
    made = noting(chat=chat)
    made.do(KITE, down(), kinds=kinds)
    assert made.room.notes[3].state == state
    assert (3 in made.seen_by(BELL).notes) == (state == "posted")
    if state == "held":
        made.do(MING, p.Release(client_id=ID, message=3))
        assert made.seen_by(BELL).notes[3].minutes


def test_a_near_sign_of_harm_is_heard_even_when_the_role_went_meanwhile():  # SAF-5, SAF-6
    made = noting()
    made.do(MING, p.TakeRole(client_id=ID, role="note_taker"))
    assert refusal(made, KITE, down()) == "not_for_you"
    held, told = made.do(KITE, down("有时候我想自杀"), kinds=("harm",), harm=0)
    assert (held.audience, told.audience) == (Audience.OWN, Audience.ADULTS)


def test_only_lines_are_put_into_other_words_and_only_by_adults():
    made = noting()
    made.do(KITE, down())
    made.do(BELL, p.Say(client_id=ID, text="我怕黑"))
    correct = p.CorrectLine(client_id=ID, message=3, text="多数人想走北门")
    assert refusal(made, KITE, correct) == "not_for_you"
    assert refusal(made, MING, p.CorrectLine(client_id=ID, message=4, text="别的")) == "no_line"
    assert refusal(made, MING, correct, kinds=("phone",)) == "screened"
    (told,) = made.do(MING, correct)
    assert told.audience == Audience.ALL, "its writer sees that an adult changed it"
    line = made.seen_by(KITE).notes[3]
    assert (line.text, line.corrected, line.by) == ("多数人想走北门", MING.face, KITE.face)
    assert made.do(NING, correct) == []


def test_the_writer_takes_it_back_and_nobody_else_but_adults():
    made = noting()
    made.do(KITE, down())
    assert refusal(made, BELL, p.Remove(client_id=ID, message=3)) == "not_for_you"
    made.do(KITE, p.Remove(client_id=ID, message=3))
    assert 3 not in made.room.notes


@pytest.mark.parametrize("who", [KITE, BELL], ids=["its author", "another child"])
def test_only_what_everybody_reads_comes_onto_the_wall(who):
    made = noting(chat="held")
    made.do(KITE, p.Say(client_id=ID, text="我怕黑"))
    put = p.PutOnScreen(client_id=ID, message=3)
    assert refusal(made, MING, put) == "gone"
    made.do(MING, p.Release(client_id=ID, message=3))
    assert refusal(made, who, put) == "not_for_you"
    made.do(MING, put)
    assert made.room.screen == (3,)
    assert made.do(NING, put) == []
    made.do(KITE, p.Remove(client_id=ID, message=3))
    assert made.room.screen == ()


def test_four_are_enough_for_a_wall():
    made = noting()
    for _each in range(5):
        made.do(BELL, p.Say(client_id=ID, text="我怕黑"))
    for number in range(3, 7):
        made.do(MING, p.PutOnScreen(client_id=ID, message=number))
    assert refusal(made, MING, p.PutOnScreen(client_id=ID, message=7)) == "screen_full"
    made.do(MING, p.TakeOffScreen(client_id=ID, message=3))
    made.do(MING, p.PutOnScreen(client_id=ID, message=7))
    assert made.room.screen == (4, 5, 6, 7)


def test_words_of_who_has_to_leave_come_off_the_wall():
    made = noting()
    made.do(BELL, p.Say(client_id=ID, text="我怕黑"))
    made.do(MING, p.PutOnScreen(client_id=ID, message=3))
    made.do(MING, p.Expel(client_id=ID, who=BELL.id), target=BELL.face)
    assert made.room.screen == ()
    assert 3 in made.room.notes


# --- With tables and pages


@pytest.fixture
def house(commits, db):
    made = seated()
    made.do(made.adults[0], "give_role", role="note_taker", who=made.children[0].pk)
    return made


def test_a_line_goes_from_a_phone_to_everybody_without_a_script(house):
    kite, bell, ming = visit(house.children[0]), visit(house.children[1]), visit(house.adults[0])
    assert 'id="live-write-down"' in page(kite, house)
    post(kite, house, "write_down", text="大家想走北门")
    assert "大家想走北门" in page(bell, house)
    number = log.current(house.room.pk).seq
    post(ming, house, "correct_line", desk=True, message=number, text="多数人想走北门")
    shown = page(kite, house)
    assert "多数人想走北门" in shown
    assert house.adults[0].pseudonym in shown


def test_what_is_refused_stays_in_the_box(house):
    kite = visit(house.children[0])
    house.do(house.adults[0], "pause")
    post(kite, house, "write_down", text="大家想走北门")
    assert "大家想走北门</textarea>" in page(kite, house)


def test_the_script_thanks_for_all_that_may_be_a_sign_of_harm():  # SAF-5
    """Whatever a child may write, the page says that it has arrived, and thanks where it may be a sign of harm."""
    script = (settings.ROOT / "static/js/live/room_controller.js").read_text()
    thanked = set(re.findall(r'"(\w+)"', re.search(r"const SAID = \[(.*?)\]", script, re.S)[1]))
    children = CHILDREN_MAY.union(*ROLES_MAY.values())
    assert thanked == {kind.model_fields["type"].default for kind in WRITTEN_TO_CHILDREN if kind in children}


def test_a_line_that_may_be_harm_reaches_the_lead_and_nobody_here(house):  # SAF-5
    house.do(house.children[0], "write_down", text="有时候我想自杀")
    assert Case.objects.filter(kind="live").count() == 1
    assert "自杀" not in page(visit(house.children[1]), house)
    assert "自杀" not in page(visit(house.adults[0]), house, desk=True)


def test_a_number_split_between_a_message_and_a_line_is_held(house):  # PII-9
    house.do(house.children[0], "say", text="1391234")
    assert house.do(house.children[0], "write_down", text="5678").kinds == ("phone",)


def test_what_an_adult_wrote_over_a_line_goes_with_the_childs_words(house):  # PRI-6
    number = house.do(house.children[0], "write_down", text="大家想走北门").seq
    house.do(house.adults[0], "correct_line", message=number, text="多数人想走北门")
    other = house.do(house.adults[1], "write_down", text="三点再见").seq
    actions.erase_entries(by=None, person=house.children[0].pk, at=timezone.now())
    left = str(list(Entry.objects.filter(room=house.room).order_by("seq").values_list("event", flat=True)))
    assert "北门" not in left
    assert "三点再见" in left
    assert log.current(house.room.pk).notes[other].text == "三点再见"


def test_words_taken_back_are_not_told_again_in_other_words(house):
    number = house.do(house.children[0], "write_down", text="大家想走北门").seq
    house.do(house.adults[0], "correct_line", message=number, text="多数人想走北门")
    house.do(house.children[0], "remove", message=number)
    told = "".join(news.text for news in log.tail(house.room.pk, after=0, limit=99))
    assert "北门" not in told
    assert protocol.logged.validate_python(Entry.objects.get(room=house.room, seq=number).event).minutes
