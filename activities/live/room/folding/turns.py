"""Folding what we do today, who has which role, and whose turn it is."""

from activities.live import protocol as p
from activities.live.room.folding.ways import folds_in, without
from activities.live.room.shapes import Room


@folds_in(p.AgendaSet)
def _(room, seq, event):
    return {"agenda": event.text}


@folds_in(p.StepsSet)
def _(room, seq, event):
    return {"steps": event.steps, "step": min(room.step, len(event.steps))}


@folds_in(p.StepMoved)
def _(room, seq, event):
    return {"step": event.step, "timer": event.ends_at}


@folds_in(p.TimerStarted)
def _(room, seq, event):
    return {"timer": event.ends_at}


@folds_in(p.TimerStopped)
def _(room, seq, event):
    return {"timer": None}


@folds_in(p.RoleGiven)
def _(room, seq, event):
    return {"roles": room.roles | {event.role: event.who}}


@folds_in(p.RoleTaken)
def _(room, seq, event):
    return {"roles": without(room.roles, event.role)}


@folds_in(p.HandRaised)
def _(room, seq, event):
    return {"hands": (*room.hands, event.by)}


@folds_in(p.HandLowered)
def _(room, seq, event):
    return {"hands": _others(room.hands, event.who), "piece": _kept(room, event.who)}


@folds_in(p.HandCalled)
def _(room, seq, event):
    """As rooms of the first days wrote it."""
    return {"piece": next((face for face in room.hands if face.id == event.who), None)}


@folds_in(p.PieceGiven)
def _(room, seq, event):
    return {"piece": event.who, "round": room.round and _others(room.round, event.who.id)}


@folds_in(p.PiecePassed)
def _(room, seq, event):
    still = room.round and _others(room.round, event.who)
    return {"hands": _others(room.hands, event.who), "piece": _kept(room, event.who), "round": still}


@folds_in(p.RoundStarted)
def _(room, seq, event):
    return {"round": (), "round_at": event.at}


@folds_in(p.RoundJoined)
def _(room, seq, event):
    return {"round": (*(room.round or ()), event.who)}


@folds_in(p.RoundEnded)
def _(room, seq, event):
    return {"round": None}


def _others(faces, who) -> tuple:
    return tuple(face for face in faces if face.id != who)


def _kept(room: Room, who):
    return None if room.piece and room.piece.id == who else room.piece
