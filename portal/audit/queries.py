"""Reading the record."""

from portal.audit.models import Line, Seal


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
    found = {}
    for seal in Seal.objects.order_by("position").iterator(chunk_size=2000):
        if seal.position != expected:
            return expected
        if not found:
            keys = list(
                Seal.objects.filter(position__gte=expected, position__lt=expected + 2000).values_list(
                    "line_key", flat=True
                )
            )
            found = {line.key: line for line in Line.objects.filter(key__in=keys)}
        line = found.pop(seal.line_key, None)
        if line is None or line.digest(before) != seal.digest:
            return expected
        before, expected = seal.digest, expected + 1
    return None
