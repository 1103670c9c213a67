"""Sent to an office, and what it answered; an answer stays, a later one stands beside it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.text.both import InBoth
from voices.advocacy.models.briefs import Brief
from voices.advocacy.states import Outcome

PERSON = {"to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "related_name": "+"}


class Delivery(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brief = models.OneToOneField(Brief, models.PROTECT, related_name="delivery")
    office = models.ForeignKey("directory.Office", models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(**PERSON)
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        verbose_name = _("delivery")
        indexes = [models.Index(fields=["-sent_at"], name="advocacy_echoes")]
        constraints = [models.CheckConstraint(condition=Q(sent_at__lt=F("due_at")), name="due_after_sent")]


class Answer(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="answers")
    outcome = models.CharField(_("decision"), max_length=10, choices=Outcome.choices)
    reason = models.CharField(_("why, in plain words a child understands"), max_length=60)
    reason_en = models.CharField(_("why, in English"), max_length=120, blank=True)
    next_on = models.DateField(_("next news on"), null=True, blank=True)
    by = models.ForeignKey(**PERSON)
    at = models.DateTimeField()

    reason_label = InBoth("reason")

    class Meta:
        verbose_name = _("answer of an office")
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="known_outcome"),
            models.CheckConstraint(condition=~Q(reason=""), name="no_outcome_without_reason"),
        ]
