"""Lots are drawn the same by anybody who has the seed, and by nobody who has only its seal."""

import subprocess
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from portal.figures import lots

NAMES = st.lists(st.text(lots.LETTERS, min_size=6, max_size=6), unique=True, max_size=30)


@given(st.text("0123456789abcdef", min_size=64, max_size=64), NAMES)
def test_the_order_depends_on_the_seed_and_the_lots_alone(seed, names):
    drawn = lots.order(seed, names)
    assert sorted(drawn) == sorted(names)
    assert lots.order(seed, reversed(names)) == lots.order(seed, iter(names)) == drawn


def test_everybody_is_first_about_equally_often():
    firsts = [lots.order(lots.new_seed(), "ABCDE")[0] for _ in range(2000)]
    assert all(320 < firsts.count(name) < 480 for name in "ABCDE")  # 400 each; six deviations wide


def test_the_seal_binds_the_seed():
    seed = lots.new_seed()
    assert lots.seal(seed) == sha256(seed.encode()).hexdigest()
    assert seed not in lots.seal(seed)
    assert lots.new_seed() != seed


def test_a_lot_is_new_and_easy_to_read():
    taken = {lots.new_lot() for _ in range(50)}
    lot = lots.new_lot(taken)
    assert lot not in taken
    assert not set("01IOL") & set("".join(taken))


def test_a_shell_draws_the_same():
    """What `docs/drawing.md` tells anybody to type."""
    seed, names = lots.new_seed(), [lots.new_lot() for _ in range(9)]
    one = 'printf "%s:%s" "$SEED" "$lot" | sha256sum | cut -c-64 | tr "\\n" " "; echo "$lot"'
    script = f"while read -r lot; do {one}; done"
    done = subprocess.run(
        ["sh", "-c", f"{script} | LC_ALL=C sort | cut -d' ' -f2"],
        input="\n".join(names) + "\n", env={"SEED": seed, "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == lots.order(seed, names)
