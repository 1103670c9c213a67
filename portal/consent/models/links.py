"""Who speaks for a child, which office knows the family, and where two guardians differ."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.consent.kinds import Authority, Outcome, Papers, Reason, Relation
from portal.consent.models.people import PERSON, both_or_neither
from portal.consent.purposes import ABOUT_ACTIVITIES, Level, Purpose
from portal.consent.states import LinkState
from portal.directory.models import Office


class GuardianLinkQuerySet(models.QuerySet):
    def visible_to(self, person):
        """A guardian sees their own links and nobody else's, so that neither parent learns of the other (CON-9)."""
        return self.filter(guardian=person).exclude(state=LinkState.ENDED) if person.is_guardian else self.none()


class GuardianLink(models.Model):
    """One adult who speaks for one child, and how well we know it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(**PERSON)
    guardian = models.ForeignKey(**PERSON)
    relation = models.CharField(max_length=20, choices=Relation.choices)
    state = models.CharField(max_length=10, choices=LinkState.choices, default=LinkState.WAITING)
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.G1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(**PERSON)
    agreed_at = models.DateTimeField(null=True)  # when child and adult had both said that they belong together
    invited_by = models.ForeignKey(**PERSON, null=True)  # another guardian, who asked this adult
    refused_at = models.DateTimeField(null=True)  # when the child said that they do not; for the office to hear
    papers_at = models.DateTimeField(null=True)
    papers_by = models.ForeignKey(**PERSON, null=True)
    papers_kind = models.CharField(max_length=10, choices=Papers.choices, blank=True)  # "": before it was asked
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(**PERSON, null=True)
    confirmed_kind = models.CharField(max_length=10, choices=Papers.choices, blank=True)
    authority = models.CharField(max_length=10, choices=Authority.choices, default=Authority.FULL)
    disputed_at = models.DateTimeField(null=True)
    disputed_by = models.ForeignKey(**PERSON, null=True)
    ended_at = models.DateTimeField(null=True)
    ended_code = models.CharField(max_length=10, choices=Reason.choices, blank=True)

    objects = GuardianLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("guardian's link")
        constraints = [
            models.UniqueConstraint(fields=["child", "guardian"], name="one_link_per_pair"),
            models.CheckConstraint(condition=~Q(child=F("guardian")), name="nobody_is_their_own_guardian"),
            models.CheckConstraint(condition=Q(state__in=LinkState.values), name="known_link_state"),
            models.CheckConstraint(condition=both_or_neither("papers_at", "papers_by"), name="papers_at_with_by"),
            models.CheckConstraint(
                condition=both_or_neither("confirmed_at", "confirmed_by"), name="confirmed_at_with_by"
            ),
            models.CheckConstraint(condition=Q(agreed_at=None) | Q(refused_at=None), name="agreed_or_refused"),
            models.CheckConstraint(
                condition=Q(invited_by__isnull=True) | ~Q(invited_by=F("guardian")), name="nobody_invites_themself"
            ),
            models.CheckConstraint(condition=Q(authority__in=Authority.values), name="known_authority"),
            models.CheckConstraint(condition=both_or_neither("disputed_at", "disputed_by"), name="disputed_at_with_by"),
            models.CheckConstraint(
                condition=~Q(state=LinkState.DISPUTED) | Q(disputed_at__isnull=False), name="somebody_disputes"
            ),
            models.CheckConstraint(
                condition=Q(state=LinkState.ENDED, ended_at__isnull=False, ended_code__in=Reason.values)
                | ~Q(state=LinkState.ENDED) & Q(ended_at__isnull=True, ended_code=""),
                name="an_end_has_its_time_and_code",
            ),
            # Nobody becomes a guardian by their own word alone (CON-18).
            models.CheckConstraint(
                condition=~Q(state=LinkState.CONFIRMED) | Q(papers_at__isnull=False) | Q(agreed_at__isnull=False),
                name="confirmed_by_both_or_by_papers",
            ),
            models.CheckConstraint(
                condition=Q(level__lt=Level.G2) | Q(papers_at__isnull=False), name="papers_before_g2"
            ),
            models.CheckConstraint(
                condition=Q(level__lt=Level.G3) | Q(confirmed_at__isnull=False), name="second_worker_before_g3"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("papers_by")), name="two_workers_for_g3"
            ),
            models.CheckConstraint(
                condition=Q(papers_kind__in=["", *Papers.values], confirmed_kind__in=["", *Papers.values]),
                name="known_kind_of_papers",
            ),
            models.CheckConstraint(
                condition=~Q(papers_by=F("guardian")) & ~Q(confirmed_by=F("guardian")), name="not_ones_own_papers"
            ),
        ]

    @property
    def is_known(self) -> bool:
        """Papers seen, and in no doubt. Until then an adult reads of the child only what they said themself, even one
        whom the child has named: that they belong together is their own word so far."""
        return self.state == LinkState.CONFIRMED and self.papers_at is not None

    @property
    def is_only_invited(self) -> bool:
        """Named by another adult and not yet known: no card and no news of the child, whatever the child said."""
        return self.invited_by_id is not None and not self.is_known

    @property
    def speaks_in_all(self) -> bool:
        """Known, and for everything: what is kept of the child is theirs to see, to have copied and erased (PRI-5)."""
        return self.is_known and self.authority == Authority.FULL

    def reaches(self, purpose) -> bool:
        """Whether this adult speaks for the child about such a thing at all."""
        activities_only = self.authority == Authority.ACTIVITIES and purpose in ABOUT_ACTIVITIES
        return self.authority == Authority.FULL or activities_only


class Home(models.Model):
    """The office that knows a child's family: its workers, and no others, see their papers."""

    child = models.OneToOneField(**PERSON, primary_key=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("family's office")


class Mediation(models.Model):
    """One guardian said yes and another no: somebody at the office talks with both, apart (CON-9)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(**PERSON)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    scope = models.CharField(max_length=80, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(**PERSON, null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        verbose_name = _("difference between guardians")
        constraints = [
            models.UniqueConstraint(
                fields=["child", "purpose", "scope"], condition=Q(closed_at__isnull=True), name="one_open_mediation"
            ),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="mediation_known_purpose"),
            # One that the guardians settled between them closed without anybody.
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | Q(closed_at__isnull=False), name="mediation_closed_by_with_at"
            ),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True, outcome="")
                | Q(closed_by__isnull=False, outcome__in=Outcome.values),
                name="who_talked_says_what_came_of_it",
            ),
        ]
