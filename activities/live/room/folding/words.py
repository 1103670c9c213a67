"""Folding what was said, to all and among adults."""

from dataclasses import replace

from activities.live import protocol as p
from activities.live.room.folding.ways import folds_in, without
from activities.live.room.shapes import ASIDES, Aside, Note, Told


@folds_in(p.MessagePosted)
def _(room, seq, event):
    note = Note(event.by, event.text, event.at, "posted", into=event.into, minutes=event.minutes)
    return {"notes": room.notes | {seq: note}}


@folds_in(p.MessageHeld)
def _(room, seq, event):
    state = "care" if event.care else "held"
    note = Note(event.by, event.text, event.at, state, event.kinds, into=event.into, minutes=event.minutes)
    return {"notes": room.notes | {seq: note}}


@folds_in(p.LeadTold)
def _(room, seq, event):
    return {"with_lead": room.with_lead | {event.message: Told(event.who, event.at, event.now, event.own)}}


@folds_in(p.MessageReleased)
def _(room, seq, event):
    note = Note(event.by, event.text, event.at, "posted", into=event.into, minutes=event.minutes)
    # It takes its place at the end: for most readers it only now exists.
    return {"notes": without(room.notes, event.message) | {event.message: note}}


@folds_in(p.MessageRefused)
def _(room, seq, event):
    return {"notes": room.notes | {event.message: replace(room.notes[event.message], state="kept")}}


@folds_in(p.MessageRemoved)
def _(room, seq, event):
    return {
        "notes": without(room.notes, event.message),
        "screen": tuple(each for each in room.screen if each != event.message),
    }


@folds_in(p.ChatSet)
def _(room, seq, event):
    return {"chat": event.mode}


@folds_in(p.MessageReturned)
def _(room, seq, event):
    note = replace(room.notes[event.message], state="returned", back=Aside(seq, event.by, event.text))
    return {"notes": room.notes | {event.message: note}}


@folds_in(p.AdultsTold)
def _(room, seq, event):
    return {"aside": (*room.aside, Aside(seq, event.by, event.text, event.at))[-ASIDES:]}


@folds_in(p.LeadCalled)
def _(room, seq, event):
    return {}  # the words are for the lead; that they were told is an event of its own
