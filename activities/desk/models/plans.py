"""The plan of an activity: what for, step by step, what it costs, where children decide, and who stands by it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activities.desk.kinds import Level, Nature, Point, Stage
from activities.desk.states import PlanState
from activities.models import Activity

HANDED = Q(handed_at__isnull=False)
APPROVED = Q(approved_at__isnull=False, approved_by__isnull=False)
NOT_APPROVED = Q(approved_at=None, approved_by=None)


class Plan(models.Model):
    """One plan an activity. Risks stand on the activity itself, and are read by another than their author (ETH-8)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.OneToOneField(Activity, models.PROTECT, related_name="plan")
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    nature = models.CharField(_("what kind of group work"), max_length=10, choices=Nature.choices, blank=True)
    need = models.TextField(_("which need it answers, and how we know"), blank=True)
    goals = models.TextField(_("goals, one a line"), blank=True)
    recruiting = models.TextField(_("how children hear of it"), blank=True)
    measures = models.TextField(_("how we see whether the goals were reached"), blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")  # everybody who ever wrote in it
    handed_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    remark = models.CharField(_("what should be different"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("plan of an activity")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PlanState.values), name="known_state_of_plan"),
            models.CheckConstraint(
                condition=Q(state=PlanState.DRAFT, handed_at=None) & NOT_APPROVED
                | Q(state=PlanState.HANDED) & HANDED & NOT_APPROVED
                | Q(state=PlanState.APPROVED) & HANDED & APPROVED,
                name="plan_says_what_it_went_through",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("made_by")) & ~Q(approved_by=F("written_by")),
                name="plan_approved_by_another",
            ),
        ]


class Numbered(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True
        ordering = ["number"]


class Step(Numbered):
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="steps")
    what = models.CharField(max_length=120)
    minutes = models.PositiveSmallIntegerField()
    materials = models.CharField(max_length=120, blank=True)

    class Meta(Numbered.Meta):
        verbose_name = _("step of a plan")
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_step_per_number"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=480), name="a_step_takes_minutes"),
        ]


class BudgetLine(Numbered):
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="budget")
    what = models.CharField(max_length=120)
    amount = models.DecimalField(max_digits=9, decimal_places=2)

    class Meta(Numbered.Meta):
        verbose_name = _("line of a budget")
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_budget_line_per_number"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="a_budget_has_no_debts"),
        ]


class Checked(models.Model):
    """One of the nine things participation must be (General Comment 12), and how this plan sees to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="points")
    point = models.CharField(max_length=20, choices=Point.choices)
    how = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("point of the participation check")
        constraints = [
            models.UniqueConstraint(fields=["plan", "point"], name="one_answer_per_point"),
            models.CheckConstraint(condition=Q(point__in=Point.values), name="known_point_of_participation"),
            models.CheckConstraint(condition=~Q(how=""), name="a_point_says_how"),
        ]


class Share(models.Model):
    """How far children decide at one stage (ETH-18)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="shares")
    stage = models.CharField(max_length=12, choices=Stage.choices)
    level = models.CharField(max_length=12, choices=Level.choices)

    class Meta:
        verbose_name = _("children's share at a stage")
        constraints = [
            models.UniqueConstraint(fields=["plan", "stage"], name="one_share_per_stage"),
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values, level__in=Level.values), name="known_stage_and_level"
            ),
        ]
