"""Cuts Chinese into overlapping pairs of characters, so that a word inside a sentence can be found.

Database search takes a run of Chinese between two marks for one word and finds nothing; pairs need no dictionary.
"""

import re

CJK = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")


def pairs(run: str) -> list[str]:
    return [run] if len(run) == 1 else [run[i : i + 2] for i in range(len(run) - 1)]


def index_text(text: str) -> str:
    """Each Chinese run as pairs, then its last character, which lets a one-character prefix query find it."""

    def cut(match):
        run = match.group()
        return " " + " ".join(pairs(run) + ([run[-1]] if len(run) > 1 else [])) + " "

    return CJK.sub(cut, text)


def query_terms(query: str) -> list[str]:
    """A reader's query cut the same way; every term must be found."""
    spaced = CJK.sub(lambda match: f" {match.group()} ", query)
    return [term for part in spaced.split() for term in (pairs(part) if CJK.fullmatch(part) else [part])]
