"""Kinds of people; a person is one kind for life, except that a child grows up."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    CHILD = "child", _("child")
    GUARDIAN = "guardian", _("guardian")
    STAFF = "staff", _("staff")
    PARTNER = "partner", _("partner office")


class Avatar(TextChoices):
    """Sixteen very different objects, never faces; the same sixteen make the picture sign-in (PassTiles study)."""

    KITE = "kite", _("kite")
    PERSIMMON = "persimmon", _("persimmon")
    BELL = "bell", _("bell")
    BICYCLE = "bicycle", _("bicycle")
    CAT = "cat", _("cat")
    MOON = "moon", _("moon")
    BOOTS = "boots", _("rain boots")
    THERMOS = "thermos", _("thermos")
    LIBRARY_CARD = "library-card", _("library card")
    BASKETBALL = "basketball", _("basketball")
    STREET_LAMP = "street-lamp", _("street lamp")
    DUMPLING = "dumpling", _("dumpling")
    UMBRELLA = "umbrella", _("umbrella")
    FISH = "fish", _("fish")
    PINWHEEL = "pinwheel", _("pinwheel")
    KEY = "key", _("key")
