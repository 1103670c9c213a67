"""Words of children are heard before anything is decided, whatever is answered, and once (SAF-5, promise 5)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from activities import actions, queries
from activities.models import Place, Proposal
from activities.states import PlaceState, State
from moderation.models import Case
from moderation.registry import content
from portal.asking.models import Answer
from portal.consent.purposes import Level, Purpose
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
    made = make.activity(name="水巷小组")
    make.pages(made)
    made.questions = make_asking.questionnaire(at=timezone.now())
    made.save()
    return made


@pytest.fixture
def question(activity):
    return make_asking.question(activity.questions)


@pytest.fixture
def child(client, activity):
    house = families.family(child_age=9, level=Level.G2)
    families.says(house.guardian, house.child, Purpose.ACTIVITY, queries.scope(activity))
    client.force_login(house.child)
    return house.child


def post(client, activity, answer="yes", *, seen=0, **data):
    return client.post(reverse("activities:join", args=[activity.pk]), {"answer": answer, "seen": seen, **data})


def cases():
    return Case.objects.filter(kind="asking")


def read_by_the_lead() -> list[str]:
    return [part.text for case in cases() for part in content("asking").body(case)]


@pytest.mark.parametrize("answer", ["yes", "no"])
@pytest.mark.parametrize("where", ["words", "an answer"])
def test_they_are_heard_whatever_is_answered(client, activity, question, child, answer, where):
    data = {"words": DANGER} if where == "words" else {f"question-{question.pk}": DANGER[:60]}
    assert post(client, activity, answer, **data).url == reverse("activities:thanks")
    assert cases().count() == 1
    assert read_by_the_lead() == [*data.values(), "水巷小组"]
    assert queries.holds_place(child, activity) is (answer == "yes")


def test_a_second_yes_is_heard_and_keeps_what_it_says(client, activity, question, child):
    post(client, activity)
    answer = post(client, activity, words=DANGER, **{f"question-{question.pk}": "画地图"})
    assert answer.url == reverse("activities:thanks")
    assert (cases().count(), Place.objects.get().words, Answer.objects.get().words) == (1, DANGER, "画地图")
    post(client, activity)  # with nothing on it takes nothing away
    assert (Place.objects.get().words, Answer.objects.count()) == (DANGER, 1)


@pytest.mark.parametrize("why", ["too old", "closed", "overtaken"])
def test_what_is_refused_is_heard_all_the_same(client, activity, child, why):
    if why == "too old":
        activity.max_age = 8
    if why == "closed":
        make.place(activity, child, state=PlaceState.ASKED)  # so that the page opens
        activity.state = State.CLOSED
    activity.save()
    if why == "overtaken":
        actions.answer_no(by=child, activity=activity, at=timezone.now())
    answer = post(client, activity, words=DANGER)
    assert answer.url == reverse("activities:thanks")
    assert cases().count() == 1
    assert not queries.holds_place(child, activity)
    assert "谢谢你写下这些" in client.get(answer.url).content.decode()


def test_the_same_words_sent_three_times_are_one_case(client, activity, child):  # MOD-7: nobody reads it thrice
    for answer in ("yes", "yes", "no"):
        assert post(client, activity, answer, words=DANGER).url == reverse("activities:thanks")
    assert cases().count() == 1


def test_words_without_a_sign_open_nothing_and_a_no_keeps_them(client, activity, child):
    assert post(client, activity, "no", words="那天要去外婆家").url != reverse("activities:thanks")
    assert not cases().exists()
    said = families.queries.standing(child.pk, Purpose.ACTIVITY, queries.scope(activity), at=timezone.now()).of(child)
    assert said.words == "那天要去外婆家"


# --- rules for a group


def member(client, activity):
    kid = families.child()
    make.place(activity, kid)
    client.force_login(kid)
    return kid


@pytest.mark.parametrize("words", ["", "\u200b", "长" * 81])
def test_a_rule_that_cannot_be_proposed_is_shown_again(client, activity, words):
    member(client, activity)
    answer = client.post(reverse("activities:propose", args=[activity.pk]), {"words": words})
    html = answer.content.decode()
    assert (answer.status_code, "field__error" in html) == (200, True)
    assert f'value="{words}"' in html or not words.strip("\u200b")
    assert not Proposal.objects.exists()


def test_a_rule_refused_at_the_last_moment_is_heard_and_not_lost(client, activity, monkeypatch):
    member(client, activity)
    monkeypatch.setattr("activities.queries.holds_place", lambda *_: False)  # the place went meanwhile
    address = reverse("activities:propose", args=[activity.pk])
    assert 'value="轮流说话"' in client.post(address, {"words": "轮流说话"}).content.decode()
    assert client.post(address, {"words": DANGER[:60]}).url == reverse("activities:thanks")
    assert cases().count() == 1


def test_a_face_says_where_its_words_were_said():
    activity = make.activity(name="水巷小组", at=timezone.now() - timedelta(days=3))
    session, kid = make.session(activity, number=2), families.child()
    make.place(activity, kid)
    assert actions.feel(by=kid, session=session, face="bad", words=DANGER[:60], at=timezone.now()) is True
    assert read_by_the_lead() == [DANGER[:60], "水巷小组 · 2"]


# --- who may answer


def test_only_who_wants_to_come_answers_and_says_how_it_was(activity, question):
    session = make.session(make.activity(at=timezone.now() - timedelta(days=3)))
    stranger, at = families.child(), timezone.now()
    with pytest.raises(actions.NotReady):
        actions.answer(by=stranger, activity=activity, said={question.pk: "画画"}, at=at)
    with pytest.raises(actions.NotReady):
        actions.feel(by=stranger, session=session, face="good", at=at)
    assert not Answer.objects.exists()
    assert not session.felt.exists()
