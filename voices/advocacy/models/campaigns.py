"""A campaign carries children's words to exactly one office, and asks each family about exactly that."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.text.both import InBoth
from voices.models import Voice

PERSON = {"to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "related_name": "+"}


class CampaignQuerySet(models.QuerySet):
    def visible_to(self, person, *, offices):
        """A curator sees their own offices' campaigns; `offices` comes from `accounts.queries.offices`."""
        return self.filter(office__in=offices) if person.is_authenticated and person.is_staff else self.none()


class Campaign(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("what it is about"), max_length=60)
    title_en = models.CharField(_("what it is about, in English"), max_length=120)
    office = models.ForeignKey("directory.Office", models.PROTECT, related_name="+")
    recipient = models.ForeignKey(
        "directory.Office", models.PROTECT, related_name="+", verbose_name=_("who receives it")
    )
    opened_by = models.ForeignKey(**PERSON)
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField(_("asked until"))

    label = InBoth("title")

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(condition=Q(opened_at__lt=F("ends_at")), name="campaign_ends_after_it_opens"),
            models.CheckConstraint(condition=~Q(office=F("recipient")), name="campaign_goes_to_another_office"),
        ]

    def __str__(self):
        return self.label


class Asked(models.Model):
    """A family was asked whether this voice may go into this campaign."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="asked")
    voice = models.ForeignKey(Voice, models.PROTECT, related_name="+")
    by = models.ForeignKey(**PERSON)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "voice"], name="one_ask_per_voice_and_campaign")]
