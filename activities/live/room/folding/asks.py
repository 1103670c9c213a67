"""Folding questions to all: polls and the check-in."""

from dataclasses import replace

from activities.live import protocol as p
from activities.live.room.folding.ways import folds_in
from activities.live.room.polls import Poll
from activities.live.room.shapes import Felt, Mood


@folds_in(p.PollOpened)
def _(room, seq, event):
    poll = Poll(
        seq, event.question, event.choices, kind=event.kind, dots=event.dots, live=event.live, notes=event.notes,
        stepped=seq,
    )  # fmt: skip
    return {"poll": poll}


@folds_in(p.PollAnswered)
def _(room, seq, event):
    return {"poll": room.poll.with_answer(event.who, (event.choice,), seq)}


@folds_in(p.PollMarked)
def _(room, seq, event):
    return {"poll": room.poll.with_answer(event.who, event.marks, seq)}


@folds_in(p.PollCounted)
def _(room, seq, event):
    return {"poll": room.poll.counted(event.counts, seq)}


@folds_in(p.PollClosed)
def _(room, seq, event):
    return {"poll": replace(room.poll, closed=True, counts=event.counts)}


@folds_in(p.MoodAsked)
def _(room, seq, event):
    return {"mood": Mood(seq)}


@folds_in(p.MoodTold)
def _(room, seq, event):
    told = room.mood.told | {event.who.id: Felt(event.who, event.text)}
    return {"mood": replace(room.mood, told=told)}


@folds_in(p.MoodClosed)
def _(room, seq, event):
    return {"mood": replace(room.mood, closed=True, counts=event.counts)}
