"""What a family has been asked, and of what it was reminded."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.consent.models.answers import Event
from portal.consent.models.people import PERSON
from portal.consent.purposes import REMIND_DAYS, Purpose


class Ask(models.Model):
    """A family has been asked for something in particular; `about` says in both languages what."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(**PERSON)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    scope = models.CharField(max_length=80, blank=True)
    about = models.JSONField(default=dict)
    # Who outside would receive it: [{"name": {language: words}, "organisation": {…}, "area": words}] (CON-23).
    recipients = models.JSONField(default=list)
    ends_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(**PERSON)

    class Meta:
        verbose_name = _("question to a family")
        constraints = [
            models.UniqueConstraint(fields=["child", "purpose", "scope"], name="asked_once"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="ask_known_purpose"),
        ]

    def about_in(self, language: str) -> str:
        return self.about.get(language) or self.about.get("zh-hans") or next(iter(self.about.values()), "")


class Reminder(models.Model):
    """Somebody was reminded that this answer of theirs ends in so many days; once each (CON-12)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    days = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("reminder")
        constraints = [
            models.UniqueConstraint(fields=["event", "days"], name="reminded_once"),
            models.CheckConstraint(condition=Q(days__in=REMIND_DAYS), name="reminded_on_known_days"),
        ]
