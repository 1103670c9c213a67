"""School terms of an area, and days that are not what their weekday says."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Term(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.CharField(_("area"), max_length=60)
    name = models.CharField(_("name"), max_length=40)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        verbose_name = _("school term")
        ordering = ["-starts_on", "area"]
        constraints = [
            models.UniqueConstraint(fields=["area", "starts_on"], name="one_term_per_first_day"),
            models.CheckConstraint(condition=Q(starts_on__lt=F("ends_on")), name="a_term_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(area=""), name="a_term_has_an_area"),
        ]


class SpecialDay(models.Model):
    """A day off, or a make-up workday: a Saturday on which school follows the timetable of a Friday."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.CharField(_("area"), max_length=60)
    day = models.DateField(_("day"))
    name = models.CharField(_("name"), max_length=40)
    follows = models.PositiveSmallIntegerField(null=True)  # 0 is Monday; nothing: no school and no session

    class Meta:
        verbose_name = _("special day")
        ordering = ["day", "area"]
        constraints = [
            models.UniqueConstraint(fields=["area", "day"], name="one_special_day_per_date"),
            models.CheckConstraint(condition=Q(follows=None) | Q(follows__lte=6), name="follows_a_weekday"),
            models.CheckConstraint(condition=~Q(area=""), name="a_special_day_has_an_area"),
        ]
