"""Folding questions to all: polls and the check-in."""

from dataclasses import replace

from activities.live import protocol as p
from activities.live.room.folding.ways import folds_in
from activities.live.room.shapes import Felt, Mood, Poll


@folds_in(p.PollOpened)
def _(room, seq, event):
    return {"poll": Poll(seq, event.question, event.choices)}


@folds_in(p.PollAnswered)
def _(room, seq, event):
    return {"poll": replace(room.poll, answers=room.poll.answers | {event.who: event.choice})}


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
