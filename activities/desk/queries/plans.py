"""A plan with all its rows, what waits for a supervisor, and whether children only decorate it."""

from datetime import datetime

from django.db.models import Prefetch

from activities.desk.kinds import Level, Stage
from activities.desk.models import Plan
from activities.desk.states import PlanState
from activities.models import Activity
from activities.states import State
from portal.accounts import queries as accounts
from portal.accounts.roles import Role

AT_THE_END = {Stage.DOING, Stage.MONITORING}
DECIDING = {Level.COLLABORATE, Level.CHILD_LED}


def plan_of(activity: Activity) -> Plan | None:
    """With `nine` and `matrix` on it: what was said about each point and each stage."""
    rows = Plan.objects.filter(activity=activity).select_related("activity", "made_by", "written_by", "approved_by")
    plan = rows.prefetch_related("steps", "budget", Prefetch("points"), "shares").first()
    if plan:
        plan.nine = {row.point: row.how for row in plan.points.all()}
        plan.matrix = {row.stage: row.level for row in plan.shares.all()}
    return plan


def is_token(matrix: dict[str, str]) -> bool:
    """Children appear only at the end, or decide nowhere (ETH-17); a plan that says nothing yet is not judged."""
    said = {stage: level for stage, level in matrix.items() if level != Level.NONE}
    return bool(matrix) and (not set(said.values()) & DECIDING or set(said) <= AT_THE_END)


def plans_to_approve(person, *, at: datetime):
    """Plans of one's offices that wait for a supervisor who wrote nothing in them, the longest waiting first."""
    seen = accounts.reach(person, frozenset({Role.SUPERVISOR}), at=at)
    found = Plan.objects.filter(state=PlanState.HANDED).exclude(made_by=person).exclude(written_by=person)
    if not seen:
        return found.none()
    found = found if seen.everywhere else found.filter(activity__office__in=seen.offices)
    return found.select_related("activity").order_by("handed_at", "pk")


def plans_unfinished(person):
    """One's own plans that are still being written."""
    found = Plan.objects.filter(state=PlanState.DRAFT, written_by=person).exclude(activity__state=State.CLOSED)
    return found.select_related("activity").order_by("activity__starts_at", "pk")
