"""Organisations, their offices and hours, and places a child or family can turn to."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.directory.kinds import OrganisationKind

STALE_AFTER = timedelta(days=180)  # a help line nobody checked for half a year hides itself


class InTwoLanguages(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        return self.in_language("name")

    def in_language(self, field: str) -> str:
        """The field's text in the active language, or in Chinese when nobody has written the other."""
        english = (get_language() or "").startswith("en") and getattr(self, f"{field}_en")
        return english or getattr(self, field)


class Organisation(InTwoLanguages):
    kind = models.CharField(_("kind"), max_length=10, choices=OrganisationKind.choices, default=OrganisationKind.OTHER)

    class Meta:
        verbose_name = _("organisation")
        constraints = [models.UniqueConstraint(fields=["name"], name="one_organisation_per_name")]


class Office(InTwoLanguages):
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="offices")
    area = models.CharField(_("area"), max_length=60, blank=True)
    ours = models.BooleanField(_("ours: staff belong to it"), default=False)
    receives = models.BooleanField(_("receives what children say and owes an answer"), default=False)
    # How anybody reaches it: a public address or telephone. A family reads it before it says yes (CON-23).
    contact = models.CharField(_("how anybody reaches it"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("office")
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_office_per_name")]


class DutyHours(models.Model):
    """Weekly hours in which somebody of the office answers (Asia/Shanghai wall time)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="duty_hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"))  # 0 is Monday
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))  # not after midnight: a night shift is two rows

    class Meta:
        verbose_name = _("duty hours")
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="duty_on_a_weekday"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="duty_closes_after_opening"),
        ]


class Service(InTwoLanguages):
    """Where to find help: words a child understands, a number, hours, and when somebody last rang to check."""

    words = models.CharField(_("for what, in a child's words"), max_length=120, blank=True)
    words_en = models.CharField(_("for what, in English"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    hours = models.CharField(_("hours"), max_length=60, blank=True)
    hours_en = models.CharField(_("hours in English"), max_length=80, blank=True)
    national = models.BooleanField(_("reaches the whole country"), default=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="services")
    place = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    checked_on = models.DateField(_("last checked on"))

    class Meta:
        verbose_name = _("place to find help")
        ordering = ["place", "name"]
        constraints = [models.UniqueConstraint(fields=["name", "phone"], name="one_service_per_name_and_phone")]

    @property
    def what_for(self) -> str:
        return self.in_language("words")

    @property
    def when(self) -> str:
        return self.in_language("hours")
