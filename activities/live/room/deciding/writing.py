"""Who may write words that others read, and whose words an adult reads first: the same for all that is written here."""

from activities.live import protocol as p
from activities.live.protocol import Audience
from activities.live.room.deciding.ways import Circumstances
from activities.live.room.shapes import Member, Refused, Room, Sent


def may_write(room: Room, member: Member, now: Circumstances) -> None:
    """Whether anybody but the adults could read new words now; raises Refused."""
    if room.stage == "prepared":
        raise Refused("not_begun")  # children would read later what adults said among themselves
    if now.cover.text_off and not member.adult:
        raise Refused("text_off")


def waits(room: Room, member: Member, now: Circumstances) -> bool:
    """Whether an adult reads this person's words first, whatever is in them."""
    return (room.chat == "held" and not member.adult) or _rests(room, member, now)


def written(room: Room, member: Member, command, now: Circumstances, **where) -> list[Sent]:
    """Posted, or held for the adults first. `where`: the board it is put on, or that it is a line of the minutes."""
    may_write(room, member, now)
    said = {"by": member.face, "text": command.text, "at": now.at} | where
    if now.kinds or waits(room, member, now):
        return [Sent(p.MessageHeld(**said, kinds=now.kinds), Audience.ONE, member.id)]
    return [Sent(p.MessagePosted(**said))]


def _rests(room: Room, member: Member, now: Circumstances) -> bool:
    return member.id in room.resting and now.at < room.resting[member.id].until
