"""Cutting a text where findings begin and end, so that each piece says what was seen in it (MOD-9)."""

from dataclasses import dataclass, field
from itertools import pairwise


@dataclass
class Segment:
    text: str
    findings: list = field(default_factory=list)  # everything that covers this piece
    ending: list = field(default_factory=list)  # what ends with it: named once, there


def segments(text: str, findings) -> list[Segment]:
    """The whole text in order; nothing is lost, nothing doubled, however findings overlap."""
    inside = [f for f in findings if f.start < len(text) and f.end > f.start]
    cuts = sorted({0, len(text), *(f.start for f in inside), *(min(f.end, len(text)) for f in inside)})
    pieces = []
    for start, end in pairwise(cuts):
        over = [f for f in inside if f.start <= start and f.end >= end]
        pieces.append(Segment(text[start:end], over, [f for f in over if min(f.end, len(text)) == end]))
    return pieces
