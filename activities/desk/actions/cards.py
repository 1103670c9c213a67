"""What helps a child on the day: allergies, whom to call, who may collect; every look is written down."""

from dataclasses import dataclass, field
from datetime import datetime

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
    return _cards(by, [child], at)[0]


@transaction.atomic
def crisis_list(*, by, session: Session, at: datetime) -> list[Card]:
    """The cards of all who are here or still to come, one look each; all or none, in as many queries for thirty as for
    one. A guest of whom every line was taken back does not come."""
    rows = queries.day(session).rows
    return _cards(by, [row.child for row in rows if row.says == Said.ARRIVED or not (row.says or row.guest)], at)


def _cards(by, children: list[User], at: datetime) -> list[Card]:
    persons = [child.pk for child in children]
    found, listed = privacy.look_on_duty(by=by, persons=persons, at=at), queries.collectors(persons)
    return [Card(each, found[each.pk].notes, found[each.pk].contacts, listed.get(each.pk, [])) for each in children]
