"""Questions with a reason, answers that may be left out, and what must not be asked here."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from moderation.models import Case
from moderation.registry import content
from moderation.states import Lane, Priority
from portal.accounts.roles import Role
from portal.asking import actions, queries
from portal.asking.forms import AnswersForm
from portal.asking.kinds import MOST, Kind
from portal.asking.models import Answer, HeldWords, Question
from portal.asking.screening import stopped
from portal.audit.models import Line
from portal.clock.registry import jobs
from portal.privacy import actions as privacy
from portal.privacy.queries import kept_of
from tests.making import accounts as make_accounts
from tests.making import asking as make
from tests.making import consent as families
from tests.making import moderation as make_moderation
from tests.making.moderation import DANGER

pytestmark = pytest.mark.django_db
AT = timezone.now()
ASKED = {"kind": Kind.WORDS, "words": "你想先做什么？", "why": "这样第一次就能准备好。"}


@pytest.fixture
def asked():
    return make.questionnaire(at=AT)


def child():
    return families.child(age=9, at=AT)


def said_by(person, asked):
    return [answer.said for answer in queries.answers_of(asked, [person.pk]).get(person.pk, [])]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("你会游泳吗？", None),
        ("T恤要多大的？", None),
        ("你想先做什么？", None),
        ("Would you like to hold the microphone?", None),
        ("放学以后几点能到？", None),
        ("你有没有过敏？", "health"),
        ("在吃什么药吗", "health"),
        ("Any Allergies?", "health"),
        ("ASTHMA", "health"),
        ("你的真名叫什么？", "identity"),
        ("Your phone number", "identity"),
        ("你家住哪儿", "identity"),
        ("是不是低保家庭", "label"),
        ("Parents divorced?", "label"),
    ],
)
def test_health_identity_and_labels_are_not_asked_about(text, kind):
    found = stopped(text)
    assert (found and found[0]) == kind


@pytest.mark.parametrize("where", ["words", "words_en", "why", "why_en", "choices", "choices_en"])
def test_no_part_of_a_question_asks_about_health(asked, where):
    facts = ASKED | {"kind": Kind.ONE, "choices": "红\n蓝", "choices_en": "red\nblue"}
    facts[where] = facts.get(where, "") + "\n过敏" if "choices" in where else "有没有过敏"
    with pytest.raises(actions.NotHere, match="过敏"):
        actions.ask(by=asked.made_by, questionnaire=asked, at=AT, **facts)
    assert not asked.questions.exists()


@pytest.mark.parametrize(
    ("choices", "choices_en"),
    [("", ""), ("红", ""), ("红\n蓝", "red"), ("\n".join("一二三四五六七八九"), "")],
)
def test_choices_are_two_to_eight_and_as_many_in_english(asked, choices, choices_en):
    with pytest.raises(actions.NotHere):
        actions.ask(
            by=asked.made_by, questionnaire=asked, at=AT, **(ASKED | {"kind": Kind.ONE}), choices=choices,
            choices_en=choices_en,
        )  # fmt: skip


def test_six_questions_are_enough(asked):
    for _ in range(MOST):
        actions.ask(by=asked.made_by, questionnaire=asked, at=AT, **ASKED)
    with pytest.raises(actions.NotHere):
        actions.ask(by=asked.made_by, questionnaire=asked, at=AT, **ASKED)
    actions.drop(by=asked.made_by, question=asked.questions.first(), at=AT)
    assert actions.ask(by=asked.made_by, questionnaire=asked, at=AT, **ASKED).number == MOST + 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"why": ""},
        {"words": ""},
        {"kind": "essay"},
        {"kind": Kind.ONE, "choices": ""},
        {"choices": "a\nb"},
        {"number": 1},
    ],
)
def test_the_database_refuses_a_question_without_its_reason(asked, wrong):  # house rule 4
    make.question(asked)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.question(asked, **wrong)


def test_one_answer_a_question_and_person(asked):
    question, person = make.question(asked), child()
    Answer.objects.create(question=question, person=person, words="画画", at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(question=question, person=person, words="唱歌", at=AT)


def test_each_kind_is_answered_and_read_in_both_languages(asked):
    words, one, several, yes_no = (make.question(asked, kind) for kind in Kind)
    person = child()
    said = {words.pk: "画画\u200b", one.pk: "1", several.pk: ["2", "0"], yes_no.pk: "1"}
    assert actions.answer(by=person, questionnaire=asked, said=said, at=AT) is False
    assert said_by(person, asked) == ["画画", "中号", "小号、大号", "是"]
    with translation.override("en"):
        assert said_by(person, asked) == ["画画", "medium", "small, large", "yes"]


def test_answering_again_replaces_and_what_is_skipped_is_gone(asked):
    first, second, person = make.question(asked), make.question(asked), child()
    actions.answer(by=person, questionnaire=asked, said={first.pk: "画画", second.pk: "唱歌"}, at=AT)
    actions.answer(by=person, questionnaire=asked, said={second.pk: "跑步"}, at=AT)
    assert said_by(person, asked) == ["跑步"]


@pytest.mark.parametrize("wrong", ["9", "-1"])
def test_only_what_is_offered_is_an_answer(asked, wrong):
    question = make.question(asked, Kind.ONE)
    with pytest.raises(actions.NotHere):
        actions.answer(by=child(), questionnaire=asked, said={question.pk: wrong}, at=AT)


def test_only_what_is_asked_is_answered(asked):
    elsewhere = make.question(make.questionnaire(at=AT))
    with pytest.raises(actions.NotHere):
        actions.answer(by=child(), questionnaire=asked, said={elsewhere.pk: "画画"}, at=AT)


def test_the_record_holds_no_words(asked):
    actions.answer(by=child(), questionnaire=asked, said={make.question(asked).pk: "画画"}, at=AT)
    assert Line.objects.filter(act="asking.answered").exists()
    assert "画画" not in str(list(Line.objects.values_list("detail", flat=True)))


# --- going again


def test_answers_go_when_they_are_no_longer_needed(asked):  # PRI-8
    other, person = make.questionnaire(at=AT, keep_until=AT + timedelta(days=90)), child()
    for each in (asked, other):
        actions.answer(by=person, questionnaire=each, said={make.question(each).pk: "画画"}, at=AT)
    jobs["asking.erase"].run(asked.keep_until - timedelta(seconds=1))
    assert Answer.objects.count() == 2
    jobs["asking.erase"].run(asked.keep_until)
    assert (said_by(person, asked), said_by(person, other)) == ([], ["画画"])
    actions.keep(questionnaire=other, until=AT)
    actions.erase_old(at=AT)
    assert not Answer.objects.exists()
    assert Question.objects.count() == 2


def test_answers_go_with_the_person(asked):  # PRI-5
    person = child()
    actions.answer(by=person, questionnaire=asked, said={make.question(asked).pk: "画画"}, at=AT)
    shown = {str(each.kind): each.number for each in kept_of(person.pk, reader=person.pk)}
    assert shown["对活动小问题的回答"] == 1
    home = families.person("guardian")
    assert "对活动小问题的回答" not in {str(each.kind) for each in kept_of(person.pk, reader=home.pk)}  # CON-19
    privacy.erase(by=person, person=person.pk, at=AT)
    assert not Answer.objects.exists()


def test_whoever_goes_leaves_no_answers(asked):
    goes, stays = child(), child()
    for person in (goes, stays):
        question = asked.questions.first() or make.question(asked)
        actions.answer(by=person, questionnaire=asked, said={question.pk: "画画"}, at=AT)
    actions.forget(by=goes, questionnaire=asked, person=goes, at=AT)
    assert set(queries.answers_of(asked, [goes.pk, stays.pk])) == {stays.pk}


# --- words that somebody must look at


def test_a_sign_of_harm_goes_to_the_lead_alone(asked):  # SAF-5, promise 5
    person, question = child(), make.question(asked)
    assert actions.answer(by=person, questionnaire=asked, said={question.pk: DANGER[:40]}, at=AT) is True
    case = Case.objects.get(kind="asking")
    assert (case.lane, case.author) == (Lane.LOCKED, person)
    assert case.priority <= Priority.P1
    assert [part.text for part in content("asking").body(case)] == [DANGER[:40]]
    actions.answer(by=person, questionnaire=asked, said={}, at=AT)  # taking it back does not take it from the lead
    assert [part.text for part in content("asking").body(case)] == [DANGER[:40]]


def test_the_lead_reads_where_it_was_said():
    actions.listen(by=child(), texts={"words": DANGER}, where="水巷小组 · 2", at=AT)
    parts = content("asking").body(Case.objects.get(kind="asking"))
    assert [part.text for part in parts] == [DANGER, "水巷小组 · 2"]


@pytest.mark.parametrize("words", ["I want to kill myself", "my dad hits me", "I don’t want to live any more"])
def test_english_words_are_heard_too(words):
    assert actions.listen(by=child(), texts={"words": words}, at=AT) is True
    assert Case.objects.filter(kind="asking", lane=Lane.LOCKED).exists()


def test_the_same_words_sent_again_are_one_case_until_the_lead_is_done():
    person, others = child(), child()
    said = {"words": DANGER, "calm": "想看路灯"}
    for texts in (said, said, {"elsewhere": f" {DANGER}\n"}):
        assert actions.listen(by=person, texts=texts, at=AT) is True
    assert Case.objects.count() == 1
    actions.listen(by=others, texts=said, at=AT)
    actions.listen(by=person, texts={"words": DANGER, "more": "我想自杀"}, at=AT)
    assert Case.objects.count() == 3
    for case in Case.objects.all():
        taken_care_of(case)
    actions.listen(by=person, texts=said, at=AT)
    assert Case.objects.count() == 4, "whoever says it again is heard anew"


def taken_care_of(case):
    make_moderation.closed(case, make_moderation.lead(at=AT), at=AT)


def test_held_words_go_with_the_person_once_the_lead_is_done():  # PRI-6, SAF-7
    person, stays = child(), child()
    for each in (person, stays):
        actions.listen(by=each, texts={"words": DANGER}, at=AT)
    case = Case.objects.get(author=person)
    erase(person)
    jobs["asking.erased"].run(AT)
    assert held_of(person) == {"words": DANGER}, "a lead is looking at it"
    taken_care_of(case)
    taken_care_of(Case.objects.get(author=stays))
    jobs["asking.erased"].run(AT)
    assert (held_of(person), held_of(stays)) == ({}, {"words": DANGER})
    assert content("asking").body(case) == []
    erase(stays)
    assert held_of(stays) == {}


def erase(person):
    wish = privacy.wish(by=person, person=person.pk, kind="erase", words="", at=AT)
    privacy.answer_wish(by=make_accounts.staff(Role.SUPERVISOR), wish=wish, yes=True, at=AT)


def held_of(person) -> dict:
    return HeldWords.objects.get(case__author=person).texts


def test_plain_words_open_no_case(asked):
    assert actions.listen(by=child(), texts={"words": "想看路灯", "more": " "}, at=AT) is False
    assert not Case.objects.exists()


# --- the form


def test_nothing_is_required_and_each_question_says_why(asked):  # ETH-2
    for kind in Kind:
        make.question(asked, kind)
    form = AnswersForm({}, questions=asked.questions.all())
    assert form.is_valid()
    assert form.said == {}
    assert all("这样第一次就能准备好" in str(field.help_text) for field in form.fields.values())


def test_the_form_shows_what_was_answered_before(asked):
    several, person = make.question(asked, Kind.SEVERAL), child()
    actions.answer(by=person, questionnaire=asked, said={several.pk: ["0", "2"]}, at=AT)
    before = queries.answers_of(asked, [person.pk])[person.pk]
    html = AnswersForm(questions=[several], answers=before).as_p()
    assert html.count("checked") == 2
