"""Drawing lots so that anybody can draw them again: a seed sealed beforehand, published afterwards, and SHA-256.

The order of the lots is the order of SHA-256(seed + ":" + lot), written in hexadecimal. Whoever has the seed and the
lots gets the same order with any tool (`docs/drawing.md`).
"""

import secrets
from collections.abc import Iterable
from hashlib import sha256

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is easily read as another
LENGTH = 6


def new_seed() -> str:
    return secrets.token_hex(32)


def seal(seed: str) -> str:
    """What is published before the draw: it binds the seed and does not give it away."""
    return sha256(seed.encode()).hexdigest()


def new_lot(taken: Iterable[str] = ()) -> str:
    """A lot that none of the others is."""
    taken = set(taken)
    while True:
        lot = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        if lot not in taken:
            return lot


def order(seed: str, lots: Iterable[str]) -> list[str]:
    """The lots as they come out, the same whatever order they went in."""
    return sorted(lots, key=lambda lot: (sha256(f"{seed}:{lot}".encode()).hexdigest(), lot))
