"""A council, and who holds which office in it for how long."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activities.councils.kinds import Came, Kind, Role, Went
from activities.councils.models.rows import CouncilQuerySet, TermQuerySet
from activities.models import Activity
from portal.text.both import InBoth

PERSON = {"to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "related_name": "+"}


class Council(models.Model):
    """Of one activity, or of a whole office where it names none. Its children, or their guardians, are its voters."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("what it is"), max_length=10, choices=Kind.choices, default=Kind.CHILDREN)
    office = models.ForeignKey("directory.Office", models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="councils")
    name = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)
    decides = models.CharField(_("what it decides"), max_length=120)
    decides_en = models.CharField(_("what it decides, in English"), max_length=200, blank=True)
    made_by = models.ForeignKey(**PERSON)
    made_at = models.DateTimeField()

    label = InBoth("name")
    decides_label = InBoth("decides")

    objects = CouncilQuerySet.as_manager()

    class Meta:
        verbose_name = _("council")
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="known_kind_of_council"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(decides=""), name="a_council_says_what_it_decides"),
        ]

    def __str__(self):
        return self.label


class Term(models.Model):
    """One person's time in one office. It counts once the person has said yes; nobody is put into an office."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.PROTECT, related_name="terms")
    role = models.CharField(_("office held"), max_length=20, choices=Role.choices)
    person = models.ForeignKey(**PERSON)
    called = models.CharField(max_length=20, blank=True)  # a guardian has no name here: what they want to be called
    came = models.CharField(max_length=10, choices=Came.choices)
    election = models.ForeignKey("Election", models.PROTECT, null=True, related_name="terms")
    starts_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("ends on"))
    made_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    went = models.CharField(max_length=10, choices=Went.choices, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term of office")
        ordering = ["role", "made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "role", "person", "starts_on"],
                condition=Q(ended_at=None),
                name="one_term_per_person_and_office",
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values, came__in=Came.values), name="known_office_and_way_into_it"
            ),
            models.CheckConstraint(condition=Q(starts_on__lt=F("ends_on")), name="an_office_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(ended_at=None, went="") | Q(ended_at__isnull=False, went__in=Went.values),
                name="an_ended_term_says_how",
            ),
            models.CheckConstraint(condition=Q(came=Came.NAMED) ^ Q(election__isnull=False), name="elected_in_one"),
        ]

    @property
    def name(self) -> str:
        return self.called or self.person.pseudonym


class Handover(models.Model):
    """What somebody who leaves an office passes on; a colleague reads it before whoever comes next does (MOD-1)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    term = models.OneToOneField(Term, models.CASCADE, related_name="handover")
    words = models.CharField(_("what is still open, and where things are"), max_length=400, blank=True)
    at = models.DateTimeField()
    read_by = models.ForeignKey(**PERSON, null=True)
    read_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(**PERSON, null=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("handing over of an office")
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_by=None, taken_at=None) | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="handover_taken_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(read_by=None, read_at=None) | Q(read_by__isnull=False, read_at__isnull=False),
                name="handover_read_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(taken_at=None) | Q(read_at__isnull=False), name="nothing_is_taken_over_unread"
            ),
        ]
