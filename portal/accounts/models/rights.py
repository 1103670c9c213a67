"""Rights of staff and partners: roles given or proposed, checks that run out, the code of conduct they accepted."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import QualificationKind, Result, Role
from portal.directory.models import Office

LIVE = Q(ended_at=None)


class RoleGrant(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="role_grants")
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="roles_granted"
    )  # nobody: the set-up of the house
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="roles_ended"
    )

    class Meta:
        verbose_name = _("role of a person")
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="known_role"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="role_ended_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "office"],
                condition=LIVE & Q(office__isnull=False),
                name="one_live_grant_per_office",
            ),
            models.UniqueConstraint(
                fields=["user", "role"], condition=LIVE & Q(office=None), name="one_live_grant_without_office"
            ),
        ]


class Proposal(models.Model):
    """A role that two people give: the first has said yes, a second one has to, and the person is neither of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="roles_proposed")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    given = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("role that waits for a second yes")
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="known_role_proposed"),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, given=False)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="proposal_settled_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(asked_by=F("user")), name="no_role_for_oneself"),
            models.CheckConstraint(
                condition=Q(given=False) | ~Q(settled_by=F("asked_by")) & ~Q(settled_by=F("user")),
                name="proposal_given_by_two",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "office"], condition=Q(settled_at=None), name="one_open_proposal"
            ),
        ]


class Qualification(models.Model):
    """A criminal record inquiry or a training, and the second at which it runs out (SAF-8)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="qualifications")
    kind = models.CharField(_("kind"), max_length=10, choices=QualificationKind.choices)
    checked_on = models.DateField(_("checked on"))
    expires_at = models.DateTimeField(_("runs out at"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="qualifications_checked"
    )  # nobody: the set-up of the house
    result = models.CharField(_("result"), max_length=10, choices=Result.choices, default=Result.CLEAR)
    # Where the paper lies: a number in the folder of the office, never a number of the person.
    reference = models.CharField(_("number in the folder"), max_length=40, blank=True)
    warned_at = models.DateTimeField(null=True)  # when its holder was last told that it will run out
    announced_at = models.DateTimeField(null=True)  # when others were told that it ran out

    class Meta:
        verbose_name = _("qualification")
        indexes = [models.Index(fields=["user", "kind", "expires_at"], name="qualification_in_date")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=QualificationKind.values), name="known_qualification"),
            models.CheckConstraint(condition=Q(result__in=Result.values), name="known_result_of_check"),
        ]


class ConductAcceptance(models.Model):
    """One person accepted one version of the code of conduct (SAF-9)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conduct_acceptances")
    version = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, blank=True)  # of the very words, so that they cannot change behind a yes
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "version", "digest"], name="conduct_accepted_once")]
