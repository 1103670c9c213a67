"""Kinds of organisations."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    OURS = "ours", _("our own organisation")
    BUREAU = "bureau", _("government office")
    SCHOOL = "school", _("school")
    CLINIC = "clinic", _("clinic or hospital")
    LIBRARY = "library", _("library")
    CHARITY = "charity", _("charity or social-work station")
    OTHER = "other", _("other")
