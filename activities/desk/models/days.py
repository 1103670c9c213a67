"""What was said about children on the day of a session, and who may collect them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activities.desk.states import Company, Said
from activities.models import Session


class Mark(models.Model):
    """One line of a day's list; append-only. How a child stands follows from all of them (`queries.standing`).

    `key` is made where somebody taps, so that a tap that is sent twice is one; a mistake is put right by another line
    that `replaces` it, and both stay to be read. `pick_up` is an id only: who that was may be erased one day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(default=uuid.uuid4)
    session = models.ForeignKey(Session, models.PROTECT, related_name="marks")
    child = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    says = models.CharField(max_length=10, choices=Said.choices)
    at = models.DateTimeField()  # when it was so
    company = models.CharField(max_length=10, choices=Company.choices, blank=True)
    pick_up = models.UUIDField(null=True)
    replaces = models.UUIDField(null=True)  # the key of another line about the same child
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()  # when it reached us

    class Meta:
        verbose_name = _("line of a day's list")
        constraints = [
            models.UniqueConstraint(fields=["session", "key"], name="one_line_per_tap"),
            models.CheckConstraint(condition=Q(says__in=Said.values), name="known_word_of_a_day"),
            models.CheckConstraint(
                condition=Q(company="") | Q(company__in=Company.values, says=Said.LEFT), name="company_when_leaving"
            ),
            models.CheckConstraint(
                condition=Q(pick_up=None) | Q(company=Company.LISTED), name="somebody_of_the_list_when_listed"
            ),
            models.CheckConstraint(
                condition=~Q(says=Said.NOTHING) | Q(replaces__isnull=False), name="nothing_stands_for_a_line"
            ),
            models.CheckConstraint(condition=~Q(replaces=F("key")), name="no_line_replaces_itself"),
        ]


class PickUp(models.Model):
    """Somebody who may collect a child and says nothing for it: a grandmother, a neighbour. The name is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    key_id = models.CharField(max_length=40)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("somebody who may collect a child")
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="pick_up_ended_by_somebody",
            ),
        ]
