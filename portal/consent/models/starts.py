"""A child who began alone, and links sent to grown-ups, first or further ones; both go after a fortnight (CON-8)."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal.accounts.kinds import Avatar
from portal.consent.models.people import PERSON, both_or_neither
from portal.consent.states import InvitationState, StartState
from portal.privacy.kinds import ContactKind


class Start(models.Model):
    """A name and a picture somebody chose, on one browser. There is no account, no age and no real name yet.

    The grown-up's number or address is sealed in the vault under this row's key, and goes with the answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pseudonym = models.CharField(max_length=30)
    avatar = models.CharField(max_length=20, choices=Avatar.choices)
    language = models.CharField(max_length=10)
    own_phone = models.BooleanField(default=False)
    browser_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=StartState.choices, default=StartState.WAITING)
    settled_at = models.DateTimeField(null=True)
    child = models.ForeignKey(**PERSON, null=True)

    class Meta:
        verbose_name = _("start of a child")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=StartState.values), name="known_state_of_start"),
            models.CheckConstraint(
                condition=Q(state=StartState.YES, child__isnull=False) | ~Q(state=StartState.YES) & Q(child=None),
                name="a_child_after_a_yes",
            ),
            models.CheckConstraint(
                condition=Q(state=StartState.WAITING, settled_at=None)
                | ~Q(state=StartState.WAITING) & Q(settled_at__isnull=False),
                name="start_settled_says_when",
            ),
            models.UniqueConstraint(
                Lower("pseudonym"), condition=Q(state=StartState.WAITING), name="one_waiting_start_per_name"
            ),
        ]


class Invitation(models.Model):
    """One link to one contact, good once and for three days. Kept are a hash of its token and a mark of the contact.

    Who asks by it: a child who begins alone (`start`), or a guardian for a child who is here (`child`, `asked_by`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    start = models.ForeignKey(Start, on_delete=models.CASCADE, null=True, related_name="invitations")
    child = models.ForeignKey(**PERSON, null=True)
    asked_by = models.ForeignKey(**PERSON, null=True)
    kind = models.CharField(max_length=10, choices=ContactKind.choices)
    mark = models.CharField(max_length=64, db_index=True)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(db_index=True)
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=InvitationState.choices, default=InvitationState.READY)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(**PERSON, null=True)

    class Meta:
        verbose_name = _("link to a grown-up")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=InvitationState.values), name="known_state_of_invitation"),
            models.CheckConstraint(
                condition=both_or_neither("settled_at", "settled_by"), name="invitation_settled_at_with_by"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[InvitationState.YES, InvitationState.NO, InvitationState.BACK], settled_at__isnull=False
                )
                | Q(state__in=[InvitationState.READY, InvitationState.REPLACED], settled_at=None),
                name="an_answer_says_when",
            ),
            models.UniqueConstraint(
                fields=["start"], condition=Q(state=InvitationState.READY), name="one_ready_link_per_start"
            ),
            models.UniqueConstraint(
                fields=["child", "asked_by"], condition=Q(state=InvitationState.READY), name="one_ready_link_per_asker"
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=False, child=None, asked_by=None)
                | Q(start=None, child__isnull=False, asked_by__isnull=False),
                name="one_kind_of_asker",
            ),
        ]

    @property
    def whom(self):
        """Name and picture of the child it is about, as far as there is one yet."""
        return self.start or self.child
