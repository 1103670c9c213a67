"""The same text seen in several ways, each with a way back to where it was written (F.1)."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from moderation.screening.tables import DIGITS, LOOKALIKES, SPOKEN, TRADITIONAL

GAP = 3  # so many marks between two digits do not part them
FILLERS = frozenset({"杠", "横", "空", "点", "空格", "减", "横杠"})


@dataclass(frozen=True)
class View:
    """`at[i]` is where character i of `text` stands in the original."""

    text: str
    at: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.at[start], self.at[end - 1] + 1


@dataclass(frozen=True)
class Run:
    """Digits that a reader would read as one number, whatever stands between them."""

    digits: str
    at: list[tuple[int, int]]  # per digit, in the original
    starts: list[int]  # where a group begins
    ends: frozenset[int]  # where a group ends

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.at[start][0], self.at[end - 1][1]


_ONE = {ord(k): v for k, v in TRADITIONAL.items()}
_ONE |= {code: chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
_ONE |= {code: chr(code + 32) for code in range(65, 91)}
_ONE |= dict.fromkeys((0x2018, 0x2019, 0x02BC), "'")  # what phones write in don't
_PIECES = re.compile(r"[\n\t -~\u4e00-\u9fff\uff01-\uff5e、。《》【】“”‘’…—]+|[\s\S]")
_INVISIBLE = frozenset({"Cf", "Mn", "Me", "Cc", "Cs"})


@lru_cache(maxsize=8192)
def _odd(char: str) -> str:
    """What an unusual character means; nothing for one that cannot be seen."""
    if char in "\r\u2028\u2029\x85":
        return "\n"
    if unicodedata.category(char) in _INVISIBLE:
        return ""
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    shown = "".join(c for c in unicodedata.normalize("NFKC", char) if unicodedata.category(c) not in _INVISIBLE)
    return shown.lower().translate(_ONE)


def plain(text: str) -> View:
    """NFKC, nothing invisible, lower case, simplified."""
    out, at = [], []
    for piece in _PIECES.finditer(text):
        found, start = piece[0], piece.start()
        if len(found) > 1 or found < "\x80" or "\u4e00" <= found <= "\u9fff":
            out.append(found.translate(_ONE))
            at.extend(range(start, piece.end()))
        else:
            meant = _odd(found)
            out.append(meant)
            at.extend([start] * len(meant))
    return View("".join(out), at)


_LOOK = str.maketrans(LOOKALIKES)
_SPACED = re.compile(r"(?<![a-z0-9])[a-z0-9](?:[^a-z0-9\u4e00-\u9fff\n]{1,3}[a-z0-9](?![a-z0-9]))+")
_LONG = re.compile(r"([a-z])\1{2,}")


def letters(view: View) -> View:
    """Letters that only look latin made latin, single letters pushed together, long repeats cut: w·e·i·x·i·n."""
    text = view.text.translate(_LOOK)
    drop = [False] * len(text)
    for match in _SPACED.finditer(text):
        for i in range(match.start(), match.end()):
            drop[i] = not text[i].isalnum()
    for match in _LONG.finditer(text):
        drop[match.start() + 1 : match.end()] = [True] * (match.end() - match.start() - 1)
    if True not in drop:
        return View(text, view.at)
    keep = [i for i, gone in enumerate(drop) if not gone]
    return View("".join(text[i] for i in keep), [view.at[i] for i in keep])


_NUMERALS = str.maketrans(DIGITS)
_WORD = re.compile(r"[a-z0-9]+|[十百]")
_ANY = re.compile(r"[0-9十百]|(?<![a-z])(?:" + "|".join(SPOKEN) + r")(?![a-z])")
_SEGMENT = re.compile(r"\d+|[a-z]+")
_MIXED = frozenset("0123456789oil")
_AS_DIGIT = str.maketrans("oil", "011")


def _units(text: str):
    """(start, end, digits) for everything that reads as digits; digits is "" for ten and hundred."""
    for word in _WORD.finditer(text):
        found, start = word[0], word.start()
        if found.isdigit():
            yield start, word.end(), found
        elif found in "十百":
            yield start, start + 1, ""
        elif found in SPOKEN:
            yield start, word.end(), SPOKEN[found]
        elif _MIXED.issuperset(found):
            yield start, word.end(), found.translate(_AS_DIGIT)
        else:
            for part in _SEGMENT.finditer(found):
                if part[0].isdigit() or part[0] == "x":
                    yield start + part.start(), start + part.end(), part[0]


def _together(between: str) -> bool:
    return len(between) <= GAP and (not any(c.isalnum() for c in between) or between in FILLERS)


def runs(view: View, shortest: int = 7) -> list[Run]:
    """All runs of at least so many digits."""
    text = view.text.translate(_NUMERALS)
    found, units, last = [], [], 0
    if not _ANY.search(text):
        return found
    for start, end, digits in _units(text):
        if units and not _together(text[last:start]):
            _close(view, units, shortest, found)
            units = []
        units.append((start, end, digits))
        last = end
    _close(view, units, shortest, found)
    return found


def _close(view: View, units: list, shortest: int, found: list[Run]) -> None:
    if sum(len(digits) for _, _, digits in units) < shortest - 2:
        return
    digits, at, starts, ends, touching = [], [], [], set(), -1
    for i, (start, end, said) in enumerate(units):
        if not said:
            said = _ten(units, i)
        if not said:
            continue
        if start != touching:
            ends.add(len(digits))
            starts.append(len(digits))
        for k, digit in enumerate(said):
            if k and end - start == len(said) and view.text[start + k].isascii() != view.text[start + k - 1].isascii():
                # 15400000000一起去: the word that follows is no part of the number, though 一 alone is a digit.
                ends.add(len(digits))
                starts.append(len(digits))
            first = view.at[start + k] if end - start == len(said) else view.at[start]
            past = view.at[start + k] + 1 if end - start == len(said) else view.at[end - 1] + 1
            digits.append(digit)
            at.append((first, past))
        touching = end
    ends.add(len(digits))
    if len(digits) >= shortest:
        found.append(Run("".join(digits), at, starts, frozenset(ends)))


def _ten(units: list, i: int) -> str:
    """十三 is 13, 三十 is 30, 三十五 is 35: ten and hundred only fill the place nobody says."""
    before = i > 0 and units[i - 1][2][-1:].isdigit() and units[i - 1][1] == units[i][0]
    after = i + 1 < len(units) and units[i + 1][2][:1].isdigit() and units[i + 1][0] == units[i][1]
    if before and after:
        return ""
    if before:
        return "0"
    return "1" if after else "10"
