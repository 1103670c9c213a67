"""What those who lead wrote to a whole group, to how many, and who stood for it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activities.desk.kinds import To
from activities.models import Activity, Session
from portal.text.both import InBoth

MANY = 30  # receivers; more are written to by two colleagues


class Sending(models.Model):
    """Words to everybody of an activity, or to those who are at one session.

    They leave when they are released, at once where few receive them; whoever receives them is worked out then and kept
    as a number alone. The key is made by the page, so that a form sent twice is one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="sendings")
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="+")  # only who is here at it
    to = models.CharField(_("to whom"), max_length=10, choices=To.choices)
    words = models.CharField(max_length=400, blank=True)
    words_en = models.CharField(max_length=600, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    receivers = models.PositiveIntegerField(null=True)
    dropped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)

    label = InBoth("words")

    class Meta:
        verbose_name = _("message to a group")
        ordering = ["-made_at", "id"]
        indexes = [models.Index(fields=["activity", "-made_at"], name="sending_of_activity")]
        constraints = [
            models.CheckConstraint(condition=Q(to__in=To.values), name="sending_to_whom_is_known"),
            models.CheckConstraint(condition=~Q(words="") | ~Q(words_en=""), name="sending_says_something"),
            models.CheckConstraint(
                condition=Q(released_by=None, released_at=None, receivers=None)
                | Q(released_by__isnull=False, released_at__isnull=False, receivers__isnull=False),
                name="sending_released_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(dropped_by=None, dropped_at=None) | Q(dropped_by__isnull=False, dropped_at__isnull=False),
                name="sending_dropped_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(dropped_at=None) | Q(released_at=None), name="sending_released_or_dropped"
            ),
            models.CheckConstraint(
                condition=Q(receivers=None) | Q(receivers__lte=MANY) | ~Q(released_by=F("made_by")),
                name="many_are_written_to_by_two",
            ),
        ]
