"""Kinds of questions, and how many there may be."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    WORDS = "words", _("short words")
    ONE = "one", _("one of several")
    SEVERAL = "several", _("any of several")
    YES_NO = "yes_no", _("yes or no")


OFFERING = (Kind.ONE, Kind.SEVERAL)  # those with choices written by whoever asks
LONGEST = 80  # a few words
MOST_CHOICES = 8
MOST = 6  # questions; more is a form from an office
