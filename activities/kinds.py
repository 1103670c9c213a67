"""Kinds of activities, as the field knows them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    CLOSED = "closed", _("group: the same people each time")
    OPEN = "open", _("club: come when you like")
    EVENT = "event", _("event: one day")
