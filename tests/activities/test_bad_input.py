"""What nobody means to send: far years, words that cannot be seen, other people's things, old lists. Never a 500."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities import actions
from activities.forms import CancelForm, ChoiceForm, ContractForm, FactsForm, ProposalForm, SessionForm
from activities.kinds import Priority
from activities.models import Activity, Session
from activities.states import PlaceState
from portal.accounts.roles import Role
from portal.asking.forms import QuestionForm
from portal.asking.models import Question
from tests.making import accounts
from tests.making import activities as make
from tests.making import asking as make_asking
from tests.making import consent as families

pytestmark = pytest.mark.django_db
UNSEEN = ["\u200b", "\u2066\u2069 ", "\u00ad\n", "\x00", "\ufeff\t"]


@pytest.fixture
def office(client):
    made = make.office()
    accounts.sign_in(client, accounts.staff(Role.FACILITATOR, office=made))
    return made


@pytest.mark.parametrize("page", ["list", "month"])
@pytest.mark.parametrize("asked", [
    {"day": "9999-12-31"}, {"day": "0001-01-01"}, {"day": "-1"}, {"day": "2026-02-30"}, {"day": "\x00"},
    {"month": "9999-12"}, {"month": "0001-01"}, {"month": "0000-13"}, {"age": "9" * 400}, {"office": "\x00"},
    {"page": "9" * 400}, {"kind": "\x00"},
])  # fmt: skip
def test_no_day_nor_number_breaks_a_page(client, page, asked):
    assert client.get(reverse(f"activities:{page}"), asked).status_code == 200


@pytest.mark.parametrize("starts_at", ["0001-01-01T00:00", "9999-12-31T23:59", "1-1-1", "\x00", "2026-02-30T10:00"])
def test_no_year_breaks_a_time(client, office, starts_at):
    activity = make.activity(office=office)
    session = make.session(activity)
    data = {"starts_at": starts_at, "ends_at": "2031-01-09T14:00"}
    add = client.post(reverse("activities_desk:add_session", args=[activity.pk]), data)
    move = client.post(reverse("activities_desk:session", args=[session.pk]), {"do": "move", **data})
    for answer in (add, move):
        assert "field__error" in answer.content.decode()
    assert list(Session.objects.values_list("starts_at", flat=True)) == [session.starts_at]


FACTS = {
    "name": "诗社", "summary": "写诗。", "kind": "open", "min_age": 8, "max_age": 16, "capacity": 15,
    "priority": "first", "starts_at": "2027-01-08T17:00", "ends_at": "2027-06-30T18:00", "where": "槐安站",
    "decides": "题目", "risks": "天黑回家。",
}  # fmt: skip
FORMS = [
    (FactsForm, FACTS, ["name", "summary", "where", "decides"]),
    (CancelForm, {"why": "下雨"}, ["why"]),
    (ContractForm, {"lines": "轮流"}, ["lines"]),
    (ProposalForm, {"words": "轮流"}, ["words"]),
    (QuestionForm, {"kind": "words", "words": "几点到？", "why": "好准备"}, ["words", "why"]),
    (lambda data: ChoiceForm(data, places=[]), {"how": "先来的"}, ["how"]),
]


@pytest.mark.parametrize("text", UNSEEN)
@pytest.mark.parametrize(("form", "data", "names"), FORMS)
def test_words_that_cannot_be_seen_are_none(form, data, names, text):  # SEC-14
    data = data | ({"office": make.office().pk} if form is FactsForm else {})
    assert form(data).is_valid(), form(data).errors
    for name in names:
        assert name in form(data | {name: text}).errors
        assert form(data | {name: f"看{text}得见"}).is_valid()


@pytest.mark.parametrize("name", ["starts_at", "ends_at", "names_until"])
def test_the_facts_lie_in_our_time(name):
    for year in ("0001", "1999", "2200", "9999"):
        assert name in FactsForm(FACTS | {"office": make.office().pk, name: f"{year}-01-01T00:00"}).errors


def test_a_time_ends_after_it_begins_at_the_desk_and_beyond(client, office):
    activity = make.activity(office=office)
    session = make.session(activity)
    data = {"starts_at": "2031-01-09T16:00", "ends_at": "2031-01-09T16:00"}
    html = client.post(reverse("activities_desk:session", args=[session.pk]), {"do": "move", **data}).content.decode()
    assert "结束要在开始之后" in html
    assert f"{timezone.localtime(session.starts_at):%Y-%m-%d %H:%M}" in html  # the heading says when it is
    by, at = accounts.staff(Role.FACILITATOR, office=office), timezone.now()
    with pytest.raises(actions.NotReady):
        actions.add_session(by=by, activity=activity, starts_at=at, ends_at=at, at=at)
    assert SessionForm(data).is_valid()  # so the action alone says it


@pytest.mark.parametrize("name", ["-" * 36, "steal", "close-it"])
def test_an_unknown_step_is_missing(client, office, name):
    activity = make.activity(office=office)
    address = reverse("activities_desk:step", args=[activity.pk, "open"])
    assert client.post(address.replace("/open/", f"/{name}/"), follow=True).status_code == 404
    assert client.post(address.replace(str(activity.pk), "-" * 36), follow=True).status_code == 404
    assert Activity.objects.get().state == activity.state


def test_a_question_of_another_activity_is_dropped_by_nobody(client, office):
    mine, others = make.activity(office=office), make.activity()
    for each in (mine, others):
        each.questions = make_asking.questionnaire(at=timezone.now())
        each.save()
    theirs = make_asking.question(others.questions)
    address = reverse("activities_desk:drop_question", args=[mine.pk, theirs.pk])
    assert client.post(address, follow=True).status_code == 404
    by = accounts.staff(Role.FACILITATOR, office=office)
    with pytest.raises(actions.NotYours):
        actions.drop(by=by, activity=mine, question=theirs, at=timezone.now())
    assert Question.objects.get() == theirs


@pytest.mark.parametrize("name", ["feel", "answers", "group", "propose"])
def test_another_childs_things_are_missing(client, name):
    at = timezone.now() - timedelta(days=3)
    activity = make.activity(at=at, questions=make_asking.questionnaire(at=at))
    session = make.session(activity)
    make.place(activity)
    client.force_login(families.child())
    pk = session.pk if name == "feel" else activity.pk
    answer = client.post(reverse(f"activities:{name}", args=[pk]), {"face": "good", "words": "好"})
    assert answer.status_code == 404


def test_a_choice_from_an_old_list_says_so_and_loses_nothing(client, office):
    at = timezone.now()
    facts = {"names_until": at - timedelta(days=1), "starts_at": at + timedelta(days=2), "priority": Priority.CHOICE}
    activity = make.activity(at=at - timedelta(days=9), office=office, **facts)
    here, gone = (make.place(activity, state=PlaceState.LISTED, lot=lot) for lot in ("AAAAAA", "BBBBBB"))
    gone.delete()
    sent = {"places": [here.pk, gone.pk], "how": "先给还没来过的"}
    html = client.post(reverse("activities_desk:choose", args=[activity.pk]), sent).content.decode()
    assert "名单刚刚变了" in html
    assert f'value="{here.pk}" checked' in html
    assert "先给还没来过的" in html
