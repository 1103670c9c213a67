"""Reading the record."""

from itertools import islice

from portal.audit.models import Line, Seal

CHUNK = 500


def lines(*, subject: str | None = None, act: str | None = None):
    """Lines, oldest first, of one subject (`kind:uuid`) or one act."""
    found = Line.objects.order_by("id")
    if subject:
        found = found.filter(subject=subject)
    if act:
        found = found.filter(act=act)
    return found


def broken_at() -> int | None:
    """The first place where the chain does not hold, or None: a changed line, a missing line, or a gap (MOD-18)."""
    before, expected = "", 1
    seals = Seal.objects.order_by("position").iterator(chunk_size=CHUNK)
    while chunk := list(islice(seals, CHUNK)):
        lines = Line.objects.in_bulk([seal.line for seal in chunk])
        for seal in chunk:
            line = lines.get(seal.line)
            if seal.position != expected or line is None or line.digest(before) != seal.digest:
                return expected
            before, expected = seal.digest, expected + 1
    return None
