"""What helps a child on the day: allergies, whom to call, who may collect; every look is written down."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from activities.desk import queries
from activities.desk.states import Said
from activities.models import Session
from portal.accounts.models import User
from portal.privacy import actions as privacy


@dataclass(frozen=True)
class Card:
    """Not shown by repr: neither a log nor an error page prints a child's health."""

    child: User = field(repr=False)
    notes: dict = field(repr=False)
    contacts: list = field(repr=False)
    collectors: list = field(repr=False)


@transaction.atomic
def open_card(*, by, child: User, at: datetime) -> Card:
    """Opens the card of one child by the leave of whoever is on duty. Raises NotAllowed."""
    return _card(child, privacy.look_on_duty(by=by, person=child.pk, at=at), queries.collectors([child.pk]))


@transaction.atomic
def crisis_list(*, by, session: Session, at: datetime) -> list[Card]:
    """The cards of all who are here or still to come, one look each; all or none."""
    rows = [row for row in queries.day(session).rows if row.says in {"", Said.ARRIVED}]
    listed = queries.collectors([row.child.pk for row in rows])
    return [_card(row.child, privacy.look_on_duty(by=by, person=row.child.pk, at=at), listed) for row in rows]


def _card(child: User, care, listed: dict[UUID, list[dict]]) -> Card:
    return Card(child, care.notes, care.contacts, listed.get(child.pk, []))
