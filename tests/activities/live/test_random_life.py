"""Random rooms with their tables: people come, drop off, are let go and say things, homes take their yes back, and
processes begin anew. Whatever happens, the promises of a room hold.
"""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.live import actions, log, queries
from activities.live.actions import NotHere, NotNow
from activities.live.models import Entry, Presence
from activities.live.protocol import logged
from activities.live.room import Member, Room, apply, readable
from activities.purposes import scope
from portal.consent import actions as consent
from portal.consent.purposes import Purpose
from tests.making import live as make

pytestmark = pytest.mark.django_db
PEOPLE = 5  # three adults, two children
COMMANDS = [
    ("say", {"text": "我们走北门吧"}),
    ("say", {"text": "打给我 13912345678"}),
    ("raise_hand", {}),
    ("lower_hand", {}),
    ("need_help", {}),
    ("pause", {}),
    ("resume", {}),
    ("set_chat", {"mode": "open"}),
    ("set_chat", {"mode": "held"}),
    ("start_round", {}),
    ("pass_piece", {}),
    ("release", {"message": 0}),
    ("refuse", {"message": 0}),
    ("remove", {"message": 0}),
    ("expel", {"who": 3}),
    ("readmit", {"who": 3}),
    ("admit", {}),
    ("open_doors", {"stage": "lobby"}),
    ("open_doors", {"stage": "open"}),
    ("give_role", {"who": 4, "role": "chair"}),
]
someone = st.integers(0, PEOPLE - 1)
steps = st.one_of(
    st.tuples(st.sampled_from(["come", "read", "drop", "knock"]), someone),
    st.tuples(st.just("do"), someone, st.sampled_from(COMMANDS), st.integers(1, 12)),
    st.tuples(st.just("do"), someone, st.sampled_from(COMMANDS), st.integers(1, 12)),
    st.tuples(st.sampled_from(["restart", "look"])),
    st.tuples(st.just("wait"), st.sampled_from([2, 7, 40])),
    st.tuples(st.sampled_from(["withdraw", "no"]), st.integers(0, 1)),
)


class Life:
    """A room, the clock it goes by, and what each person's page knows of it."""

    def __init__(self, house, at):
        self.house, self.at = house, at
        self.people = [*self.house.adults, *self.house.children]
        self.pages = {}  # by person: the epoch, and the room as their page folded it

    @property
    def room(self):
        return self.house.room.pk

    def step(self, kind, *more):
        getattr(self, kind)(*more)
        self.at += timedelta(milliseconds=200)

    def come(self, who):
        person = self.people[who]
        if make.enter(by=person.pk, room=self.room, place=self.room, epoch=0, since=0, at=self.at):
            self.read(who)

    def read(self, who):
        """A page asks what is new, and folds it on to what it knew."""
        person = self.people[who]
        epoch, known = self.pages.get(who, (0, Room()))
        found = actions.be_here(by=person.pk, room=self.room, epoch=epoch, since=known.seq, at=self.at)
        if found is None:
            return
        me = Member(found.face)
        if found.room is not None:
            known = found.room.seen_by(me)
        for news in found.tail:
            open_to = readable(news.audience, news.to, me.id, me.adult)
            known = apply(known, news.seq, logged.validate_json(_bare(news.text)) if open_to else None)
        self.pages[who] = (found.epoch, known)
        assert _without_erased(known) == _without_erased(log.current(self.room).seen_by(me)), "snapshot and tail"

    def drop(self, who):
        """A phone without a network: its chair empties by itself."""
        Presence.objects.filter(person=self.people[who]).update(until=self.at)

    def knock(self, who):
        actions.at_the_door(by=self.people[who].pk, room=self.room, at=self.at)

    def do(self, who, command, number):
        kind, fields = command
        fields = {name: number if name == "message" else value for name, value in fields.items()}
        if "who" in fields:
            fields["who"] = self.people[fields["who"]].pk
        mark, before = make.new_id(), log.current(self.room)
        try:
            outcome = self.house.do(self.people[who], kind, client_id=mark, at=self.at, **fields)
        except (NotHere, NotNow):
            assert log.current(self.room).seq == before.seq, "a no writes nothing"
            return
        again = self.house.do(self.people[who], kind, client_id=mark, at=self.at, **fields) if outcome.seq else outcome
        assert again == outcome, "sent twice is once"
        new = Entry.objects.filter(room=self.room, seq__gt=before.seq)
        if queries.cover(self.room, at=self.at).uncovered:
            reach = {each.event["type"] for each in new if each.audience == "all"}
            assert not reach & {"message_posted", "message_released", "piece_given", "role_given"}, "two, or paused"

    def restart(self):
        log._rooms.clear()

    def look(self):
        actions.weigh(room=self.room, at=self.at)
        actions.tend(room=self.room, at=self.at)
        told = log.current(self.room)
        assert told.uncovered == queries.cover(self.room, at=self.at).uncovered, "two adults, or everybody knows"

    def wait(self, seconds):
        self.at += timedelta(seconds=seconds)

    def withdraw(self, child):
        home = self.house.homes[child]
        where = scope(self.house.activity)
        consent.withdraw(by=home.guardian, child=home.child, purpose=Purpose.LIVE, scope=where, at=self.at)
        self._is_out(home.child)

    def no(self, child):
        """The child's own "enough for today"."""
        made = self.house.homes[child].child
        if queries.is_asked(self.house.room, made, at=self.at):
            make.says(made, self.house.room, yes=False, at=self.at)
            self._is_out(made)

    def _is_out(self, child):
        """No child without a live consent: not in the room, not in its chairs, not in its lists."""
        with pytest.raises(NotHere):
            self.house.do(child, "raise_hand", at=self.at)
        assert actions.be_here(by=child.pk, room=self.room, at=self.at) is None
        state = log.current(self.room)
        held = [*state.hands, *state.roles.values(), *([state.piece] if state.piece else []), *(state.round or ())]
        assert child.pk not in {face.id for face in held} | set(state.waiting)

    def promises(self):
        numbers = list(Entry.objects.filter(room=self.room).order_by("seq").values_list("seq", flat=True))
        assert numbers == list(range(1, len(numbers) + 1)), "dense"
        known = log.current(self.room)
        log._rooms.clear()
        assert log.current(self.room) == known, "a process that begins anew knows the same"
        for person in self.people:
            seen = known.seen_by(Member(queries.face(person)))
            if not person.is_staff:
                assert all(note.state == "posted" or note.by.id == person.pk for note in seen.notes.values())


def _bare(text: str) -> str:
    """An event as the log keeps it, without its number."""
    return "{" + text.partition(",")[2]


def _without_erased(room: Room) -> tuple:
    return (*(getattr(room, name) for name in room.__dataclass_fields__), list(room.notes))


@pytest.mark.parametrize("stage", ["prepared", "lobby", "open"])
def test_whatever_happens_the_promises_of_a_room_hold(commits, stage):
    at = timezone.now()
    house = make.house(child_age=15, adults=3, stage=stage, at=at)

    @settings(max_examples=25, deadline=None, database=None)
    @given(st.lists(steps, min_size=4, max_size=20))
    def lived(script):
        with transaction.atomic():
            log._rooms.clear()
            cache.clear()
            life = Life(house, at)
            for who in range(PEOPLE):
                life.come(who)
            for step in script:
                life.step(*step)
            life.promises()
            transaction.set_rollback(True)

    lived()
