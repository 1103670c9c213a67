"""Dull makers of a session of today, its adults and its children."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from activities.desk import actions, queries
from activities.desk.models import Duty, Mark, PickUp, Plan
from activities.kinds import Kind
from activities.models import Activity, Session
from portal.accounts.roles import Role
from tests.making import accounts as make_accounts
from tests.making import activities as make_activities
from tests.making import consent as make_consent


@dataclass
class Hall:
    """A session that began half an hour ago, two adults on duty whom each other put there, children with places."""

    session: Session
    office: object
    adults: list
    children: list = field(default_factory=list)
    homes: list = field(default_factory=list)

    @property
    def activity(self) -> Activity:
        return self.session.activity

    @property
    def child(self):
        return self.children[0]


def adult(office, *, role=Role.FACILITATOR, at=None, **more):
    return make_accounts.staff(role, office=office, at=at or timezone.now() - timedelta(days=2), **more)


def hall(*, children=2, adults=2, starts_at: datetime | None = None, kind=Kind.CLOSED, on_duty=True) -> Hall:
    starts_at = starts_at or timezone.now() - timedelta(minutes=30)
    office = make_activities.office()
    people = [adult(office) for _ in range(adults)]
    activity = make_activities.activity(
        office=office, made_by=people[0], kind=kind, capacity=30, starts_at=starts_at, ends_at=starts_at + timedelta(60)
    )
    session = make_activities.session(activity, starts_at=starts_at)
    if on_duty:
        for person in people:
            duty(session, person, set_by=next((each for each in people if each != person), person))
    homes = [make_consent.family(child_age=9) for _ in range(children)]
    for home in homes:
        make_activities.place(activity, home.child, held_at=timezone.now())
    return Hall(session, office, people, [home.child for home in homes], homes)


def planned(activity, *, state="approved") -> Plan:
    """Its plan, approved by another than who wrote it, straight into the table."""
    at, writer = timezone.now(), make_activities.person()
    facts = {"made_by": writer, "made_at": at, "written_by": writer, "written_at": at, "goals": "会商量"}
    handed = {} if state == "draft" else {"handed_at": at}
    stands = {"approved_by": make_activities.person(), "approved_at": at} if state == "approved" else {}
    plan = Plan.objects.create(activity=activity, state=state, **facts, **handed, **stands)
    plan.writers.add(writer)
    return plan


def duty(session, person, *, set_by=None, at=None, **more) -> Duty:
    at = at or timezone.now()
    return Duty.objects.create(session=session, person=person, set_by=set_by or person, set_at=at, **more)


def mark(session, child, says="arrived", *, at=None, by=None, **more) -> Mark:
    at = at or timezone.now()
    by = by or session.duties.first().person
    return Mark.objects.create(session=session, child=child, says=says, at=at, noted_by=by, noted_at=at, **more)


def pick_up(child, *, by=None, name="王秀英", called="奶奶") -> PickUp:
    """Straight into the table, sealed as the action seals it."""
    import json

    from portal.privacy import vault

    plain = json.dumps({"name": name, "called": called}, ensure_ascii=False).encode()
    sealed, key_id = vault.seal(plain, bound_to=f"pick-up:{child.pk}")
    return PickUp.objects.create(
        child=child, made_by=by or make_activities.person(), made_at=timezone.now(), sealed=sealed, key_id=key_id
    )


FIVE = "一点也不\n不太\n一般\n挺\n非常"


def evaluation(hall: Hall, *, measures=1, state="before", at=None):
    """Of the hall's activity, by its maker, with `measures` questions, as far as `state`."""
    at = at or timezone.now()
    by = {"by": hall.adults[0], "at": at}
    made = actions.begin_evaluation(activity=hall.activity, **by)
    for number in range(measures):
        made = actions.add_measure(
            evaluation=made, words=f"我敢说出我的想法{number + 1}", why="看看有没有帮到你", levels=FIVE, **by
        )
    while made.state != state:
        made = actions.go_on_asking(evaluation=made, seen=made.state, **by)
    return made


def answered(made, child, level: int, *, words="", at=None) -> bool:
    """A child answers every measure with the same level, and the last question in its own words."""
    now = queries.asked_now(child, made.activity)
    questionnaire = now.before if now.moment == "before" else now.after
    said = {each.pk: level if each.kind == "one" else words for each in questionnaire.questions.all()}
    return actions.answer_measures(by=child, evaluation=made, moment=now.moment, said=said, at=at or timezone.now())


def report(hall: Hall, *, handed=False, at=None):
    """Of the hall's activity and its whole time, by its maker."""
    by = {"by": hall.adults[0], "at": at or timezone.now()}
    [period] = queries.periods(hall.activity)
    made = actions.begin_report(activity=hall.activity, first=period.first, **by)
    if handed:
        actions.write_part(report=made, part="coming", words="下学期接着走", seen=0, **by)
        made = actions.hand_report_in(report=made, **by)
    return made
