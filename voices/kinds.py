"""Kinds of things children say, and how a child may be named beside them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    STORY = "story", _("story")
    OPINION = "opinion", _("opinion")


class Gender(TextChoices):
    """Only if the child offers it, only for the line under their own words."""

    GIRL = "girl", _("girl")
    BOY = "boy", _("boy")


class Cause(TextChoices):
    """Why something is no longer shown. Whose no it was is never said."""

    CHILD = "child", _("the child took it back")
    CONSENT = "consent", _("a permission ended")
    JUDGED = "judged", _("it is being looked at again")
