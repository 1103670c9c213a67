"""A shelf is a dictionary that was never changed, whatever is put in or taken out, in any order."""

import time

from hypothesis import given
from hypothesis import strategies as st

from activities.live.room import Shelf
from activities.live.room.folding.ways import without

acts = st.lists(st.tuples(st.booleans(), st.integers(0, 600), st.integers(0, 9)), max_size=60)


@given(acts)
def test_a_shelf_is_a_dictionary(script):
    plain, shelf, kept = {}, Shelf(), []
    for out, key, value in script:
        kept.append((shelf, dict(plain)))
        plain = without(plain, key) if out else plain | {key: value}
        shelf = without(shelf, key) if out else shelf | {key: value}
        assert (key in shelf, shelf.get(key), len(shelf)) == (key in plain, plain.get(key), len(plain))
    assert (shelf, list(shelf.items())) == (plain, list(plain.items()))
    assert plain == shelf
    assert all(before == then for before, then in kept), "nobody who holds an older one sees it change"


def test_it_grows_cheaply():
    """A plain copy of so much takes a thousand times as long."""
    full = Shelf() | {number: number for number in range(50_000)}

    def fastest(shelf):
        taken = []
        for _ in range(200):
            start = time.perf_counter()
            shelf | {-1: 0}
            taken.append(time.perf_counter() - start)
        return min(taken)

    assert fastest(full) < 40 * fastest(Shelf() | {1: 1})
