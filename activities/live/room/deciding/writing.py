"""Who may write words that others read, and whose words an adult reads first: the same for all that is written here."""

from activities.live.room.deciding.ways import Circumstances
from activities.live.room.shapes import Member, Refused, Room


def may_write(room: Room, member: Member, now: Circumstances) -> None:
    """Whether anybody but the adults could read new words now; raises Refused."""
    if room.stage == "prepared":
        raise Refused("not_begun")  # children would read later what adults said among themselves
    if now.cover.text_off and not member.adult:
        raise Refused("text_off")


def waits(room: Room, member: Member, now: Circumstances) -> bool:
    """Whether an adult reads this person's words first, whatever is in them."""
    return (room.chat == "held" and not member.adult) or _rests(room, member, now)


def _rests(room: Room, member: Member, now: Circumstances) -> bool:
    return member.id in room.resting and now.at < room.resting[member.id].until
