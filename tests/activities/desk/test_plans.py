"""A plan: whole before it is handed in, approved by a supervisor who wrote nothing in it; a changed one is nobody's."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from activities.desk import actions, queries
from activities.desk.kinds import Level, Point, Stage
from activities.desk.models import Plan
from activities.kinds import Kind
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


def write(hall, plan, *, by=None, **over):
    return actions.write_plan(by=by or hall.adults[0], plan=plan, at=timezone.now(), **(WHOLE | over))


def hand(hall, plan):
    write(hall, plan)
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
def test_what_is_missing_keeps_a_plan_from_being_handed_in(hall, plan, lacks, words):  # GC12, ETH-18
    write(hall, plan, **lacks)
    with pytest.raises(actions.NotReady) as no:
        actions.hand_in_plan(by=hall.adults[0], plan=plan, at=timezone.now())
    assert words in str(no.value.message)


def test_risks_are_read_by_another_before_a_plan_is_handed_in(hall, plan):  # ETH-8
    hall.activity.state, hall.activity.risks_read_by, hall.activity.risks_read_at = "draft", None, None
    hall.activity.save()
    write(hall, plan)
    with pytest.raises(actions.NotReady):
        actions.hand_in_plan(by=hall.adults[0], plan=plan, at=timezone.now())


@pytest.mark.parametrize(("who", "ok"), [
    ("supervisor", True), ("author", False), ("last writer", False), ("facilitator", False),
    ("supervisor elsewhere", False),
])  # fmt: skip
def test_who_approves(hall, plan, boss, who, ok):
    from portal.accounts import actions as rights

    for person in hall.adults:
        rights.grant_role(by=None, person=person, role=Role.SUPERVISOR, office=hall.office, at=timezone.now())
    write(hall, plan, by=hall.adults[1])
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
def test_the_only_moves(hall, plan, boss, state, act):
    write(hall, plan)
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
    said = {"step-TOTAL_FORMS": 3, "step-INITIAL_FORMS": 0, "budget-TOTAL_FORMS": 1, "budget-INITIAL_FORMS": 0}
    said |= {"step-0-what": "开始", "step-0-minutes": 10, "step-2-what": "结束", "step-2-minutes": 5}
    said |= {"budget-0-what": "纸", "budget-0-amount": "12.50", "nature": "task", "goals": "做完"}
    return said | dict.fromkeys(Point.values, "有") | dict.fromkeys(Stage.values, "consult") | over


def test_by_the_pages_from_nothing_to_approved(client, hall, boss):
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
    client.post(f"{page}hand/")
    accounts.sign_in(client, boss)
    assert "请说该怎么改。" in client.post(f"{page}back/", follow=True).content.decode()
    client.post(f"{page}back/", {"remark": "步骤太满"})
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


def test_another_offices_plan_is_as_missing(client, hall, plan):
    accounts.sign_in(client, make.adult(make_activities.office()))
    page = reverse("desk_day:plan", args=[hall.activity.pk])
    for answer in (client.get(page, follow=True), client.post(f"{page}hand/", follow=True)):
        assert answer.status_code == 404
    with pytest.raises(actions.NotYours):
        write(hall, plan, by=make.adult(make_activities.office(), at=timezone.now() - timedelta(days=2)))
