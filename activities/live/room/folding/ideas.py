"""Folding what a group thinks up: words collected, notes on a board and their groups."""

from dataclasses import replace

from activities.live import protocol as p
from activities.live.room.folding.ways import folds_in, without
from activities.live.room.ideas import Board, Collection
from activities.live.room.shapes import Note


@folds_in(p.WordsAsked)
def _(room, seq, event):
    return {"words": Collection(seq, event.question), "collections": room.collections | {seq}}


@folds_in(p.WordGiven)
def _(room, seq, event):
    return {"notes": room.notes | {seq: Note(event.by, event.text, event.at, "given", into=event.into)}}


@folds_in(p.WordPassed)
def _(room, seq, event):
    note = replace(room.notes[event.message], state="given", kinds=())  # what was found in it, an adult has weighed
    return {"notes": room.notes | {event.message: note}}


@folds_in(p.WordShown)
def _(room, seq, event):
    return {"words": replace(room.words, shown=room.words.shown | {seq: event.text})}


@folds_in(p.WordHidden)
def _(room, seq, event):
    return {"words": replace(room.words, shown=without(room.words.shown, event.word))}


@folds_in(p.WordsClosed)
def _(room, seq, event):
    return {"words": replace(room.words, closed=True)}


@folds_in(p.BoardOpened)
def _(room, seq, event):
    return {"board": Board(seq, event.question, event.groups)}


@folds_in(p.NoteMoved)
def _(room, seq, event):
    return {"notes": room.notes | {event.message: replace(room.notes[event.message], group=event.group)}}


@folds_in(p.GroupNamed)
def _(room, seq, event):
    before, after = room.board.groups[: event.group - 1], room.board.groups[event.group :]
    return {"board": replace(room.board, groups=(*before, event.text, *after))}


@folds_in(p.BoardClosed)
def _(room, seq, event):
    return {"board": replace(room.board, closed=True)}
