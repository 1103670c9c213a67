"""Wishes and their answers."""

from datetime import date, datetime, timedelta
from uuid import UUID

from portal.privacy import vault
from portal.privacy.models import Parcel, Wish
from portal.privacy.queries.openings import decided_by
from portal.privacy.states import WishState

WORKING_DAYS = 15


def due(on: date) -> date:
    """Fifteen working days later. Holidays are counted as work, so that we are never later than the law."""
    left = WORKING_DAYS
    while left:
        on += timedelta(days=1)
        left -= on.weekday() < 5
    return on


def wishes_of(person, *, about: UUID):
    """What this reader asked about this child, newest first."""
    return Wish.objects.visible_to(person).filter(person=about).select_related("parcel").order_by("-asked_at")


def wishes_to_answer(worker, *, at: datetime):
    """What families wait for, the longest due first; none for who does not decide."""
    return decided_by(worker, Wish.objects.filter(state=WishState.ASKED).order_by("due_on", "asked_at"), at=at)


def parcels_of(person, *, at: datetime):
    """Copies that are ready for whoever asked for them, and still here."""
    return Parcel.objects.filter(wish__by=person.pk, expires_at__gt=at).select_related("wish")


def wish_plain(row: Wish) -> str:
    """For this part and the page that answers: what was wished, in the family's words."""
    return vault.unseal(row.sealed, key_id=row.key_id, bound_to=f"wish:{row.person}").decode() if row.key_id else ""


def unpacked(parcel: Parcel) -> bytes:
    """The zip, for the one who asked; come by it through `parcels_of`."""
    return vault.unseal(parcel.sealed, key_id=parcel.key_id, bound_to=f"copy:{parcel.wish_id}")
