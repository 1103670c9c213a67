"""Who comes in, who rests, who needs somebody, and how a room begins, pauses and ends."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from activities.live import protocol as p
from activities.live.protocol import Audience
from activities.live.room.deciding.asks import still_open
from activities.live.room.deciding.turns import leaving
from activities.live.room.deciding.ways import leads
from activities.live.room.deciding.words import tell_lead
from activities.live.room.shapes import Member, Refused, Room, Sent


def knocking(room: Room, member: Member, at: datetime) -> list[Sent]:
    """A child comes to the door of a room that does not let them in yet: the adults see who waits."""
    if not room.stage or room.closed or member.id in room.out:
        return []
    if room.lets_in(member) or member.id in room.waiting:
        return []
    return [Sent(p.ChildWaits(who=member.face, at=at), Audience.ADULTS)]


def going(room: Room, people: Iterable[UUID]) -> list[Sent]:
    """These wait at the door no longer: the adults see nobody who is not there."""
    gone = [who for who in people if who in room.waiting and not room.closed]
    return [Sent(p.ChildLeftDoor(who=who), Audience.ADULTS) for who in gone]


def closing(room: Room, now: datetime) -> list[Sent]:
    """How a room ends: whatever may be a sign of harm and still waits for somebody goes to the lead first, and so does
    a child who asked for help and was answered by nobody. Out of a small group a child goes back to the main room, and
    so does what they asked for."""
    waiting = [(number, note) for number, note in room.notes.items() if note.state == "held"]
    told = [sent for number, note in waiting for sent in tell_lead(number, note, now)]
    alone = [each for each in room.help.values() if each.seen is None and not room.group]
    told += [Sent(p.LeadTold(message=each.number, who=each.face, at=now), Audience.ADULTS) for each in alone]
    groups = [Sent(p.GroupsClosed())] if room.groups.open else []
    return [*groups, *told, Sent(p.RoomClosed())]


@leads(p.OpenDoors)
def _(room, member, command, now):
    order = ("prepared", "lobby", "open")
    if command.stage == "open" and now.cover.uncovered:
        raise Refused("uncovered")
    if order.index(command.stage) <= order.index(room.stage):
        return []  # who is in stays in: a door that was opened is not closed before the room is
    return [Sent(p.DoorsOpened(stage=command.stage))]


@leads(p.Admit)
def _(room, member, command, now):
    wanted = [command.who] if command.who else list(room.waiting)
    return [Sent(p.ChildAdmitted(who=who), Audience.ONE, who) for who in wanted if who in room.waiting]


@leads(p.Expel)
def _(room, member, command, now):
    if command.who == member.id:
        raise Refused("own")
    if now.target is None:
        raise Refused("nobody")
    if command.who in room.out:
        return []
    # What falls to others is for everybody; who had to leave is for the adults and the one concerned.
    expelled = Sent(p.PersonExpelled(who=now.target), Audience.ONE, command.who)
    return [*leaving(room, command.who), expelled]


@leads(p.Readmit)
def _(room, member, command, now):
    if command.who not in room.out:
        return []
    if now.cover.uncovered and not room.out[command.who].adult:
        raise Refused("uncovered")  # an adult may be the second one that is missing
    return [Sent(p.PersonReadmitted(who=command.who), Audience.ONE, command.who)]


@leads(p.Pause)
def _(room, member, command, now):
    return [] if room.paused else [Sent(p.RoomPaused())]


@leads(p.Resume)
def _(room, member, command, now):
    return [Sent(p.RoomResumed())] if room.paused else []


@leads(p.PauseOne)
def _(room, member, command, now):
    if now.target is None or now.target.adult:
        raise Refused("nobody")
    until = now.at + timedelta(minutes=command.minutes)
    return [Sent(p.OnePaused(who=now.target, until=until), Audience.ONE, command.who)]


@leads(p.ResumeOne)
def _(room, member, command, now):
    if command.who not in room.resting:
        return []
    return [Sent(p.OneResumed(who=command.who), Audience.ONE, command.who)]


@leads(p.NeedHelp)
def _(room, member, command, now):
    asked = room.help.get(member.id)
    if asked and not asked.seen:
        return []
    return [Sent(p.HelpAsked(who=member.face, at=now.at), Audience.ONE, member.id)]


@leads(p.AnswerHelp)
def _(room, member, command, now):
    asked = room.help.get(command.who)
    if asked is None or asked.seen:
        return []
    return [Sent(p.HelpSeen(who=command.who, by=member.face), Audience.ONE, command.who)]


@leads(p.CloseRoom)
def _(room, member, command, now):
    return [*still_open(room), *closing(room, now.at)]
