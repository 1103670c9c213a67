"""Reading questions and answers. Who may read whose answers is known by the part above, which asks for them."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from portal.asking.models import Answer, Box, Question, Questionnaire


def questions_of(questionnaire: Questionnaire | None) -> list[Question]:
    return list(questionnaire.questions.all()) if questionnaire else []


def answers_of(questionnaire: Questionnaire | None, persons: Iterable[UUID]) -> dict[UUID, list[Answer]]:
    """person → answers in the order of the questions; whoever skipped all is not in it. One query."""
    found = defaultdict(list)
    if questionnaire:
        answers = Answer.objects.filter(question__questionnaire=questionnaire, person__in=list(persons))
        for answer in answers.select_related("question").order_by("question__number"):
            found[answer.person_id].append(answer)
    return dict(found)


def is_on_roll(box: Box, person) -> bool:
    return box.roll.filter(person=person).exists()


def has_voted(box: Box, person) -> bool:
    """For this person alone: whether they did, never how."""
    return box.voted.filter(person=person).exists()


def turnout(box: Box) -> tuple[int, int, int]:
    """How many have voted, how many of them were handed a ballot on paper, and how many are on the roll."""
    marks = box.voted.values_list("on_paper", flat=True)
    return len(marks), sum(marks), box.roll.count()
