"""What is kept of one person, as one reader of the family may see it (PRI-5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from portal.privacy import registry
from portal.privacy.registry import HOME, Kept
from portal.rows.counting import counts


@dataclass(frozen=True)
class Counted:
    kind: object
    number: int
    goes: bool  # when a wish to erase is granted
    why: object


def kept_of(person: UUID, *, reader: UUID) -> list[Counted]:
    """Kinds and counts; a kind of which there is nothing is said too, so that nobody wonders."""
    tables = [table for _part, table in shown_to(person, reader)]
    numbers = counts([rows_of(table, person, reader) for table in tables])
    return [
        Counted(table.kind, number, table.erase or table.emptied, table.why)
        for table, number in zip(tables, numbers, strict=True)
    ]


def shown_to(person: UUID, reader: UUID) -> Iterator[tuple[str, Kept]]:
    """Tables this reader may know of. What is the child's own stays the child's own, its number too (CON-19)."""
    for part, tables in sorted(registry.kept.items()):
        for table in tables:
            if table.shown == HOME or reader == person:
                yield part, table


def rows_of(table: Kept, person: UUID, reader: UUID) -> QuerySet:
    if table.rows:
        return table.rows(person, reader)
    found = all_rows(table, person)
    return found.filter(**{table.mine: reader}) if table.mine else found


def all_rows(table: Kept, person: UUID) -> QuerySet:
    return apps.get_model(table.model).objects.filter(**{table.of: person})
