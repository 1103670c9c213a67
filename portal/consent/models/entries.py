"""What one worker wrote down for a guardian and a second has yet to stand for; nothing of it counts meanwhile."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.consent.kinds import AT_THE_DESK, Method
from portal.consent.models.answers import Event
from portal.consent.models.links import GuardianLink
from portal.consent.models.people import PERSON, both_or_neither
from portal.consent.models.words import Notice
from portal.consent.purposes import Purpose


class Entry(models.Model):
    """A yes on paper or by word of mouth (CON-21).

    Not an answer: as the last row of its guardian it would lift their standing no by the hand of one worker alone.
    `after` is the number of the guardian's last answer when it was written down: what they said since then stands.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    link = models.ForeignKey(GuardianLink, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    scope = models.CharField(max_length=80, blank=True)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=10, choices=Method.choices)
    evidence = models.CharField(max_length=60)
    after = models.PositiveIntegerField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(**PERSON)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(**PERSON, null=True)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, null=True, related_name="+")  # none: dropped

    class Meta:
        verbose_name = _("yes that waits for a second worker")
        constraints = [
            models.UniqueConstraint(
                fields=["link", "purpose", "scope"], condition=Q(settled_at__isnull=True), name="one_open_entry"
            ),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="entry_known_purpose"),
            models.CheckConstraint(condition=Q(method__in=sorted(AT_THE_DESK)), name="entry_by_hand"),
            models.CheckConstraint(condition=~Q(evidence=""), name="entry_has_its_evidence"),
            models.CheckConstraint(condition=both_or_neither("settled_at", "settled_by"), name="settled_at_with_by"),
            models.CheckConstraint(
                condition=Q(event__isnull=True) | Q(settled_by__isnull=False) & ~Q(settled_by=F("entered_by")),
                name="another_worker_makes_it_count",
            ),
        ]
