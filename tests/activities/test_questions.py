"""Questions of an activity: written at the desk, answered when joining, read by those who lead, gone with the place."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from activities import actions, queries
from moderation.models import Case
from portal.accounts.roles import Role
from portal.asking.kinds import Kind
from portal.asking.models import Answer, Question
from portal.consent.purposes import Level, Purpose
from tests.making import accounts
from tests.making import activities as make
from tests.making import asking as make_asking
from tests.making import consent as families
from tests.making.moderation import DANGER

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tree(db):
    make.tree()
    translation.activate("zh-hans")


@pytest.fixture
def activity():
    made = make.activity()
    make.pages(made)
    made.questions = make_asking.questionnaire(at=timezone.now())
    made.save()
    return made


def at_home_yes(activity, child_age=9):
    house = families.family(child_age=child_age, level=Level.G2)
    families.says(house.guardian, house.child, Purpose.ACTIVITY, queries.scope(activity))
    return house.child


def join(client, activity, child, **data):
    client.force_login(child)
    return client.post(reverse("activities:join", args=[activity.pk]), {"answer": "yes", "seen": "0", **data})


def named(question):
    return f"question-{question.pk}"


def test_a_child_reads_why_and_answers_while_joining(client, activity):
    swim = make_asking.question(activity.questions, Kind.YES_NO, words="你会游泳吗？", why="水边要多一个大人。")
    first = make_asking.question(activity.questions)
    child = at_home_yes(activity)
    client.force_login(child)
    html = client.get(reverse("activities:join", args=[activity.pk])).content.decode()
    assert "你会游泳吗？" in html
    assert "为什么问：水边要多一个大人。" in html
    join(client, activity, child, **{named(swim): "1", named(first): "画地图"})
    assert [answer.said for answer in queries.own_answers(child, activity)] == ["是", "画地图"]
    assert queries.holds_place(child, activity)


def test_skipping_all_takes_the_place_as_well(client, activity):  # ETH-2
    make_asking.question(activity.questions)
    child = at_home_yes(activity)
    join(client, activity, child)
    assert queries.holds_place(child, activity)
    assert not Answer.objects.exists()


def test_a_refusal_keeps_every_answer_typed(client, activity):
    question = make_asking.question(activity.questions)
    html = join(client, activity, at_home_yes(activity, 17), **{named(question): "画地图"})
    assert html.status_code == 302
    activity.max_age = 8
    activity.save()
    html = join(client, activity, at_home_yes(activity, 9), **{named(question): "看路灯"}).content.decode()
    assert 'value="看路灯"' in html


def test_answers_are_changed_until_one_leaves_and_go_then(client, activity):  # ETH-12
    question, child = make_asking.question(activity.questions), at_home_yes(activity)
    join(client, activity, child, **{named(question): "画地图"})
    address = reverse("activities:answers", args=[activity.pk])
    assert 'value="画地图"' in client.get(address).content.decode()
    client.post(address, {named(question): "数绿灯"})
    assert [answer.said for answer in queries.own_answers(child, activity)] == ["数绿灯"]
    client.post(reverse("activities:leave", args=[activity.pk]))
    assert not Answer.objects.exists()
    assert client.get(address).status_code == 404


def test_those_who_lead_read_the_answers_and_nobody_else(client, activity):
    question, child = make_asking.question(activity.questions), at_home_yes(activity)
    join(client, activity, child, **{named(question): "画地图"})
    roster = reverse("activities_desk:roster", args=[activity.pk])
    accounts.sign_in(client, accounts.staff(Role.FACILITATOR, office=activity.office))
    assert "画地图" in client.get(roster).content.decode()
    accounts.sign_in(client, accounts.staff(Role.FACILITATOR, office=make.office()))
    assert client.get(roster, follow=True).status_code == 404


@pytest.mark.parametrize("where", ["words", "an answer"])
def test_words_that_may_be_a_sign_of_harm_are_thanked_for(client, activity, where):  # promise 5
    question, child = make_asking.question(activity.questions), at_home_yes(activity)
    data = {"words": DANGER} if where == "words" else {named(question): DANGER[:60]}
    answer = join(client, activity, child, **data)
    assert answer.url == reverse("activities:thanks")
    html = client.get(answer.url).content.decode()
    assert "谢谢你写下这些" in html
    assert "110" in html
    assert Case.objects.filter(kind="asking", author=child).count() == 1
    assert queries.holds_place(child, activity)  # and nothing else changes


def test_the_questions_are_written_at_the_desk(client):
    office = make.office()
    activity = make.activity(office=office)
    accounts.sign_in(client, accounts.staff(Role.FACILITATOR, office=office))
    address = reverse("activities_desk:questions", args=[activity.pk])
    wrong = client.post(address, {"kind": "words", "words": "你有什么过敏？", "why": "备餐"}).content.decode()
    assert "过敏”：身体情况不在这里问" in wrong
    assert 'value="备餐"' in wrong
    assert not Question.objects.exists()
    client.post(address, {"kind": "one", "words": "T恤多大？", "why": "订衣服", "choices": "小\n大"})
    question = Question.objects.get()
    activity.refresh_from_db()
    assert question.questionnaire.keep_until == activity.ends_at + timedelta(days=30)
    client.post(reverse("activities_desk:drop_question", args=[activity.pk, question.pk]))
    assert not Question.objects.exists()


def test_another_offices_questions_are_the_same_as_missing(client, activity):
    question = make_asking.question(activity.questions)
    accounts.sign_in(client, accounts.staff(Role.FACILITATOR, office=make.office()))
    drop = reverse("activities_desk:drop_question", args=[activity.pk, question.pk])
    assert client.get(reverse("activities_desk:questions", args=[activity.pk]), follow=True).status_code == 404
    assert client.post(drop, follow=True).status_code == 404
    with pytest.raises(actions.NotYours):
        actions.drop(by=accounts.staff(Role.FACILITATOR), activity=activity, question=question, at=timezone.now())


def test_a_later_end_keeps_the_answers_longer(activity):
    by = accounts.staff(Role.FACILITATOR, office=activity.office)
    later = activity.ends_at + timedelta(days=10)
    actions.change(by=by, activity=activity, ends_at=later, at=timezone.now())
    activity.questions.refresh_from_db()
    assert activity.questions.keep_until == later + timedelta(days=30)


def test_the_roster_costs_the_same_with_one_and_with_three_who_answered(
    client, activity, django_assert_max_num_queries
):
    question = make_asking.question(activity.questions)
    accounts.sign_in(client, accounts.staff(Role.FACILITATOR, office=activity.office))
    counts = []
    for more in (1, 2):
        for _ in range(more):
            place = make.place(activity)
            Answer.objects.create(question=question, person=place.child, words="画地图", at=timezone.now())
        with django_assert_max_num_queries(40) as count:
            client.get(reverse("activities_desk:roster", args=[activity.pk]))
        counts.append(len(count))
    assert counts[0] == counts[1]
