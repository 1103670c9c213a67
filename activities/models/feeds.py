"""The secret address at which a calendar reads somebody's times; only a hash of it is kept."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Feed(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    mark = models.CharField(max_length=64, unique=True)
    neutral = models.BooleanField()  # says only that something is planned
    made_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(stopped_at=None), name="one_feed_per_person"),
            models.CheckConstraint(
                condition=Q(stopped_at=None) | Q(stopped_at__gte=F("made_at")), name="feed_stops_after_it_is_made"
            ),
        ]
