"""A child's ways in: the card that would open something, and the phones that know the child."""

import hashlib
from datetime import datetime

from django.db.models import QuerySet

from portal.accounts.models import Card, ChildSecret, Device
from portal.accounts.states import CardState


def card_of(token: str, *, at: datetime) -> Card | None:
    """The card, while it would open something. Looking does not use it up: chat apps look at every link."""
    return (
        Card.objects.select_related("child")
        .filter(token_hash=hashed(token), state=CardState.READY, expires_at__gt=at, child__is_active=True)
        .first()
    )


def cards_of(child, *, at: datetime) -> tuple[Card | None, Card | None]:
    """The card that is out and would open something to whoever finds it, and the one that was used last."""
    known = Card.objects.filter(child=child, state__in=[CardState.READY, CardState.USED])
    cards = list(known.order_by("-used_at", "-made_at"))
    out = next((card for card in cards if card.state == CardState.READY and card.expires_at > at), None)
    return out, next((card for card in cards if card.state == CardState.USED), None)


def devices(tokens: list[str]) -> list[Device]:
    """Devices whose tokens these are, of children whose account is open; one for each child, the newest."""
    found = (
        Device.objects.select_related("child", "child__secret")
        .filter(token_hash__in=[hashed(token) for token in tokens], ended_at=None, child__is_active=True)
        .order_by("bound_at")
    )
    return list({device.child_id: device for device in found}.values())


def phones_of(child) -> QuerySet[Device]:
    """The phones on which a child may come in, the newest first."""
    return Device.objects.filter(child=child, ended_at=None).order_by("-bound_at", "pk")


def secret_of(child) -> ChildSecret | None:
    """Which kind a child comes in with, and since when; what it is, nobody can read."""
    return ChildSecret.objects.filter(child=child).first()


def hashed(token: str) -> str:
    """Tokens are long and random, so a plain hash keeps them."""
    return hashlib.sha256(token.encode()).hexdigest()
