"""The words people read before they answer, and what was weighed up before a purpose could be asked for at all."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.consent.content.wording import Words
from portal.consent.kinds import Audience, Verdict
from portal.consent.purposes import Purpose


class Notice(models.Model):
    """The exact words somebody read before answering; never changed, so they can be shown again years later (CON-3)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    audience = models.CharField(max_length=10, choices=Audience.choices)
    language = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    # What changed matters: earlier yeses of these readers stop on `renew_by` unless said anew (CON-16).
    material = models.BooleanField(default=False)
    renew_by = models.DateTimeField(null=True)
    # The same words read aloud; part of what was put in force, and as unchangeable.
    recording = models.ForeignKey("consent.Recording", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("notice")
        constraints = [
            models.UniqueConstraint(fields=["purpose", "audience", "language", "version"], name="one_notice_version"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="notice_known_purpose"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="notice_known_audience"),
            models.CheckConstraint(
                condition=Q(material=False, renew_by__isnull=True)
                | Q(material=True, renew_by__isnull=False, renew_by__gte=F("published_at")),
                name="a_material_change_has_its_day",
            ),
        ]

    @staticmethod
    def digest(text: str) -> str:
        return Words(text).sha256

    @property
    def intact(self) -> bool:
        return self.digest(self.text) == self.sha256

    @property
    def title(self) -> str:
        return Words(self.text).title

    @property
    def lead(self) -> list[str]:
        return Words(self.text).lead

    @property
    def brief(self) -> list[tuple[str, str]]:
        return Words(self.text).brief

    @property
    def sections(self) -> list[tuple[str, str]]:
        return Words(self.text).sections


class Assessment(models.Model):
    """What weighing up one purpose came to; rows are only added, the last one stands (CON-22).

    It is for one version of the purpose's rule: a rule that changed is weighed up anew before it is asked for again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    number = models.PositiveIntegerField()
    rule_version = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    decided_on = models.DateField()
    paper = models.CharField(max_length=120)  # where the assessment itself is kept
    kept_until = models.DateField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("impact assessment")
        constraints = [
            models.UniqueConstraint(fields=["purpose", "number"], name="one_next_assessment"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="assessment_known_purpose"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="assessment_known_verdict"),
            models.CheckConstraint(condition=Q(kept_until__gt=F("decided_on")), name="assessment_is_kept"),
        ]
