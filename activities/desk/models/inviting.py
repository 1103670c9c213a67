"""Children who were invited to an activity from a list; an invitation is a letter, no place and no answer."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models import Activity


class Invited(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="invited")
    child = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("invitation to an activity")
        ordering = ["made_at", "id"]
        constraints = [models.UniqueConstraint(fields=["activity", "child"], name="one_invitation_per_child")]
