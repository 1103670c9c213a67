"""Cases, what was found in them, what was decided and what colleagues noted."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from moderation.kinds import FindingKind
from moderation.states import Act, Lane, Priority, Reason, State
from portal.accounts import queries as accounts
from portal.accounts.roles import Role
from portal.consent import queries as consent
from portal.directory.models import Office

# Who opens which door (MOD-28).
DOORS = {Role.MODERATOR: Lane.OPEN, Role.SAFEGUARDING_LEAD: Lane.LOCKED}


def _led_by_nobody(at: datetime) -> Q:
    """Locked cases of an office where nobody leads who may judge them: neither said it nor is of the author's family
    (as `policy.is_party`). Only where somebody might be concerned is a case asked about by itself."""
    everywhere = accounts.staff_with(Role.SAFEGUARDING_LEAD, at=at)
    here = accounts.staff_with(Role.SAFEGUARDING_LEAD, at=at, office=OuterRef(OuterRef("pk")))
    led = Office.objects.filter(Exists(here)).values("pk")
    near = Q(author__in=everywhere.values("pk")) | Q(author__in=consent.children_linked_to(everywhere).values("pk"))
    own = accounts.staff_with(Role.SAFEGUARDING_LEAD, at=at, office=OuterRef(OuterRef("office")))
    family = consent.guardians_of(OuterRef(OuterRef(OuterRef("author"))))
    free = own.exclude(pk=OuterRef("author")).exclude(pk__in=family.values("pk"))
    return ~Q(office__in=led) | near & ~Exists(free)


class CaseQuerySet(models.QuerySet):
    def visible_to(self, person, *, at: datetime | None = None):
        """Open cases to moderators of the office, locked ones to its safeguarding lead, drafts to nobody (Art. 63).

        A locked case of an office in which nobody leads now who may judge it is every lead's: harm does not wait for
        somebody who is gone, or who said it, or is of the family (MOD-6, MOD-28).
        """
        at = at or timezone.now()
        if not person.is_active or not person.is_staff:
            return self.none()
        seen = Q(pk__in=[])
        for role, lane in DOORS.items():
            if accounts.has_role(person, role, at=at):
                ours = Q(office__isnull=True) | Q(office__in=accounts.offices_as(person, role, at=at))
                if lane == Lane.LOCKED:
                    ours |= _led_by_nobody(at)
                seen |= Q(lane=lane) & ours
        return self.filter(seen).exclude(state=State.DRAFT)

    def approved(self):
        """Computed from the decisions on exactly the current revision; the state alone widens nothing."""
        yes = Decision.objects.filter(
            case=OuterRef("pk"),
            act=Act.APPROVE,
            round=OuterRef("round"),
            revision=OuterRef("revision"),
            digest=OuterRef("digest"),
        )
        enough = Q(Exists(yes), needs_two=False) | Q(Exists(yes.filter(confirms=True)), needs_two=True)
        return self.filter(enough, state=State.APPROVED)


class Case(models.Model):
    """The words themselves stay with the part that made them; here are only revision, digest and facts of judging."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    helper = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey("directory.Office", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    lane = models.CharField(max_length=10, choices=Lane.choices, default=Lane.OPEN)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.P3)
    revision = models.UUIDField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    round = models.PositiveIntegerField(default=0)  # an approval counts only in the round it was given
    needs_two = models.BooleanField(default=True)
    has_media = models.BooleanField(default=False)
    triage_incomplete = models.BooleanField(default=False)
    age_years = models.PositiveSmallIntegerField(null=True)
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    claimed_until = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)  # when a person has looked at the latest

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        indexes = [
            models.Index(fields=["state", "lane", "due_at"], name="moderation_case_queue"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="moderation_known_state"),
            models.CheckConstraint(condition=Q(lane__in=Lane.values), name="moderation_known_lane"),
            models.CheckConstraint(condition=Q(priority__lte=Priority.P3), name="moderation_known_priority"),
            models.CheckConstraint(
                condition=Q(claimed_by__isnull=True, claimed_until__isnull=True)
                | Q(claimed_by__isnull=False, claimed_until__isnull=False),
                name="moderation_claim_whole",
            ),
            # Nothing leaves the drawer without naming its revision.
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.WITHDRAWN])
                | Q(revision__isnull=False, submitted_at__isnull=False) & ~Q(digest=""),
                name="moderation_revision_named",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.HELD, State.CLOSED]) | Q(lane=Lane.LOCKED),
                name="moderation_held_is_locked",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.APPROVED, State.FIRST_OK]) | Q(lane=Lane.OPEN),
                name="moderation_locked_is_not_approved",
            ),
            # What was not wholly read by the machine, or shows a picture, needs two pairs of eyes (MOD-6).
            models.CheckConstraint(
                condition=Q(needs_two=True) | Q(has_media=False, triage_incomplete=False, priority=Priority.P3),
                name="moderation_two_where_it_matters",
            ),
        ]

    @property
    def subject(self) -> str:
        """How the record names it."""
        return f"case:{self.pk}"

    def claimed_live(self, at) -> bool:
        return bool(self.claimed_by_id) and self.claimed_until > at


class Finding(models.Model):
    """Where a rule pointed: kind and span, never the words (PII-10)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="findings")
    revision = models.UUIDField()
    part = models.CharField(max_length=40)
    rule = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=FindingKind.choices)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    weight = models.FloatField()
    level = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.P3)

    class Meta:
        verbose_name = _("finding")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FindingKind.values), name="moderation_known_finding"),
            models.CheckConstraint(condition=Q(end__gte=models.F("start")), name="moderation_span_runs_forward"),
        ]


class Decision(models.Model):
    """A person's decision on one exact revision; append-only in the database (MOD-4, MOD-18)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    round = models.PositiveIntegerField()
    revision = models.UUIDField()
    digest = models.CharField(max_length=64)
    act = models.CharField(max_length=12, choices=Act.choices)
    confirms = models.BooleanField(default=False)  # the second person's yes
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True)
    message = models.TextField(blank=True)  # what the child reads
    best_interests = models.TextField(blank=True)  # why this is good for the child; colleagues read it

    class Meta:
        verbose_name = _("decision")
        indexes = [models.Index(fields=["case", "round", "act"], name="moderation_decision_round")]
        constraints = [
            models.CheckConstraint(condition=Q(act__in=Act.values), name="moderation_known_act"),
            models.UniqueConstraint(
                fields=["case", "round", "by"], condition=Q(act=Act.APPROVE), name="moderation_two_different_people"
            ),
            models.CheckConstraint(
                condition=~Q(act__in=[Act.APPROVE, Act.CLOSE]) | ~Q(best_interests=""), name="moderation_yes_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(act__in=[Act.ASK_CHANGE, Act.DECLINE]) | ~Q(reason="") & ~Q(message=""),
                name="moderation_no_says_why",
            ),
            models.CheckConstraint(condition=Q(reason__in=["", *Reason.values]), name="moderation_known_reason"),
        ]


class Note(models.Model):
    """Between colleagues. No page, export or message for a child or guardian reads this table (MOD-19)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        verbose_name = _("internal note")
