"""Writing a plan, handing it in, and standing by it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activities import policy as activities
from activities.desk import policy, queries
from activities.desk.actions.refusals import NotYours, WrittenMeanwhile
from activities.desk.content import TEMPLATES
from activities.desk.kinds import Level, Point, Stage
from activities.desk.models import BudgetLine, Checked, Plan, Share, Step
from activities.desk.states import PLAN_NEXT, PlanState
from activities.models import Activity
from portal.audit import log
from portal.text.plain import plain
from portal.ui.refusals import Refusal

WORDS = ("nature", "need", "goals", "recruiting", "measures")


class NotReady(Refusal):
    """Something that a plan must say is still missing."""


@transaction.atomic
def begin_plan(*, by, activity: Activity, at: datetime) -> Plan:
    """The activity's plan; a new one begins with the template of its kind. Twice is once."""
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    if not activities.may_change(by, activity, at=at):
        raise NotYours(_("This activity belongs to other colleagues."))
    if before := Plan.objects.filter(activity=activity).first():
        return before
    template = TEMPLATES[activity.kind]
    plan = Plan.objects.create(
        activity=activity, nature=template.nature, goals=str(template.goals), measures=str(template.measures),
        made_by=by, made_at=at, written_by=by, written_at=at,
    )  # fmt: skip
    plan.writers.add(by)
    _steps(plan, [{"what": str(what), "minutes": minutes, "materials": ""} for what, minutes in template.steps])
    log.write("plan.begun", by=by, subject=f"activity:{activity.pk}", at=at)
    return plan


@transaction.atomic
def write_plan(
    *,
    by,
    plan: Plan,
    facts: dict,
    steps: Iterable[dict],
    budget: Iterable[dict],
    points: dict[str, str],
    shares: dict[str, str],
    seen: datetime | None,
    at: datetime,
) -> Plan:
    """Writes the whole plan anew. It is nobody's yes any more: who approved it read other words. `seen`: when the plan
    was written that the writer had before them; a later one is not written over unread."""
    plan = _locked(plan)
    if not activities.may_change(by, plan.activity, at=at):
        raise NotYours(_("This activity belongs to other colleagues."))
    if seen != plan.written_at:
        raise WrittenMeanwhile
    for name in WORDS:
        setattr(plan, name, plain(facts.get(name, "")))
    plan.state, plan.handed_at, plan.approved_by, plan.approved_at = PlanState.DRAFT, None, None, None
    plan.written_by, plan.written_at = by, at
    plan.save()
    plan.writers.add(by)
    _steps(plan, steps)
    plan.budget.all().delete()
    BudgetLine.objects.bulk_create(BudgetLine(plan=plan, number=n, **row) for n, row in enumerate(budget, 1))
    plan.points.all().delete()
    said = {Point(point): kept for point, how in points.items() if (kept := plain(how))}
    Checked.objects.bulk_create(Checked(plan=plan, point=point, how=how) for point, how in said.items())
    plan.shares.all().delete()
    Share.objects.bulk_create(Share(plan=plan, stage=Stage(s), level=Level(level)) for s, level in shares.items())
    log.write("plan.written", by=by, subject=f"activity:{plan.activity_id}", at=at)
    return plan


@transaction.atomic
def hand_in_plan(*, by, plan: Plan, at: datetime) -> Plan:
    """To the supervisor: with goals, steps, all nine points, children's share, and risks that a colleague read."""
    plan = _locked(plan)
    if not activities.may_change(by, plan.activity, at=at):
        raise NotYours(_("This activity belongs to other colleagues."))
    if not plan.goals.strip() or not plan.steps.exists():
        raise NotReady(_("Goals and steps are still missing."))
    if set(plan.points.values_list("point", flat=True)) != set(Point.values):
        raise NotReady(_("Each of the nine points says how this plan sees to it."))
    if not plan.shares.exclude(level=Level.NONE).exists():
        raise NotReady(_("Say at which stage children have a share; if there is none, change the plan."))
    _risks_stand(plan)
    _move(plan, PlanState.HANDED)
    plan.handed_at, plan.remark = at, ""
    plan.save()
    log.write("plan.handed", by=by, subject=f"activity:{plan.activity_id}", at=at)
    return plan


@transaction.atomic
def approve_plan(*, by, plan: Plan, at: datetime) -> Plan:
    plan = _locked(plan)
    if not policy.may_approve(by, plan, at=at):
        raise NotYours(_("A supervisor of the office approves it, who wrote nothing in it."))
    _risks_stand(plan)
    _move(plan, PlanState.APPROVED)
    plan.approved_by, plan.approved_at = by, at
    plan.save()
    log.write("plan.approved", by=by, subject=f"activity:{plan.activity_id}", at=at)
    return plan


@transaction.atomic
def send_plan_back(*, by, plan: Plan, remark: str, at: datetime) -> Plan:
    plan = _locked(plan)
    if not policy.may_approve(by, plan, at=at):
        raise NotYours(_("A supervisor of the office approves it, who wrote nothing in it."))
    remark = plain(remark)[:400]
    if not remark:
        raise NotReady(_("Please say what should be different."))
    if plan.state != PlanState.HANDED:
        raise NotReady(_("The plan is not at that step."))
    _move(plan, PlanState.DRAFT)
    plan.handed_at, plan.remark = None, remark
    plan.save()
    log.write("plan.sent_back", by=by, subject=f"activity:{plan.activity_id}", at=at)
    return plan


def _steps(plan: Plan, rows: Iterable[dict]) -> None:
    plan.steps.all().delete()
    Step.objects.bulk_create(Step(plan=plan, number=number, **row) for number, row in enumerate(rows, 1))


def _risks_stand(plan: Plan) -> None:
    if not queries.risks_stand(plan):
        raise NotReady(_("A colleague who wrote nothing in the plan must read the risks since it was written last."))


def _move(plan: Plan, state: PlanState) -> None:
    if state not in PLAN_NEXT[plan.state]:
        raise NotReady(_("The plan is not at that step."))
    plan.state = state


def _locked(plan: Plan) -> Plan:
    """With its activity: nobody changes the risks while somebody stands by the plan."""
    return Plan.objects.select_for_update(of=("self", "activity")).select_related("activity").get(pk=plan.pk)
