"""Kinds of activities, as the field knows them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    CLOSED = "closed", _("group: the same people each time")
    OPEN = "open", _("club: come when you like")
    EVENT = "event", _("event: one day")


class Priority(TextChoices):
    """Who gets a place when more children want to come than there are places; stated on the page."""

    FIRST = "first", _("who says yes first")
    LOTTERY = "lottery", _("drawn by lot")
    CHOICE = "choice", _("those who lead choose")


class News(TextChoices):
    """What families are told about a session by itself."""

    DAY = "day", _("the day before")
    HOURS = "hours", _("two hours before")
    AFTER = "after", _("afterwards")


class Face(TextChoices):
    GOOD = "good", _("it was good")
    FAIR = "fair", _("so-so")
    BAD = "bad", _("not good")
