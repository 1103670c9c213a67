"""The facts of an activity: who may come, when, where, how many. The words about it are on its page."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activities.kinds import Kind, Priority
from activities.models.rows import ActivityQuerySet
from activities.states import State
from portal.text.both import InBoth

YOUNGEST, OLDEST = 6, 17


class Activity(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("what it is called"), max_length=60)
    name_en = models.CharField(_("what it is called, in English"), max_length=80, blank=True)
    summary = models.CharField(_("in one sentence"), max_length=120)
    summary_en = models.CharField(_("in one sentence, in English"), max_length=200, blank=True)
    kind = models.CharField(_("kind of activity"), max_length=10, choices=Kind.choices, default=Kind.CLOSED)
    office = models.ForeignKey("directory.Office", models.PROTECT, related_name="+", verbose_name=_("which office"))
    min_age = models.PositiveSmallIntegerField(_("youngest"), default=YOUNGEST)
    max_age = models.PositiveSmallIntegerField(_("oldest"), default=OLDEST)
    capacity = models.PositiveSmallIntegerField(_("number of places"))
    starts_at = models.DateTimeField(_("begins at"))
    ends_at = models.DateTimeField(_("ends at"))
    where = models.CharField(_("where it is"), max_length=80)
    where_en = models.CharField(_("where it is, in English"), max_length=120, blank=True)
    decides = models.CharField(_("what children decide"), max_length=80)
    decides_en = models.CharField(_("what children decide, in English"), max_length=120, blank=True)
    priority = models.CharField(
        _("how places are given"), max_length=10, choices=Priority.choices, default=Priority.FIRST
    )
    names_until = models.DateTimeField(
        _("names are collected until"), null=True, blank=True, help_text=_("Only where places are not given at once.")
    )
    settled_at = models.DateTimeField(null=True, editable=False)  # when places were drawn or chosen
    how_chosen = models.CharField(max_length=200, blank=True, editable=False)
    how_chosen_en = models.CharField(max_length=300, blank=True, editable=False)
    questions = models.OneToOneField(
        "asking.Questionnaire", models.PROTECT, null=True, related_name="+", editable=False
    )  # asked when joining
    risks = models.TextField(_("risk assessment: who, what harm, what we do about it"), blank=True)
    risks_written_at = models.DateTimeField(null=True, editable=False)  # last, after the activity was made
    risks_writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", editable=False)
    risks_read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    risks_read_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    made_at = models.DateTimeField(editable=False)

    label = InBoth("name")
    summary_label = InBoth("summary")
    where_label = InBoth("where")
    decides_label = InBoth("decides")
    chosen_label = InBoth("how_chosen")

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["state", "ends_at"], name="activity_coming_up")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="known_state_of_activity"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="known_kind_of_activity"),
            models.CheckConstraint(
                condition=Q(min_age__gte=YOUNGEST, max_age__lte=OLDEST, min_age__lte=F("max_age")),
                name="ages_of_activity_in_order",
            ),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="activity_has_a_place"),
            models.CheckConstraint(condition=Q(priority__in=Priority.values), name="known_priority_of_activity"),
            models.CheckConstraint(
                condition=Q(priority=Priority.FIRST, names_until=None, settled_at=None)
                | (~Q(priority=Priority.FIRST) & Q(names_until__isnull=False)),
                name="names_until_where_not_first",
                violation_error_message=_("Say until when names are collected; not where places are given at once."),
            ),
            models.CheckConstraint(
                condition=Q(names_until=None) | Q(names_until__lt=F("starts_at")),
                name="names_end_before_it_begins",
                violation_error_message=_("Names are collected until some time before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(settled_at__gte=F("names_until")), name="settled_after_names_end"
            ),
            models.CheckConstraint(
                condition=~Q(priority=Priority.CHOICE) | Q(settled_at=None) | ~Q(how_chosen=""),
                name="chosen_says_how",
            ),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="activity_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(risks_read_by=None, risks_read_at=None)
                | Q(risks_read_by__isnull=False, risks_read_at__isnull=False),
                name="risks_read_by_and_at_together",
            ),
            # ETH-8: nothing opens before somebody other than its author read the risks.
            models.CheckConstraint(
                condition=Q(risks_read_by=None) | ~Q(risks_read_by=F("made_by")), name="risks_read_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.OPEN) | (Q(risks_read_at__isnull=False) & ~Q(risks="")),
                name="open_only_with_risks_read",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def risks_are_read(self) -> bool:
        """Whether somebody has read them as they stand: they may change while it is open (ETH-8)."""
        read, written = self.risks_read_at, self.risks_written_at
        return read is not None and (written is None or written <= read)


class Lead(models.Model):
    """A facilitator who leads the activity; a room counts its adults among these first."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="leads")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "person"], name="one_lead_per_person")]


class Session(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    changes = models.PositiveSmallIntegerField(default=0)  # so that calendars take the newer time
    cancelled_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=120, blank=True)
    why_en = models.CharField(max_length=200, blank=True)

    reason = InBoth("why")

    class Meta:
        ordering = ["starts_at"]
        indexes = [models.Index(fields=["starts_at"], name="session_by_time")]
        constraints = [
            models.UniqueConstraint(fields=["activity", "number"], name="one_session_per_number"),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="session_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(number__gte=1), name="sessions_count_from_one"),
            models.CheckConstraint(condition=Q(cancelled_at=None) | ~Q(why=""), name="cancelled_says_why"),
        ]

    def __str__(self):
        return f"{self.activity} · {self.number}"
