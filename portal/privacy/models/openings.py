"""Asking to look into the vault, being allowed by somebody else, and having looked."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.privacy.kinds import Code
from portal.privacy.states import RequestState


class Request(models.Model):
    """One worker asks to open one person's identity for one purpose; somebody else decides, for a while (PRI-4).

    When a guardian handed papers in, the guardian is who decided. When the glass was broken nobody did.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.UUIDField(db_index=True)
    by = models.UUIDField()
    code = models.CharField(max_length=10, choices=Code.choices)
    why = models.CharField(max_length=200)
    about = models.UUIDField(null=True)  # the guardian's link whose papers are compared
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.ASKED)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    until = models.DateTimeField(null=True)
    broke_glass = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("request to open")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RequestState.values), name="known_request_state"),
            models.CheckConstraint(condition=Q(code__in=Code.values), name="known_request_code"),
            models.CheckConstraint(condition=~Q(why=""), name="request_says_why"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("by")), name="nobody_allows_themself"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False)
                | Q(decided_at__isnull=False, broke_glass=True),
                name="request_decided_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.ASKED, decided_at__isnull=True, until__isnull=True)
                | Q(state=RequestState.REFUSED, decided_at__isnull=False, until__isnull=True)
                | Q(state=RequestState.APPROVED, decided_at__isnull=False, until__isnull=False),
                name="allowed_for_a_while",
            ),
            models.UniqueConstraint(
                fields=["by", "about"], condition=Q(code=Code.PAPERS), name="one_look_at_papers_a_worker"
            ),
        ]


class Opening(models.Model):
    """Somebody looked, when and for what; append-only, and the family may ask for the list (PRI-4).

    Which hat they wore is kept as it was that day: a family reads the role and the office, never a name.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.UUIDField(db_index=True)
    by = models.UUIDField()
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, null=True, related_name="openings")
    role = models.CharField(max_length=30, default="")
    office = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("opening of the vault")
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="opening_has_a_reason")]
