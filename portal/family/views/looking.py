"""Who looked, in a family's words: when, in which role, for which office, for what. Never a name."""

from dataclasses import dataclass
from datetime import datetime

from portal.accounts.roles import Role
from portal.directory import queries as directory
from portal.privacy import queries as privacy


@dataclass(frozen=True)
class Look:
    at: datetime
    role: str
    office: str
    what_for: str


def looks(child, *, reader) -> list[Look]:
    """Newest first. What the worker wrote as a reason stays at the desk: it may tell of somebody else."""
    found = list(privacy.looks_shown(child.pk, reader.pk))
    offices = directory.offices_named({row.office for row in found if row.office})
    return [
        Look(
            row.at,
            _short(Role(row.role).label) if row.role in Role.values else "",
            offices.get(row.office, ""),
            row.request.get_code_display() if row.request else "",
        )
        for row in found
    ]


def _short(label: object) -> str:
    """ "social worker" of "social worker: checks a family's papers …"."""
    return str(label).replace("：", ":").partition(":")[0]
