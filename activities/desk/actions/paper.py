"""A list that was kept on paper: all its lines or none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from activities.desk.actions.days import note
from activities.desk.models import Mark
from activities.desk.states import Said
from activities.models import Session


@dataclass(frozen=True)
class Line:
    child: UUID
    says: str
    came: datetime
    went: datetime | None = None


@transaction.atomic
def note_paper(*, by, session: Session, sheet: UUID, lines: Iterable[Line], at: datetime) -> list[Mark]:
    """`sheet` names the form: the same sheet sent twice is one. A child who came and went makes two lines."""
    made = []
    for line in lines:
        steps = [(line.says, line.came)] + ([(Said.LEFT, line.went)] if line.went else [])
        for says, happened in steps:
            key = uuid5(sheet, f"{line.child}:{says}")
            made.append(note(by=by, session=session, child=line.child, says=says, happened=happened, key=key, at=at))
    return made
