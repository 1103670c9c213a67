"""Whose turn it is: hands, the talking piece, rounds, and the roles children have."""

from datetime import timedelta

from activities.live import protocol as p
from activities.live.protocol import Audience
from activities.live.room.deciding.ways import leads
from activities.live.room.shapes import Member, Refused, Room, Sent

BETWEEN_ROUNDS = timedelta(minutes=1)  # for a child who chairs: a round begun anew and anew silences everybody


@leads(p.RaiseHand)
def _(room, member, command, now):
    return [] if _hand(room, member.id) else [Sent(p.HandRaised(by=member.face))]


@leads(p.LowerHand)
def _(room, member, command, now):
    who = _whose(member, command.who)
    if _has_piece(room, who):
        return passed(room, who)
    return [Sent(p.HandLowered(who=who))] if _hand(room, who) else []


@leads(p.CallOn)
def _(room, member, command, now):
    if _has_piece(room, command.who):
        return []
    face = next((face for face in (*room.hands, *(room.round or ())) if face.id == command.who), None)
    if face is None:
        raise Refused("no_hand")
    return [Sent(p.PieceGiven(who=face))]


@leads(p.PassPiece)
def _(room, member, command, now):
    return passed(room, _whose(member, command.who))


@leads(p.StartRound)
def _(room, member, command, now):
    if room.round is not None:
        raise Refused("round_running")
    if not member.adult and room.round_at and now.at - room.round_at < BETWEEN_ROUNDS:
        raise Refused("round_soon")
    children = [face for face in now.present if not face.adult and face.id not in room.out]
    if not children:
        raise Refused("nobody")
    joined = [Sent(p.RoundJoined(who=face)) for face in children]
    return [Sent(p.RoundStarted(at=now.at)), *joined, Sent(p.PieceGiven(who=children[0]))]


@leads(p.EndRound)
def _(room, member, command, now):
    return [] if room.round is None else [Sent(p.RoundEnded())]


@leads(p.GiveRole)
def _(room, member, command, now):
    if now.target is None or now.target.adult or now.target.id in room.out or not room.lets_in(Member(now.target)):
        raise Refused("nobody")  # who waits at the door would have a say in a room they are not in
    held = room.roles.get(command.role)
    return [] if held and held.id == command.who else [Sent(p.RoleGiven(role=command.role, who=now.target))]


@leads(p.TakeRole)
def _(room, member, command, now):
    """An adult takes any role back, a child leaves their own."""
    if not member.adult and not room.has_role(command.role, member):
        raise Refused("not_for_you")
    return [Sent(p.RoleTaken(role=command.role))] if command.role in room.roles else []


def passed(room: Room, who) -> list[Sent]:
    """Their turn is over, spoken or not; in a round the next one has it. Always possible, never asked why."""
    still = [face for face in room.round or () if face.id != who]
    if not _has_piece(room, who):
        return [Sent(p.PiecePassed(who=who))] if len(still) < len(room.round or ()) else []
    after = []
    if room.round is not None:
        after = [Sent(p.PieceGiven(who=still[0]) if still else p.RoundEnded())]
    return [Sent(p.PiecePassed(who=who)), *after]


def leaving(room: Room, who) -> list[Sent]:
    """What everybody sees of somebody who goes: their hand, their turn and their roles are free again, their words
    leave the wall, and they are in no small group."""
    roles = [Sent(p.RoleTaken(role=role)) for role, face in room.roles.items() if face.id == who]
    group = [Sent(p.PersonUnplaced(who=who), Audience.ONE, who)] if who in room.groups.placed else []
    turn = passed(room, who)
    hand = [Sent(p.HandLowered(who=who))] if _hand(room, who) and not turn else []
    return [*roles, *turn, *hand, *off_screen(room, who), *group]


def off_screen(room: Room, who) -> list[Sent]:
    """Whose yes has ended is no longer read on a wall."""
    theirs = [number for number in room.screen if room.notes[number].by.id == who]
    return [Sent(p.TakenOffScreen(message=number)) for number in theirs]


def _whose(member: Member, who):
    if who and who != member.id and not member.adult:
        raise Refused("not_for_you")
    return who or member.id


def _has_piece(room: Room, who) -> bool:
    return room.piece is not None and room.piece.id == who


def _hand(room: Room, who) -> bool:
    return any(face.id == who for face in room.hands)
