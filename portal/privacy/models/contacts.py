"""How somebody can be reached: sealed like a name, and found by a keyed mark."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.privacy.kinds import ContactKind


class Contact(models.Model):
    """A number or address of one person. It lets somebody in only while it is verified and not silent.

    `silent_at` says that the number may be somebody else's by now (carriers hand numbers on); the row stays, so that
    what was done with it can be told, and the number is free for its new owner.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=10, choices=ContactKind.choices)
    sealed = models.BinaryField()
    key_id = models.CharField(max_length=40)
    mark = models.CharField(max_length=64, db_index=True)
    kept_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)  # when a code sent there last came back
    silent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("contact")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ContactKind.values), name="known_kind_of_contact"),
            models.UniqueConstraint(fields=["person", "mark"], name="one_contact_per_person_and_mark"),
            # A number somebody only wrote down keeps nobody out; a grandmother may be called for three children.
            models.UniqueConstraint(
                fields=["mark"],
                condition=Q(verified_at__isnull=False, silent_at__isnull=True) & ~Q(kind=ContactKind.EMERGENCY),
                name="one_person_per_live_contact",
            ),
        ]
