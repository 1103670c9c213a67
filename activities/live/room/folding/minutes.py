"""Folding the note-taker's corrected lines, and what is on the screen at the wall."""

from dataclasses import replace

from activities.live import protocol as p
from activities.live.room.folding.ways import folds_in


@folds_in(p.LineCorrected)
def _(room, seq, event):
    line = room.notes[event.message]
    return {"notes": room.notes | {event.message: replace(line, text=event.text, corrected=event.by)}}


@folds_in(p.ShownOnScreen)
def _(room, seq, event):
    return {"screen": (*room.screen, event.message)}


@folds_in(p.TakenOffScreen)
def _(room, seq, event):
    return {"screen": tuple(each for each in room.screen if each != event.message)}
