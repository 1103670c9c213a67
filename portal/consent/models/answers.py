"""The answers: rows that are only ever added."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.consent.kinds import BY_HAND, Method, Reason
from portal.consent.models.links import GuardianLink
from portal.consent.models.people import PERSON
from portal.consent.models.words import Notice
from portal.consent.purposes import Purpose, Say
from portal.consent.states import NOES, YESES, Speaker, State


class Event(models.Model):
    """One answer of one person, kept for ever (CON-2). The last one per person counts.

    `number` is dense per person and question: two answers at one moment cannot both be the next.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(**PERSON, db_index=False)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    scope = models.CharField(max_length=80, blank=True)
    actor = models.ForeignKey(**PERSON)
    number = models.PositiveIntegerField()
    role = models.CharField(max_length=10, choices=Speaker.choices)
    link = models.ForeignKey(GuardianLink, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=20, choices=State.choices)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=10)
    method = models.CharField(max_length=10, choices=Method.choices)
    words = models.CharField(max_length=300, blank=True)  # a child's own words of assent; no guardian reads them
    helper = models.CharField(max_length=60, blank=True)  # who read it with a child under 8
    # On paper or spoken: the actor is still who answered; two workers stand for it, and a number leads to the paper.
    entered_by = models.ForeignKey(**PERSON, null=True)
    confirmed_by = models.ForeignKey(**PERSON, null=True)
    evidence = models.CharField(max_length=60, blank=True)  # never the paper itself, never a picture of it
    # What was asked in particular, and which offices would receive it, as it stood at that moment (CON-23).
    asked = models.JSONField(null=True)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)  # why it ended by nobody's answer
    at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("answer")
        constraints = [
            models.UniqueConstraint(fields=["child", "purpose", "scope", "actor", "number"], name="one_next_answer"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="event_known_purpose"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="event_known_state"),
            models.CheckConstraint(
                condition=Q(role=Speaker.CHILD, actor=F("child"), link__isnull=True)
                | Q(role=Speaker.GUARDIAN, link__isnull=False) & ~Q(actor=F("child")),
                name="child_or_linked_guardian",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[*sorted(YESES), State.PENDING])
                | Q(notice__isnull=False, expires_at__isnull=False),
                name="a_yes_read_something_and_ends",
            ),
            models.CheckConstraint(condition=Q(method__in=Method.values), name="event_known_method"),
            models.CheckConstraint(condition=Q(reason__in=["", *Reason.values]), name="event_known_reason"),
            models.CheckConstraint(
                condition=Q(reason="") | ~Q(state__in=[*sorted(YESES | NOES), State.PENDING]), name="no_reason_is_asked"
            ),
            models.CheckConstraint(
                condition=~Q(method__in=sorted(BY_HAND)) | Q(entered_by__isnull=False) & ~Q(evidence=""),
                name="by_hand_has_its_evidence",
            ),
            models.CheckConstraint(
                condition=~Q(method__in=sorted(BY_HAND), state__in=sorted(YESES)) | Q(confirmed_by__isnull=False),
                name="a_yes_by_hand_has_two_workers",
            ),
            models.CheckConstraint(
                condition=Q(entered_by__isnull=True) | ~Q(entered_by=F("actor")) & ~Q(entered_by=F("child")),
                name="nobody_enters_their_own",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | ~Q(confirmed_by=F("actor")) & ~Q(confirmed_by=F("child")) & ~Q(confirmed_by=F("entered_by")),
                name="another_worker_confirms",
            ),
        ]
        indexes = [models.Index(fields=["state", "expires_at"], name="consent_event_ends")]

    # Set by who decides: a birthday, a changed notice or the end of what was asked has stopped this yes.
    stopped = False

    def says(self, at: datetime) -> Say:
        if self.state in NOES:
            return Say.NO
        if self.state in YESES and not self.stopped and at < self.expires_at:
            return Say.YES
        return Say.NOTHING
