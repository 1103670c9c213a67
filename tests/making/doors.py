"""How a child comes in, in tests: a card, four pictures, a door."""

from django.urls import reverse
from django.utils import timezone

from portal.accounts import actions
from portal.accounts.models import Device
from tests.making import accounts as make

FOUR = ["kite", "bell", "moon", "fish"]
WRONG = ["fish", "moon", "bell", "kite"]


def new_card(child, at=None) -> str:
    """The address of a fresh card."""
    _card, token = actions.make_card(by=make.guardian(), child=child, at=at or timezone.now())
    return reverse("card", args=[token])


def bind(client, child, *, phone="shared", pictures=FOUR):
    """Uses a card and keeps four pictures, as a child does without script; leaves the child signed in."""
    client.post(new_card(child), {"phone": phone})
    return client.post(reverse("signin_choose"), {"so_far": " ".join(pictures), "keep": "1"})


def door(child) -> str:
    return reverse("signin_answer", args=[Device.objects.filter(child=child).latest("bound_at").pk])


def signed_in(client) -> str | None:
    return client.session.get("_auth_user_id")
