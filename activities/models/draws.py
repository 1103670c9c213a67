"""A draw of places: the seal of its seed stands on the page before the first name is in, the seed itself afterwards."""

import uuid

from django.db import models
from django.db.models import Q

from activities.models.facts import Activity
from portal.figures import lots


class Draw(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.OneToOneField(Activity, models.CASCADE, related_name="draw")
    seed = models.CharField(max_length=64)  # shown to nobody before `drawn_at`
    sealed_at = models.DateTimeField()
    drawn = models.JSONField(default=list)  # the lots in the order in which they came out; a child who goes later stays

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(seed=""), name="a_draw_has_a_seed")]

    @property
    def seal(self) -> str:
        """Follows from the seed: whoever exchanged one would change the other, and the record has the first."""
        return lots.seal(self.seed)

    @property
    def drawn_at(self):
        return self.activity.settled_at

    @property
    def shown_seed(self) -> str:
        return self.seed if self.drawn_at else ""
