"""Writing a question, answering, letting answers go; and a box of secret ballots, from its roll to its emptying."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from secrets import SystemRandom
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from moderation import actions as judging
from moderation.actions import triage
from moderation.queries import is_with_lead
from moderation.states import Priority
from portal.accounts.models import User
from portal.accounts.queries.erased import erased_children
from portal.asking.kinds import LONGEST, MOST, MOST_CHOICES, OFFERING, Kind
from portal.asking.models import Answer, Ballot, Box, HeldWords, Question, Questionnaire, Voted, Voter
from portal.asking.screening import stopped
from portal.audit import log
from portal.privacy import queries as privacy
from portal.text.plain import plain
from portal.ui.refusals import Refusal

CASES = "asking"  # how moderation names ours
BALLOTS_KEPT = timedelta(days=30)  # after a box was opened, for somebody who doubts the result; then it is emptied
ELSEWHERE = {
    "health": _("«%(word)s»: health is not asked about here. Families give it to the vault, where few may look."),
    "identity": _("«%(word)s»: who a child is and where it lives is not asked about here; the vault keeps it."),
    "label": _("«%(word)s»: we do not ask children about that."),
}


class NotHere(Refusal):
    """This is not a question to ask here, or not an answer to it."""


@transaction.atomic
def begin(*, by, keep_until: datetime, at: datetime) -> Questionnaire:
    made = Questionnaire.objects.create(keep_until=keep_until, made_by=by, made_at=at)
    log.write("asking.begun", by=by, subject=f"questionnaire:{made.pk}", at=at)
    return made


@transaction.atomic
def keep(*, questionnaire: Questionnaire, until: datetime) -> None:
    """Answers are needed for longer, or shorter."""
    Questionnaire.objects.filter(pk=questionnaire.pk).update(keep_until=until)


@transaction.atomic
def ask(*, by, questionnaire: Questionnaire, at: datetime, kind: str, words: str, why: str, **more) -> Question:
    """Adds a question. `more` may hold words_en, why_en, choices, choices_en; choices one a line."""
    Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    said = {name: plain(text) for name, text in ({"words": words, "why": why} | more).items()}
    if found := stopped(*said.values()):
        raise NotHere(ELSEWHERE[found[0]] % {"word": found[1]})
    lines = [len(said.get(name, "").splitlines()) for name in ("choices", "choices_en")]
    if kind in OFFERING and not (2 <= lines[0] <= MOST_CHOICES and lines[1] in (0, lines[0])):
        raise NotHere(_("Write two to eight choices, one a line; in English as many as in Chinese, or none."))
    if kind not in OFFERING:
        said |= {"choices": "", "choices_en": ""}
    if questionnaire.questions.count() >= MOST:
        raise NotHere(_("Six questions are enough. Drop one before you add another."))
    last = questionnaire.questions.aggregate(last=Max("number"))["last"] or 0
    made = Question.objects.create(questionnaire=questionnaire, number=last + 1, kind=kind, **said)
    log.write("asking.asked", by=by, subject=f"questionnaire:{questionnaire.pk}", at=at, question=str(made.pk))
    return made


@transaction.atomic
def drop(*, by, question: Question, at: datetime) -> None:
    """The question goes, and what was answered to it."""
    log.write(
        "asking.dropped", by=by, subject=f"questionnaire:{question.questionnaire_id}", at=at, question=str(question.pk)
    )
    question.delete()


@transaction.atomic
def answer(
    *, by, questionnaire: Questionnaire, said: dict[UUID, object], office=None, where: str = "", at: datetime
) -> bool:
    """What this person answers now, in place of what they answered before; what is not in `said` was skipped.

    `said`: question → words, one number, or several. `office` and `where` as in `listen`. Gives back whether some of
    the words went to the safeguarding lead, so that the child reads thanks and where help is.
    """
    questions = {each.pk: each for each in questionnaire.questions.all()}
    answers = [_answer(by, questions.get(key), value, at) for key, value in said.items()]
    Answer.objects.filter(question__questionnaire=questionnaire, person=by).delete()
    Answer.objects.bulk_create([each for each in answers if each])
    log.write("asking.answered", by=by, subject=f"questionnaire:{questionnaire.pk}", at=at)
    texts = {str(each.question_id): each.words for each in answers if each}
    return listen(by=by, texts=texts, office=office, where=where, at=at)


@transaction.atomic
def listen(*, by, texts: dict[str, str], office=None, where: str = "", at: datetime) -> bool:
    """Short words that only those who lead would read: a sign of harm opens a case for the lead at once (SAF-5).

    Whoever leads still reads them. `where` tells the lead where they were said; of no person. Gives back whether there
    was such a sign; the same words sent again, while the lead has them, are no second case.
    """
    texts = {name: text for name, text in texts.items() if text.strip()}
    age = privacy.age(by.pk, on=timezone.localdate(at)) if texts else None
    near = [text for text in texts.values() if _may_be_harm(text, age)]
    if not near:
        return False
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # so that a form sent twice is one case
    if not {_squeezed(text) for text in near} <= _with_lead(by):
        held = HeldWords(id=uuid4(), texts=texts, where=where[:200])
        held.case = judging.hand_to_lead(
            by=by, kind=CASES, author=by, revision=held.pk, texts=texts, office=office, age_years=age, at=at
        )
        held.save(force_insert=True)
    return True


def _may_be_harm(text: str, age: int | None) -> bool:
    seen = triage.run({"words": text}, age)
    return seen.incomplete or any(found.level <= Priority.P1 for _part, found in seen.findings)


def _with_lead(person) -> set[str]:
    """Every text of this person that a lead has and is not done with."""
    rows = HeldWords.objects.filter(case__author=person).select_related("case")
    return {_squeezed(text) for held in rows if is_with_lead(held.case) for text in held.texts.values()}


def _squeezed(text: str) -> str:
    return " ".join(plain(text).split())


@transaction.atomic
def erase_held(*, by, person: UUID, at: datetime) -> None:
    """Words that a lead had, when a wish to erase is granted; those the lead is looking at wait for `erase_rest`."""
    held = HeldWords.objects.filter(case__author=person).exclude(texts={}).select_related("case")
    gone = [each.pk for each in held if not is_with_lead(each.case)]
    HeldWords.objects.filter(pk__in=gone).update(texts={})
    if gone:
        log.write("asking.held_erased", by=by, subject=f"person:{person}", at=at, held=len(gone))


@transaction.atomic
def erase_rest(*, at: datetime) -> None:
    """The clock's job: what had to stay for a lead when somebody's data was erased, as soon as it need not any more."""
    held = HeldWords.objects.filter(case__author__in=erased_children()).exclude(texts={})
    for author in set(held.values_list("case__author", flat=True)):
        erase_held(by=None, person=author, at=at)


@transaction.atomic
def forget(*, by, questionnaire: Questionnaire, person, at: datetime) -> None:
    """Whoever does not come needs no answers on a list."""
    gone, _kinds = Answer.objects.filter(question__questionnaire=questionnaire, person=person).delete()
    if gone:
        log.write("asking.forgotten", by=by, subject=f"questionnaire:{questionnaire.pk}", at=at)


@transaction.atomic
def erase_old(*, at: datetime) -> int:
    """The clock's job: what was promised to go after a time goes."""
    old = Answer.objects.filter(question__questionnaire__keep_until__lte=at)
    for pk in set(old.values_list("question__questionnaire", flat=True)):
        log.write("asking.erased", by=None, subject=f"questionnaire:{pk}", at=at)
    return old.delete()[0]


def _answer(by, question: Question | None, value, at: datetime) -> Answer | None:
    """None for what says nothing. A value that the question does not offer is no answer to it."""
    if question is None:
        raise NotHere(_("The questions have changed meanwhile. Please look again."))
    made = Answer(question=question, person=by, at=at)
    if question.kind == Kind.WORDS:
        made.words = plain(str(value), lines=False)[:LONGEST]
        return made if made.words else None
    picked = sorted({int(each) for each in (value if question.kind == Kind.SEVERAL else [value])})
    if any(not 0 <= number < len(question.offers) for number in picked):
        raise NotHere(_("The questions have changed meanwhile. Please look again."))
    made.picked = picked
    return made if picked else None


# --- secret ballots


@transaction.atomic
def lay_box(*, voters: Iterable, at: datetime) -> Box:
    """A closed box and its roll, in no order. Whoever calls says in the record what it is for."""
    box = Box.objects.create(made_at=at)
    roll = [Voter(box=box, person=person) for person in voters]
    SystemRandom().shuffle(roll)
    Voter.objects.bulk_create(roll)
    return box


@transaction.atomic
def cast(*, by, box: Box, picked: Iterable[str], at: datetime) -> None:
    """One ballot of somebody on the roll, once and for good. The record says that they took part that day, no more."""
    box = _open(box)
    _mark(box, by)
    _drop_in(box, sorted(picked))
    # Midnight: with the hour, the record beside a copy of the tables would tell whose ballot came in between.
    day = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    log.write("ballot.cast", by=by, subject=f"box:{box.pk}", at=day)


@transaction.atomic
def hand_out(*, by, box: Box, person, at: datetime) -> None:
    """Somebody on the roll was given a ballot on paper, and has none here any more."""
    box = _open(box)
    _mark(box, person, on_paper=True)
    log.write("ballot.handed_out", by=by, subject=f"box:{box.pk}", at=at, person=str(person.pk))


@transaction.atomic
def count(*, box: Box, at: datetime) -> Counter:
    """Closes the box and counts it. Nothing is ever counted before, nor twice; a ballot too many or too few is said."""
    box = _open(box)
    ballots = list(box.ballots.values_list("picked", flat=True))
    if len(ballots) != box.ballots_in:
        raise NotHere(_("The box holds another number of ballots than were put in. Please do not count it; tell us."))
    box.closed_at = at
    box.save(update_fields=["closed_at"])
    return Counter(key for picked in ballots for key in picked)


@transaction.atomic
def close_uncounted(*, box: Box, at: datetime) -> None:
    """A vote that does not take place: what was put in goes unread."""
    Box.objects.filter(pk=box.pk, closed_at=None).update(closed_at=at)
    _empty(box, at)


@transaction.atomic
def empty_boxes(*, at: datetime) -> int:
    """The clock's job: ballots and the roll go, so that one day nothing is left that could be joined."""
    old = Box.objects.filter(closed_at__lte=at - BALLOTS_KEPT, emptied_at=None)
    return sum(_empty(box, at) for box in old.select_for_update())


def _open(box: Box) -> Box:
    box = Box.objects.select_for_update().get(pk=box.pk)
    if box.closed_at:
        raise NotHere(_("The voting is over."))
    return box


def _mark(box: Box, person, **how) -> None:
    if not box.roll.filter(person=person).exists():
        raise NotHere(_("Your name is not on the list of this vote."))
    try:
        with transaction.atomic():
            Voted.objects.create(box=box, person=person, **how)
    except IntegrityError:
        raise NotHere(_("You have voted already. Nobody can see how, so it cannot be changed.")) from None


def _drop_in(box: Box, picked: list[str]) -> None:
    """With the others, all laid anew in a new order (`models.Box` says why)."""
    papers = [*box.ballots.values_list("picked", flat=True), picked]
    SystemRandom().shuffle(papers)
    box.ballots.all().delete()
    Ballot.objects.bulk_create(Ballot(box=box, picked=each) for each in papers)
    box.ballots_in += 1
    box.save(update_fields=["ballots_in"])


def _empty(box: Box, at: datetime) -> bool:
    for rows in (box.ballots, box.voted, box.roll):
        rows.all().delete()
    Box.objects.filter(pk=box.pk).update(emptied_at=at)
    log.write("box.emptied", by=None, subject=f"box:{box.pk}", at=at)
    return True
