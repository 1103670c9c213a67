"""What is said: posted, held, passed, kept, given back, taken away; and what goes to the safeguarding lead."""

from datetime import datetime

from activities.live import protocol as p
from activities.live.protocol import Audience
from activities.live.room.deciding.collecting import hides, passes
from activities.live.room.deciding.ways import NEAR, Circumstances, leads
from activities.live.room.deciding.writing import written
from activities.live.room.shapes import Member, Note, Refused, Room, Sent


def heard(room: Room, member: Member, command: p.Command, now: Circumstances) -> list[Sent]:
    """Held for the lead alone; the adults here learn only that somebody may need them."""
    into = getattr(command, "into", 0)
    held = p.MessageHeld(by=member.face, text=command.text, at=now.at, kinds=now.kinds, care=True, into=into)
    told = p.LeadTold(message=room.seq + 1, who=member.face, at=now.at, now=now.harm == 0)
    return [Sent(held, Audience.OWN, member.id), Sent(told, Audience.ADULTS)]


def tell_lead(message: int, note: Note, now: datetime) -> list[Sent]:
    """What an adult keeps, or never got to, and may be a sign of harm."""
    if "harm" not in note.kinds:
        return []
    return [Sent(p.LeadTold(message=message, who=note.by, at=now), Audience.ADULTS)]


@leads(p.Say)
def _(room, member, command, now):
    return written(room, member, command, now)


@leads(p.Release)
def _(room, member, command, now):
    if command.message in room.with_lead:
        raise Refused("with_lead")
    note = _note(room, command.message, {"held", "kept"})
    if note.by.id == member.id:
        raise Refused("own")  # nobody passes their own words
    if note.into in room.collections:
        return passes(room, command.message, note)
    words = {"by": note.by, "text": note.text, "at": note.at}
    event = p.MessageReleased(message=command.message, **words, into=note.into, minutes=note.minutes)
    return [Sent(event)]


@leads(p.Refuse)
def _(room, member, command, now):
    if command.message in room.with_lead:
        raise Refused("with_lead")
    note = _note(room, command.message, {"held"})
    refused = Sent(p.MessageRefused(message=command.message), Audience.ONE, note.by.id)
    return [refused, *tell_lead(command.message, note, now.at)]


@leads(p.Remove)
def _(room, member, command, now):
    note = room.notes.get(command.message)
    if not member.adult and (note is None or note.by.id != member.id):
        raise Refused("not_for_you")  # the same for a message that is held and for none: numbers cannot be probed
    if note is None:
        raise Refused("gone")
    if note.state == "care" and note.by.id != member.id:
        raise Refused("with_lead")
    told = tell_lead(command.message, note, now.at) if member.adult and note.state == "held" else []
    return [Sent(p.MessageRemoved(message=command.message)), *hides(room, command.message, note), *told]


@leads(p.SetChat)
def _(room, member, command, now):
    return [] if room.chat == command.mode else [Sent(p.ChatSet(mode=command.mode))]


@leads(p.Return)
def _(room, member, command, now):
    if command.message in room.with_lead:
        raise Refused("with_lead")
    note = _note(room, command.message, {"held"})
    if note.by.id == member.id:
        raise Refused("own")
    if now.kinds:
        raise Refused("screened")
    event = p.MessageReturned(message=command.message, by=member.face, text=command.text)
    return [Sent(event, Audience.ONE, note.by.id), *tell_lead(command.message, note, now.at)]


@leads(p.TellAdults)
def _(room, member, command, now):
    told = Sent(p.AdultsTold(by=member.face, text=command.text, at=now.at), Audience.ADULTS)
    if now.harm > NEAR:
        return [told]
    # They may need each other at once, so it is shown; and the lead hears of it as of all words like these.
    lead = p.LeadTold(message=room.seq + 1, who=member.face, at=now.at, now=now.harm == 0)
    return [told, Sent(lead, Audience.ADULTS)]


@leads(p.CallLead)
def _(room, member, command, now):
    if command.who and (now.target is None or now.target.adult):
        raise Refused("nobody")  # about a colleague: in words alone, or the lead of the office might be who is meant
    called = p.LeadCalled(by=member.face, who=command.who, text=command.text, at=now.at)
    told = p.LeadTold(message=room.seq + 1, who=member.face, at=now.at, now=command.danger, own=True)
    return [Sent(called, Audience.OWN, member.id), Sent(told, Audience.OWN, member.id)]


def _note(room: Room, message: int, states: set[str]) -> Note:
    note = room.notes.get(message)
    if note is None or note.state not in states:
        raise Refused("gone")
    return note
