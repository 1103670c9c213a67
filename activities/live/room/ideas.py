"""What a group thinks up together: a collection of words, and a board of notes in groups.

The words and notes themselves are messages that say where they were put (`Note.into`), so that holding, letting
through, giving back, taking away and erasing are the same for all that a child writes here.
"""

import unicodedata
from dataclasses import dataclass, field

WORDS_EACH = 3
NOTES_EACH = 5
GROUPS = 6


@dataclass(frozen=True)
class Collection:
    """`shown`: each word once, in the order in which it came, by the number of its event. Never how often."""

    id: int
    question: str
    shown: dict[int, str] = field(default_factory=dict)
    closed: bool = False


@dataclass(frozen=True)
class Board:
    """`groups` have numbers from 1; a note with none stands before them."""

    id: int
    question: str
    groups: tuple[str, ...] = ()
    closed: bool = False


def same(word: str) -> str:
    """What two children mean who write a word a little differently: width, case, spaces and marks do not count."""
    folded = unicodedata.normalize("NFKC", word).casefold()
    kept = "".join(each for each in folded if unicodedata.category(each)[0] not in "PZC")
    return kept or folded.strip()  # "？" and "！" are words too, and two different ones
