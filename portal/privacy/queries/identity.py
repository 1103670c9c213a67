"""What may be asked of the vault without opening it: ages, and whether a text holds somebody's real name."""

import json
from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery

from portal.privacy import vault
from portal.privacy.models import Identity, NameMark
from portal.privacy.registry import births

CHUNK = 500


def age(person: UUID, *, on: date) -> int | None:
    """Age in years on that day, or None for someone the vault does not know."""
    return ages([person], on=on)[person]


def ages(people: Iterable[UUID], *, on: date) -> dict[UUID, int | None]:
    """Ages in years on that day, one query; a number leaves the vault, never the date. One page asks about one person
    once, and opens what it found at each asking."""
    found: dict[UUID, int | None] = dict.fromkeys(people)
    kept = births.remembered()
    rows = {} if kept is None else kept
    new = [person for person in found if person not in rows]
    if new:
        rows.update(dict.fromkeys(new) | {row.person: row for row in Identity.objects.filter(person__in=new)})
    for person in found:
        if rows[person] is not None:
            found[person] = years(plain(rows[person])["birth_date"], on)
    return found


def with_birth(rows, person: str):
    """Rows of another part, each with what `age_beside` needs to know the age of its `person` without one more query.

    What travels is sealed; it is opened here and only a number comes out.
    """
    vault_row = Identity.objects.filter(person=OuterRef(person))
    return rows.annotate(
        birth_sealed=Subquery(vault_row.values("sealed")), birth_key=Subquery(vault_row.values("key_id"))
    )


def age_beside(row, person: UUID, *, on: date) -> int | None:
    """Age in years on that day from a row of `with_birth`; None for someone the vault does not know."""
    return (
        None if row.birth_sealed is None else years(_opened(row.birth_sealed, row.birth_key, person)["birth_date"], on)
    )


def age_of(row, person: UUID) -> Callable[[date], int | None]:
    """Like `age_beside`, opened once for several days: what comes out answers with numbers only."""
    if row.birth_sealed is None:
        return lambda on: None
    born = _opened(row.birth_sealed, row.birth_key, person)["birth_date"]
    return lambda on: years(born, on)


def years(born: str, on: date) -> int:
    """Born on 29 February, one is a year older on 1 March."""
    year, month, day = map(int, born.split("-"))
    return on.year - year - ((on.month, on.day) < (month, day))


def is_real_name(text: str) -> bool:
    """Whether the text is or holds the real name, or the given name, of anybody in the vault."""
    return _holds(text, NameMark.objects.all())


def bears_name(person: UUID, text: str) -> bool:
    """Whether the text holds this very person's own real or given name; says nothing of anybody else's."""
    return _holds(text, NameMark.objects.filter(identity__person=person))


def bears_name_of(persons: Iterable[UUID], text: str) -> bool:
    """The same of any of these people; one query, however long the text."""
    marks = set(NameMark.objects.filter(identity__person__in=list(persons)).values_list("mark", flat=True))
    wanted = {vault.mark(each, key) for key in vault.keys().values() for each in set(vault.candidates(text))}
    return not marks.isdisjoint(wanted)


def _holds(text: str, rows) -> bool:
    wanted = set(vault.candidates(text))
    marks = [vault.mark(each, key) for key in vault.keys().values() for each in wanted]
    chunks = [marks[start : start + CHUNK] for start in range(0, len(marks), CHUNK)]
    found = [rows.filter(mark__in=chunk).exists() for chunk in chunks]  # all of them, whatever one says
    return any(found)


def plain(row: Identity) -> dict:
    """For this part only: what the row holds."""
    return _opened(row.sealed, row.key_id, row.person)


def _opened(sealed: bytes, key_id: str, person: UUID) -> dict:
    return json.loads(vault.unseal(sealed, key_id=key_id, bound_to=str(person)))
