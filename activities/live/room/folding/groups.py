"""Folding who is in which small group."""

from dataclasses import replace

from activities.live import protocol as p
from activities.live.room.folding.ways import folds_in, without
from activities.live.room.shapes import ASIDES, Aside, Placed


@folds_in(p.GroupsPlanned)
def _(room, seq, event):
    return {"groups": replace(room.groups, planned=event.groups)}


@folds_in(p.PersonPlaced)
def _(room, seq, event):
    placed = without(room.groups.placed, event.who.id) | {event.who.id: Placed(event.who, event.group)}
    return {"groups": replace(room.groups, placed=placed)}


@folds_in(p.PersonUnplaced)
def _(room, seq, event):
    return {"groups": replace(room.groups, placed=without(room.groups.placed, event.who))}


@folds_in(p.GroupsOpened)
def _(room, seq, event):
    return {"groups": replace(room.groups, rooms=event.rooms, ends_at=event.ends_at, open=True)}


@folds_in(p.GroupsExtended)
def _(room, seq, event):
    return {"groups": replace(room.groups, ends_at=event.ends_at)}


@folds_in(p.GroupsTold)
def _(room, seq, event):
    """The adults of the main room read it among their own words."""
    return {"aside": (*room.aside, Aside(seq, event.by, event.text, event.at))[-ASIDES:]}


@folds_in(p.GroupsClosed)
def _(room, seq, event):
    return {"groups": replace(room.groups, ends_at=None, open=False)}
