"""`apply` folds one event into the room; how, each kind of event says in the files beside this one."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from activities.live import protocol as p
from activities.live.room.shapes import Room
from activities.live.room.shelf import Shelf

_folds: dict[type, Callable] = {}


def folds_in(kind: type):
    def keep(function):
        _folds[kind] = function
        return function

    return keep


def apply(room: Room, seq: int, event: p.Message | None) -> Room:
    """The room after event number `seq`; None stands for an event this reader may not see."""
    if seq != room.seq + 1:
        raise ValueError(f"event {seq} after {room.seq}")
    changed = _folds[type(event)](room, seq, event) if event is not None else {}
    return replace(room, seq=seq, **changed)


def without(table: Mapping, key) -> Mapping:
    if isinstance(table, Shelf):
        return table.without(key)
    return {each: value for each, value in table.items() if each != key}
