"""What was taken out of a text and what was put in, as everybody who judges words here is shown it."""

import re
from difflib import SequenceMatcher

# A Chinese character or a mark by itself, a word of letters whole: half a word struck out is read by nobody.
PIECE = re.compile(r"[A-Za-z0-9’']+|\s|.", re.DOTALL)


def difference(before: str, after: str) -> list[tuple[str, str]]:
    """Pairs of `same`, `gone` or `new` and the words, in the order of reading."""
    old, new = PIECE.findall(before), PIECE.findall(after)
    found = []
    for op, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, came = "".join(old[start:end]), "".join(new[begin:stop])
        if op == "equal":
            found.append(("same", gone))
            continue
        found += [(name, text) for name, text in (("gone", gone), ("new", came)) if text]
    return found
