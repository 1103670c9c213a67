"""A plan: whole before it is handed in, approved by a supervisor who wrote nothing in it; a changed one is nobody's."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from activities import actions as doing
from activities import policy as doing_policy
from activities.desk import actions, queries
from activities.desk.kinds import Level, Point, Stage
from activities.desk.models import Plan
from activities.kinds import Kind
from activities.states import State
from portal.accounts import actions as rights
from portal.accounts.roles import Role
from tests.making import accounts
from tests.making import activities as make_activities
from tests.making import desk as make

pytestmark = pytest.mark.django_db
WHOLE = {
    "facts": {
        "nature": "growth",
        "need": "孩子说放学没地方去",
        "goals": "会商量",
        "recruiting": "",
        "measures": "前后问",
    },
    "steps": [{"what": "名字游戏", "minutes": 15, "materials": "球"}, {"what": "走读", "minutes": 45, "materials": ""}],
    "budget": [{"what": "水", "amount": 36}],
    "points": dict.fromkeys(Point.values, "我们这样做"),
    "shares": dict.fromkeys(Stage.values, Level.COLLABORATE),
}


@pytest.fixture
def hall():
    return make.hall(children=0)


@pytest.fixture
def plan(hall):
    return actions.begin_plan(by=hall.adults[0], activity=hall.activity, at=timezone.now())


@pytest.fixture
def boss(hall):
    return make.adult(hall.office, role=Role.SUPERVISOR)


@pytest.fixture
def reader(hall):
    """A colleague who wrote nothing."""
    return make.adult(hall.office)


def write(hall, plan, *, by=None, **over):
    seen = Plan.objects.get(pk=plan.pk).written_at
    return actions.write_plan(by=by or hall.adults[0], plan=plan, at=timezone.now(), **(WHOLE | {"seen": seen} | over))


def read(hall, by):
    return doing.read_risks(by=by, activity=hall.activity, at=timezone.now())


def hand(hall, plan, reader):
    write(hall, plan)
    read(hall, reader)
    return actions.hand_in_plan(by=hall.adults[0], plan=plan, at=timezone.now())


@pytest.mark.parametrize("kind", Kind.values)
def test_a_plan_begins_with_the_template_of_its_kind_once(kind):
    hall = make.hall(children=0, kind=kind)
    plan = actions.begin_plan(by=hall.adults[0], activity=hall.activity, at=timezone.now())
    assert plan.goals
    assert plan.steps.count() >= 4
    assert actions.begin_plan(by=hall.adults[1], activity=hall.activity, at=timezone.now()).pk == plan.pk


@pytest.mark.parametrize(("lacks", "words"), [
    ({"facts": WHOLE["facts"] | {"goals": ""}}, "还缺目标和步骤"), ({"steps": []}, "还缺目标和步骤"),
    ({"points": dict.fromkeys(Point.values[1:], "有")}, "九条里的每一条"),
    ({"points": dict.fromkeys(Point.values, " ")}, "九条里的每一条"),
    ({"shares": {}}, "哪一步"), ({"shares": dict.fromkeys(Stage.values, Level.NONE)}, "哪一步"),
])  # fmt: skip
def test_what_is_missing_keeps_a_plan_from_being_handed_in(hall, plan, reader, lacks, words):  # GC12, ETH-18
    write(hall, plan, **lacks)
    read(hall, reader)
    with pytest.raises(actions.NotReady) as no:
        actions.hand_in_plan(by=hall.adults[0], plan=plan, at=timezone.now())
    assert words in str(no.value.message)


def test_risks_are_read_by_another_before_a_plan_is_handed_in(hall, plan, reader):  # ETH-8
    hall.activity.state, hall.activity.risks_read_by, hall.activity.risks_read_at = "draft", None, None
    hall.activity.save()
    write(hall, plan)
    with pytest.raises(actions.NotReady) as no:
        actions.hand_in_plan(by=hall.adults[0], plan=plan, at=timezone.now())
    assert "风险" in str(no.value.message)
    read(hall, reader)
    assert actions.hand_in_plan(by=hall.adults[0], plan=plan, at=timezone.now()).state == "handed"


def test_risks_are_read_again_when_the_plan_was_written_since(hall, plan, boss, reader):  # ETH-8
    hand(hall, plan, reader)
    for when, ok in ((timedelta(seconds=-1), False), (timedelta(), True)):
        plan.refresh_from_db()
        type(hall.activity).objects.filter(pk=hall.activity.pk).update(risks_read_at=plan.written_at + when)
        if ok:
            assert actions.approve_plan(by=boss, plan=plan, at=timezone.now()).state == "approved"
        else:
            with pytest.raises(actions.NotReady):
                actions.approve_plan(by=boss, plan=plan, at=timezone.now())
    write(hall, plan)
    with pytest.raises(actions.NotReady):
        actions.hand_in_plan(by=hall.adults[0], plan=plan, at=timezone.now())


def test_risks_that_change_under_an_open_activity_stand_on_the_list_and_keep_a_plan_back(hall, plan, boss, reader):
    hand(hall, plan, reader)  # ETH-8
    doing.change(by=hall.adults[1], activity=hall.activity, risks="下雨，路滑。", at=timezone.now())
    for person, asked in ((reader, True), (hall.adults[1], False)):
        assert (hall.activity in queries.risks_to_read(person)) is asked
    with pytest.raises(actions.NotReady):
        actions.approve_plan(by=boss, plan=plan, at=timezone.now())
    read(hall, reader)
    assert hall.activity not in queries.risks_to_read(reader)
    assert actions.approve_plan(by=boss, plan=plan, at=timezone.now()).state == "approved"


def test_who_wrote_anything_reads_no_risks_and_approves_nothing(hall, plan, boss):  # ETH-8
    """Not even the one whose words others wrote over, nor the one who read the risks before."""
    early, late = make.adult(hall.office, role=Role.SUPERVISOR), make.adult(hall.office)
    write(hall, plan, by=early)
    write(hall, plan, by=hall.adults[1])
    for person, reads in ((hall.adults[0], False), (early, False), (hall.adults[1], False), (late, True)):
        assert doing_policy.may_read_risks(person, hall.activity, at=timezone.now()) is reads
        if not reads:
            with pytest.raises(doing.NotYours):
                read(hall, person)
    read(hall, late)
    write(hall, plan, by=late)
    type(hall.activity).objects.filter(pk=hall.activity.pk).update(risks_read_at=timezone.now())
    with pytest.raises(actions.NotReady):  # the reader wrote in it afterwards
        actions.hand_in_plan(by=late, plan=plan, at=timezone.now())
    read(hall, boss)
    actions.hand_in_plan(by=late, plan=plan, at=timezone.now())
    assert plan not in queries.plans_to_approve(early, at=timezone.now())
    with pytest.raises(actions.NotYours):
        actions.approve_plan(by=early, plan=plan, at=timezone.now())
    assert actions.approve_plan(by=boss, plan=plan, at=timezone.now())


@pytest.mark.parametrize("kind", Kind.values)
@pytest.mark.parametrize("state", ["", "draft", "handed", "approved"])
def test_groups_and_events_open_when_their_plan_is_approved(client, kind, state):  # field.md 1.3
    hall = make.hall(children=0, kind=kind)
    me, activity = hall.adults[0], hall.activity
    type(activity).objects.filter(pk=activity.pk).update(state=State.DRAFT)
    make_activities.lead(activity, me)
    if state:
        make.planned(activity, state=state)
    opens = kind == Kind.OPEN or state == "approved"
    accounts.sign_in(client, me)
    roster, words = reverse("activities_desk:roster", args=[activity.pk]), "计划要由督导同意"
    html = client.get(roster).content.decode()
    assert (words in html) is not opens
    assert (reverse("desk_day:plan", args=[activity.pk]) in html) is not opens
    html = client.post(reverse("activities_desk:step", args=[activity.pk, "open"]), follow=True).content.decode()
    assert (words in html) is not opens
    activity.refresh_from_db()
    assert activity.state == (State.OPEN if opens else State.DRAFT)


@pytest.mark.parametrize("seen", [None, timedelta(seconds=-1), timedelta(seconds=1)])
def test_nobody_writes_over_what_they_have_not_read(hall, plan, seen):
    write(hall, plan, by=hall.adults[1], facts=WHOLE["facts"] | {"goals": "别人的目标"})
    plan.refresh_from_db()
    with pytest.raises(actions.WrittenMeanwhile):
        write(hall, plan, seen=seen and plan.written_at + seen)
    plan.refresh_from_db()
    assert (plan.goals, plan.written_by) == ("别人的目标", hall.adults[1])


@pytest.mark.parametrize(("who", "ok"), [
    ("supervisor", True), ("author", False), ("last writer", False), ("facilitator", False),
    ("supervisor elsewhere", False),
])  # fmt: skip
def test_who_approves(hall, plan, boss, reader, who, ok):
    for person in hall.adults:
        rights.grant_role(by=None, person=person, role=Role.SUPERVISOR, office=hall.office, at=timezone.now())
    write(hall, plan, by=hall.adults[1])
    read(hall, reader)
    actions.hand_in_plan(by=hall.adults[0], plan=plan, at=timezone.now())
    person = {
        "supervisor": boss, "author": hall.adults[0], "last writer": hall.adults[1],
        "facilitator": make.adult(hall.office),
        "supervisor elsewhere": make.adult(make_activities.office(), role=Role.SUPERVISOR),
    }[who]  # fmt: skip
    assert (plan in queries.plans_to_approve(person, at=timezone.now())) is ok
    if ok:
        assert actions.approve_plan(by=person, plan=plan, at=timezone.now()).approved_by == person
    else:
        for act in (actions.approve_plan, lambda **more: actions.send_plan_back(remark="改", **more)):
            with pytest.raises(actions.NotYours):
                act(by=person, plan=plan, at=timezone.now())


@pytest.mark.parametrize("state", ["draft", "handed", "approved"])
@pytest.mark.parametrize("act", ["hand", "approve", "back", "write"])
def test_the_only_moves(hall, plan, boss, reader, state, act):
    write(hall, plan)
    read(hall, reader)
    if state != "draft":
        actions.hand_in_plan(by=hall.adults[0], plan=plan, at=timezone.now())
    if state == "approved":
        actions.approve_plan(by=boss, plan=plan, at=timezone.now())
    moves = {
        "hand": lambda: actions.hand_in_plan(by=hall.adults[0], plan=plan, at=timezone.now()),
        "approve": lambda: actions.approve_plan(by=boss, plan=plan, at=timezone.now()),
        "back": lambda: actions.send_plan_back(by=boss, plan=plan, remark="多一点时间", at=timezone.now()),
        "write": lambda: write(hall, plan),
    }
    leads = {
        ("draft", "hand"): "handed", ("handed", "approve"): "approved", ("handed", "back"): "draft",
        ("draft", "write"): "draft", ("handed", "write"): "draft", ("approved", "write"): "draft",
    }  # fmt: skip
    if (state, act) in leads:
        assert moves[act]().state == leads[state, act]
    else:
        with pytest.raises(actions.NotReady):
            moves[act]()
    plan.refresh_from_db()
    assert plan.state == leads.get((state, act), state)


def test_the_database_keeps_what_a_plan_went_through(hall, plan):
    at = timezone.now()
    for wrong in (
        {"state": "approved"}, {"state": "handed"}, {"state": "gone"}, {"handed_at": at},
        {"state": "approved", "handed_at": at, "approved_at": at, "approved_by": hall.adults[0]},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Plan.objects.filter(pk=plan.pk).update(**wrong)


@pytest.mark.parametrize(("matrix", "token"), [
    ({}, False), ({Stage.PLANNING: Level.COLLABORATE}, False), ({Stage.DOING: Level.CHILD_LED}, True),
    ({Stage.PLANNING: Level.CONSULT, Stage.DOING: Level.CONSULT}, True), ({Stage.DOING: Level.NONE}, True),
    ({Stage.DESIGN: Level.CHILD_LED, Stage.DOING: Level.CONSULT}, False),
])  # fmt: skip
def test_children_who_only_decorate_are_noticed(matrix, token):  # ETH-17
    assert queries.is_token(matrix) is token


def form(**over):
    said = {"seen": Plan.objects.get().written_at.isoformat()} if Plan.objects.exists() else {}
    said |= {"step-TOTAL_FORMS": 3, "step-INITIAL_FORMS": 0, "budget-TOTAL_FORMS": 1, "budget-INITIAL_FORMS": 0}
    said |= {"step-0-what": "开始", "step-0-minutes": 10, "step-2-what": "结束", "step-2-minutes": 5}
    said |= {"budget-0-what": "纸", "budget-0-amount": "12.50", "nature": "task", "goals": "做完"}
    return said | dict.fromkeys(Point.values, "有") | dict.fromkeys(Stage.values, "consult") | over


def test_by_the_pages_from_nothing_to_approved(client, hall, boss, reader):
    accounts.sign_in(client, hall.adults[0])
    page = reverse("desk_day:plan", args=[hall.activity.pk])
    assert "还没有计划" in client.get(page).content.decode()
    assert client.get(f"{page}write/").url == page
    assert client.post(f"{page}begin/").url == f"{page}write/"
    wrong = client.post(f"{page}write/", form(**{"step-0-minutes": ""}))
    assert wrong.status_code == 400
    assert "要多长时间？" in wrong.content.decode()
    assert "结束" in wrong.content.decode()  # nothing typed is lost
    client.post(f"{page}write/", form())
    plan = queries.plan_of(hall.activity)
    assert [(each.number, each.what) for each in plan.steps.all()] == [(1, "开始"), (2, "结束")]
    assert "/risks/" not in client.get(page).content.decode()
    accounts.sign_in(client, reader)
    assert hall.activity.risks in client.get(page).content.decode()
    client.post(f"{page}risks/")
    accounts.sign_in(client, hall.adults[0])
    client.post(f"{page}hand/")
    accounts.sign_in(client, boss)
    for remark in ("", " ", "不\x00对", "长" * 401):
        answer = client.post(f"{page}back/", {"remark": remark})
        assert answer.status_code == 400
        assert remark.replace("\x00", "") in answer.content.decode().replace("\x00", "")
    client.post(f"{page}back/", {"remark": "步骤太满\u202e"})
    assert queries.plan_of(hall.activity).remark == "步骤太满"
    assert "步骤太满" in client.get(page).content.decode()
    accounts.sign_in(client, hall.adults[0])
    client.post(f"{page}hand/")
    client.post(f"{page}approve/")
    assert queries.plan_of(hall.activity).state == "handed"
    accounts.sign_in(client, boss)
    client.post(f"{page}approve/")
    html = client.get(page).content.decode()
    assert queries.plan_of(hall.activity).state == "approved"
    assert "¥12.50" in html


@pytest.mark.parametrize(("wrong", "typed"), [
    ({"step-1-minutes": "77"}, "77"), ({"step-1-materials": "一把尺"}, "一把尺"), ({"budget-0-what": ""}, "12.50"),
    ({"budget-0-amount": "9" * 12}, "9" * 12), ({"step-0-minutes": "9" * 30}, "9" * 30), ({"goals": "做\x00完"}, "做"),
    ({"informed": "长" * 301}, "长" * 301), ({"doing": "everything"}, "结束"),
])  # fmt: skip
def test_nothing_typed_is_dropped(client, hall, plan, wrong, typed):
    accounts.sign_in(client, hall.adults[0])
    answer = client.post(reverse("desk_day:write_plan", args=[hall.activity.pk]), form(**wrong))
    assert answer.status_code == 400
    assert typed in answer.content.decode()
    assert plan.steps.count() > 2  # as the template laid it


def test_two_who_write_at_once_read_each_other(client, hall, plan):
    page = reverse("desk_day:write_plan", args=[hall.activity.pk])
    accounts.sign_in(client, hall.adults[0])
    seen = client.get(page).context["seen"]["seen"].value()
    write(hall, plan, by=hall.adults[1], facts=WHOLE["facts"] | {"goals": "别人的目标"})
    both = client.post(page, form(seen=seen, goals="我的目标"))
    assert both.status_code == 400
    html = both.content.decode()
    assert "别人的目标" in html
    assert "我的目标" in html
    assert queries.plan_of(hall.activity).goals == "别人的目标"
    again = client.post(page, form(seen=both.context["seen"]["seen"].value(), goals="我们的目标"))
    assert again.status_code == 302
    assert queries.plan_of(hall.activity).goals == "我们的目标"


def test_a_supervisor_of_every_office_opens_the_plan_that_waits_for_them(client, hall, plan, reader):
    chief = accounts.staff(Role.SUPERVISOR)
    hand(hall, plan, reader)
    accounts.sign_in(client, chief)
    tasks = queries.work(chief, at=timezone.now())
    assert str(tasks[0].what) == "等您批准的计划"
    assert client.get(tasks[0].url).status_code == 200
    client.post(f"{tasks[0].url}approve/")
    assert queries.plan_of(hall.activity).state == "approved"


def test_a_plan_of_what_one_works_with_no_more_is_not_on_ones_list(hall, plan):
    me = make.adult(hall.office)
    write(hall, plan, by=me)
    assert plan in queries.plans_unfinished(me)
    rights.end_role(by=hall.adults[0], person=me, role=Role.FACILITATOR, at=timezone.now())
    assert plan not in queries.plans_unfinished(type(me).objects.get(pk=me.pk))


@pytest.mark.parametrize("name", ["begin-again", "0", "delete"])
def test_no_other_step_and_no_other_key(client, hall, name):
    accounts.sign_in(client, hall.adults[0])
    for address in (f"/desk/plans/{hall.activity.pk}/{name}/", f"/desk/plans/{'-' * 36}/hand/"):
        assert client.post(address, follow=True).status_code == 404


def test_another_offices_plan_is_as_missing(client, hall, plan):
    accounts.sign_in(client, make.adult(make_activities.office()))
    page = reverse("desk_day:plan", args=[hall.activity.pk])
    for answer in (client.get(page, follow=True), client.post(f"{page}hand/", follow=True)):
        assert answer.status_code == 404
    with pytest.raises(actions.NotYours):
        write(hall, plan, by=make.adult(make_activities.office(), at=timezone.now() - timedelta(days=2)))
