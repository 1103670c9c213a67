"""A list that was kept on paper: all its lines or none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from activities.desk import queries
from activities.desk.actions.days import note
from activities.desk.actions.refusals import AlreadySaid
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
    """`sheet` names the form: the same sheet sent twice is one. A child who came and went makes two lines. Of a child
    about whom somebody noted something meanwhile the sheet says nothing more."""
    session = Session.objects.select_for_update(of=("self",)).select_related("activity").get(pk=session.pk)
    lines, made = list(lines), []
    _untold(session, sheet, lines)
    for line in lines:
        steps = [(line.says, line.came)] + ([(Said.LEFT, line.went)] if line.went else [])
        for says, happened in steps:
            key = _key(sheet, line.child, says)
            made.append(note(by=by, session=session, child=line.child, says=says, happened=happened, key=key, at=at))
    return made


def _untold(session: Session, sheet: UUID, lines: list[Line]) -> None:
    ours = {_key(sheet, line.child, says) for line in lines for says in Said.values}
    marks = Mark.objects.filter(session=session, child__in=[line.child for line in lines]).select_related("child")
    others = sorted(mark.child.pseudonym for mark in queries.standing(marks).values() if mark.key not in ours)
    if others:
        words = _("Something was noted meanwhile about: %(names)s. Look at the day's list, then empty these lines.")
        raise AlreadySaid(words % {"names": ", ".join(others)})


def _key(sheet: UUID, child: UUID, says: str) -> UUID:
    return uuid5(sheet, f"{child}:{says}")
