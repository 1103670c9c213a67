"""A draw of places: the seal of its seed stands on the page before the first name is in, the seed itself afterwards."""

import uuid

from django.db import models
from django.db.models import Q

from activities.models.facts import Activity


class Draw(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.OneToOneField(Activity, models.CASCADE, related_name="draw")
    seed = models.CharField(max_length=64)  # shown to nobody before `drawn_at`
    seal = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
    drawn_at = models.DateTimeField(null=True)
    drawn = models.JSONField(default=list)  # the lots in the order in which they came out; a child who goes later stays

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(seed="") & ~Q(seal="") & (Q(drawn_at=None) | Q(drawn_at__gt=models.F("sealed_at"))),
                name="drawn_after_sealed",
            )
        ]

    @property
    def shown_seed(self) -> str:
        return self.seed if self.drawn_at else ""
