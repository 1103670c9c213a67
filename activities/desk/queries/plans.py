"""A plan with all its rows, who reads it, what waits for somebody else, and whether children only decorate it."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.desk.kinds import Level, Stage
from activities.desk.models import Plan
from activities.desk.states import PlanState
from activities.kinds import Kind
from activities.models import Activity
from activities.registry import Hindrance
from activities.states import State
from portal.accounts import queries as accounts
from portal.accounts.roles import Role

AT_THE_END = {Stage.DOING, Stage.MONITORING}
DECIDING = {Level.COLLABORATE, Level.CHILD_LED}
PLANNED = {Kind.CLOSED, Kind.EVENT}  # a club has a log of each day instead (field.md 1.2)


def planned_by(person, *, at: datetime):
    """Activities whose plan this person reads: what they work with, and what is held by offices they supervise."""
    seen = accounts.reach(person, frozenset({Role.SUPERVISOR}), at=at)
    mine = Q(pk__in=Activity.objects.run_by(person).values("pk"))
    return Activity.objects.filter(mine | Q(pk__in=seen.narrow(Activity.objects.all(), "office").values("pk")))


def plan_of(activity: Activity) -> Plan | None:
    """With `nine` and `matrix` on it: what was said about each point and each stage."""
    rows = Plan.objects.filter(activity=activity).select_related("activity", "made_by", "written_by", "approved_by")
    plan = rows.prefetch_related("steps", "budget", Prefetch("points"), "shares").first()
    if plan:
        plan.nine = {row.point: row.how for row in plan.points.all()}
        plan.matrix = {row.stage: row.level for row in plan.shares.all()}
    return plan


def writers_of(activity: Activity) -> set[UUID]:
    """Everybody who ever wrote in its plan: none of them reads its risks or approves it (ETH-8)."""
    return set(Plan.writers.through.objects.filter(plan__activity=activity).values_list("user", flat=True))


def risks_stand(plan: Plan) -> bool:
    """Whether somebody who wrote nothing in the plan has read the risks since it was written last (ETH-8)."""
    read = plan.activity
    fresh = read.risks_are_read and read.risks_read_at >= plan.written_at
    return fresh and read.risks_read_by_id not in writers_of(read)


def hindrance_of(activity: Activity) -> Hindrance | None:
    """Groups and events open to children when a supervisor stands by their plan (field.md 1.3)."""
    if activity.kind not in PLANNED or Plan.objects.filter(activity=activity, state=PlanState.APPROVED).exists():
        return None
    words = _("Before children can join, a supervisor approves the plan: write it, then hand it in.")
    return Hindrance(words, reverse("desk_day:plan", args=[activity.pk]))


def is_token(matrix: dict[str, str]) -> bool:
    """Children appear only at the end, or decide nowhere (ETH-17); a plan that says nothing yet is not judged."""
    said = {stage: level for stage, level in matrix.items() if level != Level.NONE}
    return bool(matrix) and (not set(said.values()) & DECIDING or set(said) <= AT_THE_END)


def plans_to_approve(person, *, at: datetime):
    """Plans of one's offices that wait for a supervisor who wrote nothing in them, the longest waiting first."""
    seen = accounts.reach(person, frozenset({Role.SUPERVISOR}), at=at)
    found = seen.narrow(Plan.objects.filter(state=PlanState.HANDED), "activity__office").exclude(writers=person)
    return found.select_related("activity").order_by("handed_at", "pk")


def plans_unfinished(person):
    """One's own plans that are still being written, of what one still works with."""
    mine = Activity.objects.run_by(person).exclude(state=State.CLOSED)
    found = Plan.objects.filter(state=PlanState.DRAFT, written_by=person, activity__in=mine.values("pk"))
    return found.select_related("activity").order_by("activity__starts_at", "pk")


def risks_to_read(person):
    """Assessments that nobody has read yet, or not since they or the plan were written, by others than this person
    (ETH-8); each with `since`, when the plan was written."""
    unread = Q(state=State.DRAFT, risks_read_at=None) | Q(risks_written_at__gt=F("risks_read_at"))
    again = Q(plan__state=PlanState.DRAFT, plan__written_at__gt=F("risks_read_at"))
    found = Activity.objects.run_by(person).filter(unread | again).exclude(risks="").exclude(state=State.CLOSED)
    found = found.exclude(made_by=person).exclude(plan__writers=person).exclude(risks_writers=person)
    return found.annotate(since=F("plan__written_at"))
