"""A guardian's number that two workers put in the place of a lost one; no number stands here, only its mark."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

PERSON = {"to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "related_name": "+"}


class NewNumber(models.Model):
    """Typed by one worker, typed again by a second; then a code that comes back from it makes it the person's.

    Once settled, used or dropped, nothing of the number is left.
    """

    LASTS = timedelta(days=7)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(**PERSON)
    mark = models.CharField(max_length=64, blank=True, db_index=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(**PERSON)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(**PERSON, null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("new number of a guardian")
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False) & ~Q(confirmed_by=F("asked_by")),
                name="new_number_by_two_workers",
            ),
            models.CheckConstraint(
                condition=~Q(asked_by=F("person")) & (Q(confirmed_by=None) | ~Q(confirmed_by=F("person"))),
                name="no_new_number_for_oneself",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None) & ~Q(mark="") | Q(settled_at__isnull=False, mark=""),
                name="a_mark_while_it_waits",
            ),
            models.UniqueConstraint(fields=["person"], condition=Q(settled_at=None), name="one_open_new_number"),
        ]

    def waits(self, at) -> bool:
        """For the second worker, or for the code; after a week for nothing."""
        return self.settled_at is None and at < (self.confirmed_at or self.asked_at) + self.LASTS
