"""Whether an activity did what it was for: the same questions before and after, and what adults say of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.desk.kinds import Moment
from activities.desk.states import Asking
from activities.models import Activity
from portal.asking.kinds import MOST_CHOICES

MOST_MEASURES = 5  # the sixth question is for a child's own words
MOST_ON_PAPER = 200  # sheets with the same answer


class Evaluation(models.Model):
    """One an activity. Children's answers live in two questionnaires with the same measures, and go when theirs do;
    `figures` is what could be shown of them when a time was over, small numbers hidden already."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.OneToOneField(Activity, models.PROTECT, related_name="evaluation")
    state = models.CharField(max_length=10, choices=Asking.choices, default=Asking.WRITING)
    before = models.OneToOneField("asking.Questionnaire", models.PROTECT, related_name="+")
    after = models.OneToOneField("asking.Questionnaire", models.PROTECT, related_name="+")
    figures = models.JSONField(default=list)
    reached = models.TextField(_("which goals were reached, and how one sees it"), blank=True)
    changed = models.TextField(_("what changed for children, without anybody's name"), blank=True)
    said = models.TextField(_("what children said, in their words"), blank=True)
    hard = models.TextField(_("what was hard, or came out otherwise"), blank=True)
    coming = models.TextField(_("what comes next"), blank=True)
    version = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("evaluation of an activity")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=Asking.values), name="known_state_of_asking"),
            models.CheckConstraint(
                condition=Q(written_at=None, written_by=None) | Q(written_at__isnull=False, written_by__isnull=False),
                name="an_evaluation_is_written_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | ~Q(reached="") & ~Q(coming="") & Q(state=Asking.CLOSED),
                name="an_evaluation_that_is_done_says_something",
            ),
        ]


class OnPaper(models.Model):
    """How many sheets of paper gave one answer. A sheet has no name here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="on_paper")
    moment = models.CharField(max_length=10, choices=Moment.choices)
    number = models.PositiveSmallIntegerField()  # of the measure
    level = models.PositiveSmallIntegerField()  # 0 is the first of the scale
    count = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("answers on paper")
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "moment", "number", "level"], name="one_count_per_level"),
            models.CheckConstraint(condition=Q(moment__in=Moment.values), name="known_moment_of_asking"),
            models.CheckConstraint(
                condition=Q(level__lt=MOST_CHOICES, count__gte=1, count__lte=MOST_ON_PAPER), name="sheets_of_a_level"
            ),
        ]
