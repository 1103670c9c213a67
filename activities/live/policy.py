"""Which page of a room is whose."""

from django.urls import reverse


def page_of(room, person) -> str:
    return reverse("live_desk:room" if person.is_staff else "live:room", args=[room.pk])


def door_of(person) -> str:
    """The name of the address that takes this person's forms."""
    return "live_desk:do" if person.is_staff else "live:do"
