"""Kinds of words and reasons at the desk."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Task(TextChoices):
    """What an adult does at a session."""

    LEAD = "lead", _("leads")
    HELP = "help", _("helps")
    DOOR = "door", _("stands at the door")


class Why(TextChoices):
    """Why a session does not take place; families read these words."""

    ADULTS = "adults", _("not enough grown-ups can be there")
    WEATHER = "weather", _("the weather or the air")
    ROOM = "room", _("the room cannot be used")
    OTHER = "other", _("another reason")
