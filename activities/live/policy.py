"""Which page of a room is whose."""

from django.urls import reverse


def page_of(room, person) -> str:
    return reverse("live_desk:room" if person.is_staff else "live:room", args=[room.pk])
