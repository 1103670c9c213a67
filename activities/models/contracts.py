"""A group's contract: versions that stay as they were agreed to, who agreed, and what members propose."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.models.facts import Activity

PERSON = {"to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "related_name": "+"}
MOST = 8  # lines; more is not remembered


class Contract(models.Model):
    """Written down by those who lead, out of what the group said; never changed, a newer version follows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="contracts")
    version = models.PositiveSmallIntegerField()
    lines = models.TextField(max_length=800)
    made_by = models.ForeignKey(**PERSON)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "version"], name="one_contract_per_version"),
            models.CheckConstraint(condition=Q(version__gte=1) & ~Q(lines=""), name="a_contract_says_something"),
        ]

    @property
    def points(self) -> list[str]:
        return self.lines.splitlines()


class Agreement(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contract = models.ForeignKey(Contract, models.CASCADE, related_name="agreements")
    child = models.ForeignKey(**PERSON)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "child"], name="one_agreement_per_child")]


class Proposal(models.Model):
    """Words of one child, read by those who lead and by nobody else; they bring it up when the group meets."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="proposals")
    child = models.ForeignKey(**PERSON)
    words = models.CharField(_("a rule you would like"), max_length=80)
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)  # the group talked about it: a newer version was written

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_proposal_says_something")]
