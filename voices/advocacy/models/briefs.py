"""A brief and the children's words in it; each quote keeps what made it permissible (ETH-16)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.text.both import InBoth
from voices.advocacy.models.campaigns import Campaign
from voices.advocacy.states import BriefState
from voices.kinds import Gender
from voices.models import Revision, Voice

PERSON = {"to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "related_name": "+"}


class BriefQuerySet(models.QuerySet):
    def public(self):
        return self.filter(state=BriefState.RELEASED)

    def visible_to(self, person, *, offices):
        mine = person.is_authenticated and person.is_staff
        return self.filter(campaign__office__in=offices) if mine else self.none()


class Brief(models.Model):
    """Its title is a child's sentence (a quote marked so); the official title stands when that sentence is gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="briefs")
    subtitle = models.CharField(_("official title"), max_length=80)
    subtitle_en = models.CharField(_("official title, in English"), max_length=160)
    method = models.TextField(_("how we asked: when, where, who helped, what we do not know"), max_length=800)
    method_en = models.TextField(_("how we asked, in English"), max_length=1200)
    state = models.CharField(max_length=10, choices=BriefState.choices, default=BriefState.DRAFT, editable=False)
    made_by = models.ForeignKey(**PERSON)
    made_at = models.DateTimeField()
    released_by = models.ForeignKey(**PERSON, null=True)
    released_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(**PERSON, null=True)
    withdrawn_at = models.DateTimeField(null=True)
    attention_at = models.DateTimeField(null=True)  # words in it were taken back; somebody has to look

    label = InBoth("subtitle")
    method_label = InBoth("method")

    objects = BriefQuerySet.as_manager()

    class Meta:
        verbose_name = _("brief")
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=BriefState.values), name="known_state_of_brief"),
            models.CheckConstraint(
                condition=Q(state=BriefState.DRAFT, released_at=None, released_by=None)
                | (~Q(state=BriefState.DRAFT) & Q(released_at__isnull=False, released_by__isnull=False)),
                name="brief_released_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(state=BriefState.WITHDRAWN, withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                | (~Q(state=BriefState.WITHDRAWN) & Q(withdrawn_at=None, withdrawn_by=None)),
                name="brief_withdrawn_at_and_by",
            ),
            # Two different people put a brief out, whoever they are (MOD-6).
            models.CheckConstraint(
                condition=Q(released_by=None) | ~Q(released_by=F("made_by")), name="brief_released_by_another"
            ),
        ]

    def __str__(self):
        return self.label


class Quote(models.Model):
    """An exact slice of an approved revision, with the decisions and answers it stood on when it was taken."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brief = models.ForeignKey(Brief, models.PROTECT, related_name="quotes")
    voice = models.ForeignKey(Voice, models.PROTECT, related_name="+")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    is_title = models.BooleanField(default=False)
    age_years = models.PositiveSmallIntegerField(null=True)
    gender = models.CharField(max_length=5, choices=Gender.choices, blank=True)
    decisions = models.JSONField()  # ids of the decisions that approved this revision
    consents = models.JSONField()  # ids of the answers that permitted it, of publishing and of this campaign
    made_by = models.ForeignKey(**PERSON)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("quote")
        ordering = ["-is_title", "made_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="quote_is_a_slice"),
            models.CheckConstraint(condition=~Q(text=""), name="quote_has_words"),
            models.CheckConstraint(condition=~Q(decisions=[]) & ~Q(consents=[]), name="quote_has_its_chain"),
            models.UniqueConstraint(fields=["brief", "revision", "start", "end"], name="quoted_once_in_a_brief"),
            models.UniqueConstraint(fields=["brief"], condition=Q(is_title=True), name="one_title_per_brief"),
        ]


class Recommendation(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brief = models.ForeignKey(Brief, models.CASCADE, related_name="recommendations")
    what = models.CharField(_("what we ask for"), max_length=120)
    what_en = models.CharField(_("what we ask for, in English"), max_length=200)
    by_when = models.DateField(_("until when"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=1)

    label = InBoth("what")

    class Meta:
        ordering = ["position", "id"]
