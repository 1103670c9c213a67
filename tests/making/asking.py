"""Dull makers of questionnaires and questions, straight into the tables."""

from datetime import timedelta

from portal.accounts.kinds import Kind as Person
from portal.asking.kinds import Kind
from portal.asking.models import Question, Questionnaire
from tests.making import consent as families


def questionnaire(*, at, made_by=None, keep_until=None) -> Questionnaire:
    made_by = made_by or families.person(Person.STAFF)
    return Questionnaire.objects.create(keep_until=keep_until or at + timedelta(days=60), made_by=made_by, made_at=at)


def question(asked, kind=Kind.WORDS, **over) -> Question:
    choices = {"choices": "小号\n中号\n大号", "choices_en": "small\nmedium\nlarge"}
    row = {
        "number": asked.questions.count() + 1, "words": "你想先做什么？",
        "words_en": "What would you like to do first?",
        "why": "这样第一次就能准备好。", "why_en": "So that we can prepare the first time.",
        **(choices if kind in (Kind.ONE, Kind.SEVERAL) else {}),
    }  # fmt: skip
    return Question.objects.create(questionnaire=asked, kind=kind, **(row | over))
