"""A dictionary that is never changed and grows cheaply: an addition copies one leaf of it and not the whole.

A room that has heard a hundred thousand things must answer as fast as on its first day (`live.command.growth`).
"""

from collections.abc import Iterator, Mapping

LEAVES = 256
_EMPTY = ({},) * LEAVES


class Shelf(Mapping):
    """In the order in which keys came; one that is put in again keeps its place."""

    __slots__ = ("_leaves", "_next", "_size")

    def __init__(self):
        self._leaves, self._next, self._size = _EMPTY, 0, 0

    def __getitem__(self, key):
        return self._leaves[hash(key) % LEAVES][key][1]

    def __contains__(self, key) -> bool:
        return key in self._leaves[hash(key) % LEAVES]

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator:
        placed = sorted((place, key) for leaf in self._leaves for key, (place, _value) in leaf.items())
        return (key for _place, key in placed)

    def __or__(self, more: Mapping) -> "Shelf":
        shelf = self
        for key, value in more.items():
            shelf = shelf._with(key, value)
        return shelf

    def without(self, key) -> "Shelf":
        if key not in self:
            return self
        leaf = dict(self._leaves[hash(key) % LEAVES])
        del leaf[key]
        return self._changed(key, leaf, self._next, self._size - 1)

    def _with(self, key, value) -> "Shelf":
        leaf = self._leaves[hash(key) % LEAVES]
        place = leaf[key][0] if key in leaf else self._next
        return self._changed(key, leaf | {key: (place, value)}, self._next + 1, self._size + (key not in leaf))

    def _changed(self, key, leaf: dict, following: int, size: int) -> "Shelf":
        shelf, leaves = Shelf(), list(self._leaves)
        leaves[hash(key) % LEAVES] = leaf
        shelf._leaves, shelf._next, shelf._size = tuple(leaves), following, size
        return shelf
