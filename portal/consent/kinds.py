"""For whom a notice is written, in which language, and how an answer reached us."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    GUARDIAN = "guardian", _("guardians")
    YOUNG = "6-8", _("children from 6 to 8")
    MIDDLE = "9-12", _("children from 9 to 12")
    OLDER = "13-17", _("children from 13 to 17")


class Method(TextChoices):
    TAP = "tap", _("tapped here")
    PAPERS = "papers", _("said here before, counted once the papers were seen")
    CLOCK = "clock", _("ran out by itself")


class Mood(TextChoices):
    """How a switch stands, for a screen; a pause never says whose no it is (CON-9)."""

    ON = "on", _("allowed")
    PAUSED = "paused", _("paused")
    YOURS = "yours", _("waiting for your answer")
    CHILD = "child", _("waiting for your child's yes")
    HOME = "home", _("waiting for home")
    PAPERS = "papers", _("waiting for the papers")


class Relation(TextChoices):
    MOTHER = "mother", _("mother")
    FATHER = "father", _("father")
    GRANDPARENT = "grandparent", _("grandparent")
    OTHER = "other", _("another guardian")
