"""Children's words stay plain text: what cannot be seen, or turns writing round, is taken out (SEC-14, SEC-30)."""

import re
import unicodedata

JOINER = "\u200d"  # holds the parts of one emoji together, and hides things elsewhere
MARKS = 3  # more signs than this on one letter climb over the neighbours' lines


def plain(text: str, *, lines: bool = True) -> str:
    """NFC, without control and format characters; with `lines`, line breaks stay, at most one empty line."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = "".join(_kept(text))
    if not lines:
        return " ".join(text.split())
    text = re.sub(r"[ \t\u3000]+\n", "\n", text)
    return unicodedata.normalize("NFC", re.sub(r"\n{3,}", "\n\n", text).strip())


def length(text: str) -> int:
    """Characters as a reader counts them: an emoji of several parts, or a letter with its signs, is one."""
    count, joined = 0, False
    for char in text:
        if char == JOINER:
            joined = True
            continue
        if not joined and not _hangs_on(char):
            count += 1
        joined = False
    return count


def _hangs_on(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me") or 0x1F3FB <= ord(char) <= 0x1F3FF


def _kept(text: str):
    marks = 0
    for place, char in enumerate(text):
        kind = unicodedata.category(char)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if char == "\n":
            yield char
        elif char == "\t" or kind in ("Zl", "Zp"):
            yield " "
        elif char == JOINER:
            if _in_emoji(text, place):
                yield char
        elif kind not in ("Cc", "Cf", "Cs", "Co", "Cn") and marks <= MARKS:
            yield char


def _in_emoji(text: str, place: int) -> bool:
    before = text[max(0, place - 3) : place].rstrip("\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")[-1:]
    after = text[place + 1 : place + 2]
    return bool(before and after) and {unicodedata.category(before), unicodedata.category(after)} == {"So"}
