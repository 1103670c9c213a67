"""What an event of a main room means for its small rooms, and of a small room for the main one.

In the transaction of that event, the main room locked first and its groups after it, so that nobody waits in a ring.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from activities.live import broadcast, log
from activities.live import protocol as p
from activities.live.actions.care import hand_over
from activities.live.models import Presence, Room
from activities.live.protocol import Audience, Close, Face
from activities.live.room import Room as RoomState
from activities.live.room import Sent, apply, closing, ended, leaving
from activities.live.states import State
from portal.audit.log import write

# Whatever is stricter, or asked for help, holds in both: a child does not escape it by the door between two rooms.
TO_ALL_GROUPS = (p.RoomPaused, p.RoomResumed)
OF_ONE = (p.OnePaused, p.OneResumed, p.HelpAsked, p.HelpSeen)


class Opened:
    """One room of the gathering, locked, with what is to be added to its log."""

    def __init__(self, row: Room):
        self.row, self.state, self.sent = row, log.current(row.pk), []
        self._after = self.state.seq

    def add(self, events: Iterable[Sent]) -> None:
        for each in events:
            self.state = apply(self.state, self.state.seq + 1, each.event)
            self.sent.append(each)

    def keep(self, *, by: UUID | None, at: datetime) -> None:
        if self.sent:
            news = log.append(self.row.pk, self._after, self.sent, author=by, client_id=None, at=at)
            transaction.on_commit(partial(broadcast.publish, self.row.pk, news), robust=True)


class Followed:
    """The small rooms of one main room while its events are followed, one after the other."""

    def __init__(self, row: Room, *, by: UUID | None, at: datetime):
        self.row, self.by, self.at = row, by, at
        rows = Room.objects.select_for_update(of=("self",)).select_related("session__activity")
        self.groups = {each.pk: Opened(each) for each in rows.filter(parent=row).open().order_by("number")}
        self.over = Close.MOVED

    def keep(self) -> None:
        for each in self.groups.values():
            each.keep(by=self.by, at=self.at)

    def opened(self, main: RoomState) -> None:
        last = Room.objects.filter(parent=self.row).aggregate(last=Max("number"))["last"] or 0
        for number, pk in enumerate(main.groups.rooms, 1):
            row = Room.objects.create(
                id=pk,
                session=self.row.session,
                parent=self.row,
                number=last + number,
                opened_at=self.at,
                opened_by_id=self.by,
            )
            group = self.groups[pk] = Opened(row)
            begun = p.RoomOpened(chat=main.chat, agenda=main.agenda, group=number)
            until = Sent(p.GroupsExtended(ends_at=main.groups.ends_at))  # for the page: who ends it is the main room
            group.add([Sent(begun), until, *([Sent(p.RoomPaused())] if main.paused else [])])
        for each in main.groups.placed.values():
            self.moved(each.face, None, main.groups.room_of(each.face.id), main)
        write(
            "live.groups_opened", by=self.by, subject=f"room:{self.row.pk}", at=self.at, groups=len(main.groups.rooms)
        )

    def moved(self, who: Face, before: UUID | None, after: UUID | None, main: RoomState) -> None:
        """Takes somebody along: their windows in the room they leave close with a code that says so."""
        if before in self.groups:
            self.groups[before].add(leaving(self.groups[before].state, who.id))
        if after in self.groups:
            self.groups[after].add(carried(self.groups[after].state, who, main, self.at))
        if who.adult and after is None:
            return  # they may look into any group, and go back when they want to
        left = before or self.row.pk
        Presence.objects.filter(room=left, person=who.id).delete()
        transaction.on_commit(partial(broadcast.expel, who.id, Close.MOVED, room=left), robust=True)

    def sent_out(self, who: UUID) -> None:
        """Who had to leave is in none of the rooms."""
        Presence.objects.filter(room__parent=self.row, person=who).delete()
        for pk in self.groups:
            transaction.on_commit(partial(broadcast.expel, who, Close.LEFT, room=pk), robust=True)

    def closed(self) -> None:
        for pk, group in self.groups.items():
            events = closing(group.state, self.at)
            group.add(events)
            group.keep(by=self.by, at=self.at)
            group.sent = []
            hand_over(by=self.by, room=group.row, events=events, at=self.at)
            group.row.state, group.row.closed_at = State.CLOSED, self.at
            group.row.save(update_fields=["state", "closed_at"])
            Presence.objects.filter(room=pk).delete()
            transaction.on_commit(partial(broadcast.shut, pk, self.over), robust=True)
        self.groups = {}
        write("live.groups_closed", by=self.by, subject=f"room:{self.row.pk}", at=self.at)

    def told(self, sent: Sent, main: RoomState) -> None:
        event = sent.event
        if isinstance(event, p.GroupsTold):
            self._everywhere(Sent(p.MessagePosted(by=event.by, text=event.text, at=event.at)))
        elif isinstance(event, p.GroupsExtended):
            self._everywhere(sent)
        elif isinstance(event, TO_ALL_GROUPS):
            paused = isinstance(event, p.RoomPaused)
            for each in self.groups.values():
                each.add([sent] if each.state.paused != paused else [])
        elif isinstance(event, p.ChatSet) and event.mode == "held":
            for each in self.groups.values():
                each.add([sent] if each.state.chat != "held" else [])
        elif isinstance(event, OF_ONE) and (group := self.groups.get(main.groups.room_of(sent.to))):
            group.add(_unless_known(group.state, sent))

    def _everywhere(self, sent: Sent) -> None:
        for each in self.groups.values():
            each.add([sent])


def follow(row: Room, before: RoomState, events: list[Sent], *, by: UUID | None, at: datetime) -> None:
    """Carries `events`, just written to the log of `row`, into the other rooms of its gathering."""
    if row.parent_id:
        return _tell_main(row, events, by=by, at=at)
    if not _concerns_groups(before, events):
        return None
    main, there = before, Followed(row, by=by, at=at)
    if any(isinstance(each.event, p.RoomClosed) for each in events):
        there.over = Close.OVER
    for sent in events:
        was, main = main, apply(main, main.seq + 1, sent.event)
        event = sent.event
        if isinstance(event, p.GroupsOpened):
            there.opened(main)
        elif isinstance(event, p.GroupsClosed):
            there.closed()
        elif isinstance(event, p.PersonPlaced) and main.groups.open:
            there.moved(event.who, was.groups.room_of(event.who.id), main.groups.room_of(event.who.id), main)
        elif isinstance(event, p.PersonUnplaced) and was.groups.open and event.who in was.groups.placed:
            there.moved(was.groups.placed[event.who].face, was.groups.room_of(event.who), None, main)
        elif isinstance(event, p.PersonExpelled):
            there.sent_out(event.who.id)
        else:
            there.told(sent, main)
    return there.keep()


def _concerns_groups(before: RoomState, events: list[Sent]) -> bool:
    return before.groups.open or any(isinstance(each.event, p.GroupsOpened) for each in events)


def _tell_main(row: Room, events: list[Sent], *, by: UUID | None, at: datetime) -> None:
    """A call for help in a group is seen by all adults of the main room; and whose words are read first stays so."""
    main = Opened(Room.objects.get(pk=row.parent_id))  # locked already, by whoever carries this out
    for sent in events:
        if isinstance(sent.event, OF_ONE):
            main.add(_unless_known(main.state, sent))
    main.keep(by=by, at=at)


def _unless_known(state: RoomState, sent: Sent) -> list[Sent]:
    """Help is asked for and answered once."""
    asked = state.help.get(sent.to)
    if isinstance(sent.event, p.HelpAsked) and asked and not asked.seen:
        return []
    if isinstance(sent.event, p.HelpSeen) and (asked is None or asked.seen):
        return []
    if isinstance(sent.event, p.OneResumed) and sent.to not in state.resting:
        return []
    return [sent]


def carried(group: RoomState, who: Face, main: RoomState, at: datetime) -> list[Sent]:
    """What somebody brings along into a small group: the roles they have, never another (BBB #8652); that adults read
    their words first; that they asked for help."""
    if who.adult:
        return []
    roles = [role for role, face in main.roles.items() if face.id == who.id and role not in group.roles]
    sent = [Sent(p.RoleGiven(role=role, who=who)) for role in roles]
    if (rest := main.resting.get(who.id)) and rest.until > at:
        sent.append(Sent(p.OnePaused(who=who, until=rest.until), Audience.ONE, who.id))
    if (asked := main.help.get(who.id)) and not asked.seen:
        sent += _unless_known(group, Sent(p.HelpAsked(who=who, at=asked.at), Audience.ONE, who.id))
    return sent


@transaction.atomic
def end_groups(*, room: UUID, at: datetime) -> None:
    """Brings everybody back when the time of the groups is over; nobody has to press anything."""
    row = Room.objects.select_for_update(of=("self",)).select_related("session__activity").get(pk=room)
    state = log.current(room)
    events = ended(state, at) if row.state == State.OPEN else []
    if not events:
        return
    news = log.append(room, state.seq, events, author=None, client_id=None, at=at)
    transaction.on_commit(partial(broadcast.publish, room, news), robust=True)
    follow(row, state, events, by=None, at=at)


def end_overdue(*, at: datetime) -> None:
    """The same for gatherings nobody looks at just now."""
    open_groups = Room.objects.open().filter(parent__isnull=False)
    for room in set(open_groups.values_list("parent", flat=True)):
        end_groups(room=room, at=at)
