"""A family goes from one office to another: offered by the one, taken by the other."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.consent.models.people import PERSON, both_or_neither
from portal.directory.models import Office


class HandOver(models.Model):
    """An offer of one office's worker to another office; nothing moves before a worker there takes the family."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(**PERSON)
    since = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")  # who has known the family
    to = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(**PERSON)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(**PERSON, null=True)
    taken = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("hand-over of a family")
        constraints = [
            models.UniqueConstraint(
                fields=["child"], condition=Q(settled_at__isnull=True), name="one_open_hand_over_per_child"
            ),
            models.CheckConstraint(condition=~Q(since=F("to")), name="handed_to_another_office"),
            models.CheckConstraint(condition=both_or_neither("settled_at", "settled_by"), name="hand_over_settled_by"),
            models.CheckConstraint(
                condition=Q(taken=False) | Q(settled_by__isnull=False) & ~Q(settled_by=F("asked_by")),
                name="another_worker_takes_the_family",
            ),
        ]
