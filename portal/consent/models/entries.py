"""What one worker wrote down for somebody and a second has yet to stand for; nothing of it counts meanwhile."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.consent.kinds import AT_THE_DESK, FROM_A_CHILD, Method
from portal.consent.models.answers import Event
from portal.consent.models.links import GuardianLink
from portal.consent.models.people import PERSON, both_or_neither
from portal.consent.models.words import Notice
from portal.consent.purposes import Purpose


class Entry(models.Model):
    """A yes on paper or by word of mouth (CON-21): a guardian's, or with no link the child's own.

    Not an answer: as the last row of its speaker it would lift their standing no by the hand of one worker alone.
    `after` is the number of the speaker's last answer when it was written down: what they said since then stands.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(**PERSON)
    link = models.ForeignKey(GuardianLink, on_delete=models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    scope = models.CharField(max_length=80, blank=True)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=10, choices=Method.choices)
    evidence = models.CharField(max_length=60)
    words = models.CharField(max_length=300, blank=True)  # a child's own, as in the answer it becomes
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
            models.UniqueConstraint(
                fields=["child", "purpose", "scope"],
                condition=Q(settled_at__isnull=True, link__isnull=True),
                name="one_open_entry_of_a_child",
            ),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="entry_known_purpose"),
            models.CheckConstraint(
                condition=Q(link__isnull=False, words="", method__in=sorted(AT_THE_DESK))
                | Q(link__isnull=True, method__in=sorted(FROM_A_CHILD)),
                name="entry_by_hand",
            ),
            models.CheckConstraint(condition=~Q(entered_by=F("child")), name="entry_by_somebody_else"),
            models.CheckConstraint(condition=~Q(evidence=""), name="entry_has_its_evidence"),
            models.CheckConstraint(condition=both_or_neither("settled_at", "settled_by"), name="settled_at_with_by"),
            models.CheckConstraint(
                condition=Q(event__isnull=True) | Q(settled_by__isnull=False) & ~Q(settled_by=F("entered_by")),
                name="another_worker_makes_it_count",
            ),
        ]

    @property
    def speaker(self):
        """Whose answer it would be."""
        return self.link.guardian if self.link else self.child
