"""Rows of one person's rights, read once for all lists of a page (`accounts.registry.rights`)."""

from collections.abc import Callable
from datetime import datetime, timedelta

from portal.accounts.registry import rights

ONE_PAGE = timedelta(minutes=1)


def once_a_page(what: str, user, at: datetime, read: Callable[..., list]) -> list:
    """What `read(person, at=at)` finds; inside one GET what was found a moment ago. Asked about another time, it reads
    anew."""
    kept = rights.remembered()
    if kept is None:
        return read(user.pk, at=at)
    found = kept.get((what, user.pk))
    if found is None or not timedelta() <= at - found[0] < ONE_PAGE:
        found = kept[what, user.pk] = (at, read(user.pk, at=at))
    return found[1]
