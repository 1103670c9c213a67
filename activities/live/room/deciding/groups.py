"""Small groups: dividing, opening, moving, telling, bringing back. Who is where, the main room alone says."""

from datetime import datetime, timedelta

from activities.live import protocol as p
from activities.live.protocol import Audience
from activities.live.room.deciding.ways import Circumstances, leads
from activities.live.room.shapes import Member, Refused, Room, Sent


@leads(p.PlanGroups)
def _(room, member, command, now):
    if room.groups.open:
        raise Refused("groups_open")
    planned = [] if room.groups.planned == command.how_many else [Sent(_planned(command), Audience.ADULTS)]
    if command.how == "hand":
        left = [_unplaced(who) for who, each in room.groups.placed.items() if each.group > command.how_many]
        return [*planned, *left]
    return [*planned, *_dealt(room, command.how_many, now)]


@leads(p.PlaceInGroup)
def _(room, member, command, now):
    if now.target is None or not room.lets_in(Member(now.target)) or command.who in room.out:
        raise Refused("nobody")
    if command.group > room.groups.many:
        raise Refused("no_small_group")
    placed = room.groups.placed.get(command.who)
    if command.group == (placed.group if placed else 0):
        return []
    return [_placed(now.target, command.group) if command.group else _unplaced(command.who)]


@leads(p.OpenGroups)
def _(room, member, command, now):
    if room.groups.open:
        raise Refused("groups_open")
    if all(each.face.adult for each in room.groups.placed.values()):
        raise Refused("nobody_placed")
    rooms = now.fresh[: room.groups.planned]
    return [Sent(p.GroupsOpened(rooms=rooms, ends_at=now.at + timedelta(minutes=command.minutes)))]


@leads(p.ExtendGroups)
def _(room, member, command, now):
    _open(room)
    ends = max(room.groups.ends_at, now.at) + timedelta(minutes=command.minutes)
    return [Sent(p.GroupsExtended(ends_at=ends))]


@leads(p.TellGroups)
def _(room, member, command, now):
    _open(room)
    if now.kinds:
        raise Refused("screened")
    return [Sent(p.GroupsTold(by=member.face, text=command.text, at=now.at), Audience.ADULTS)]


@leads(p.BringBack)
def _(room, member, command, now):
    if not room.groups.open:
        return []
    others = [each for each in room.groups.placed.values() if each.group != command.group and not each.face.adult]
    if command.group is None or not others:
        return [Sent(p.GroupsClosed())]
    return [_unplaced(who) for who, each in room.groups.placed.items() if each.group == command.group]


def ended(room: Room, at: datetime) -> list[Sent]:
    """The time of the groups is over: all come back."""
    return [Sent(p.GroupsClosed())] if room.groups.due(at) and not room.closed else []


def _dealt(room: Room, groups: int, now: Circumstances) -> list[Sent]:
    """Like cards, one to each in turn, so that no group is larger by two; adults stay where they were assigned."""
    children = [face for face in now.present if not face.adult and face.id not in room.out]
    if len(children) < groups:
        raise Refused("too_few")
    dealt = {face.id: (face, number % groups + 1) for number, face in enumerate(children)}
    kept = {who for who, each in room.groups.placed.items() if each.face.adult and each.group <= groups}
    gone = [_unplaced(who) for who in room.groups.placed if who not in dealt.keys() | kept]
    return [*gone, *(_placed(face, group) for face, group in dealt.values())]


def _planned(command: p.PlanGroups) -> p.Message:
    return p.GroupsPlanned(groups=command.how_many)


def _placed(face, group: int) -> Sent:
    return Sent(p.PersonPlaced(who=face, group=group), Audience.ONE, face.id)


def _unplaced(who) -> Sent:
    return Sent(p.PersonUnplaced(who=who), Audience.ONE, who)


def _open(room: Room) -> None:
    if not room.groups.open:
        raise Refused("no_groups")
