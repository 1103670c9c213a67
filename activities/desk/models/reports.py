"""What is reported of an activity for a term: drafted from data, written on by people, read by another."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activities.desk.kinds import Part
from activities.desk.states import ReportState
from activities.models import Activity

HANDED = Q(handed_at__isnull=False)
READ = Q(reviewed_by__isnull=False, reviewed_at__isnull=False)
NOT_READ = Q(reviewed_by=None, reviewed_at=None)


class TermReport(models.Model):
    """One for an activity and a time. Nobody's name is in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="reports")
    name = models.CharField(_("of which time"), max_length=60)
    first = models.DateField()
    last = models.DateField()
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    handed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    remark = models.CharField(_("what should be different"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("term report")
        ordering = ["-first", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "first", "last"], name="one_report_per_time"),
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="known_state_of_report"),
            models.CheckConstraint(condition=Q(first__lte=F("last")), name="a_report_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT, handed_at=None) & NOT_READ
                | Q(state=ReportState.HANDED) & HANDED & NOT_READ
                | Q(state=ReportState.FINAL) & HANDED & READ,
                name="report_says_what_it_went_through",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("made_by")), name="report_read_by_another"
            ),
        ]


class Section(models.Model):
    """One part of a report. `version` rises with each writing, so that nobody writes over words they did not see."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(TermReport, models.CASCADE, related_name="sections")
    part = models.CharField(max_length=12, choices=Part.choices)
    words = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("section of a report")
        constraints = [
            models.UniqueConstraint(fields=["report", "part"], name="one_section_per_part"),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="known_part_of_report"),
            models.CheckConstraint(
                condition=Q(version=0, written_by=None, written_at=None)
                | Q(version__gte=1, written_by__isnull=False, written_at__isnull=False),
                name="a_section_is_drafted_or_written",
            ),
        ]
