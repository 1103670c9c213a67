"""Folding who may be here, who is helped, and the life of the room itself."""

from dataclasses import replace

from activities.live import protocol as p
from activities.live.room.folding.ways import folds_in, without
from activities.live.room.shapes import Rest, Since


@folds_in(p.RoomOpened)
def _(room, seq, event):
    return {
        "stage": event.stage,
        "lobby": event.lobby,
        "chat": event.chat,
        "agenda": event.agenda,
        "steps": event.steps,
        "group": event.group,
    }


@folds_in(p.RoomPaused)
def _(room, seq, event):
    return {"paused": True}


@folds_in(p.RoomResumed)
def _(room, seq, event):
    return {"paused": False}


@folds_in(p.PersonExpelled)
def _(room, seq, event):
    return {"out": room.out | {event.who.id: event.who}, "waiting": without(room.waiting, event.who.id)}


@folds_in(p.PersonReadmitted)
def _(room, seq, event):
    return {"out": without(room.out, event.who)}


@folds_in(p.CoverChanged)
def _(room, seq, event):
    return {"uncovered": event.uncovered, "text_off": event.text_off}


@folds_in(p.RoomClosed)
def _(room, seq, event):
    return {"closed": True, "hands": (), "piece": None, "round": None, "timer": None}


@folds_in(p.DoorsOpened)
def _(room, seq, event):
    return {"stage": event.stage} | ({"waiting": {}} if event.stage == "open" else {})


@folds_in(p.ChildWaits)
def _(room, seq, event):
    return {"waiting": room.waiting | {event.who.id: Since(event.who, event.at)}}


@folds_in(p.ChildLeftDoor)
def _(room, seq, event):
    return {"waiting": without(room.waiting, event.who)}


@folds_in(p.ChildAdmitted)
def _(room, seq, event):
    return {"waiting": without(room.waiting, event.who), "admitted": room.admitted | {event.who}}


@folds_in(p.OnePaused)
def _(room, seq, event):
    return {"resting": room.resting | {event.who.id: Rest(event.who, event.until)}}


@folds_in(p.OneResumed)
def _(room, seq, event):
    return {"resting": without(room.resting, event.who)}


@folds_in(p.HelpAsked)
def _(room, seq, event):
    return {"help": without(room.help, event.who.id) | {event.who.id: Since(event.who, event.at, number=seq)}}


@folds_in(p.HelpSeen)
def _(room, seq, event):
    return {"help": room.help | {event.who: replace(room.help[event.who], seen=event.by)}}
