"""Rows of one person's rights, read once for all lists of a page (`accounts.registry.rights`)."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from portal.accounts.registry import rights

ONE_PAGE = timedelta(minutes=1)


def once_a_page(what: str, user, at: datetime, rows: QuerySet) -> list:
    """These rows; inside one GET what was found a moment ago. Asked about another time, it is read anew."""
    kept = rights.remembered()
    if kept is None:
        return list(rows)
    found = kept.get((what, user.pk))
    if found is None or not timedelta() <= at - found[0] < ONE_PAGE:
        found = kept[what, user.pk] = (at, list(rows))
    return found[1]
