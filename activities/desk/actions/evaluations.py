"""Asking the same before and after, counting sheets of paper, and writing down what came of it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from activities.actions.questions import ANSWERS_KEPT
from activities.desk import policy, queries
from activities.desk.actions.plans import NotReady
from activities.desk.actions.records import NamesAChild, refuse_names
from activities.desk.actions.refusals import NotYours, WrittenMeanwhile
from activities.desk.content import OWN_WORDS
from activities.desk.kinds import Moment
from activities.desk.models import Evaluation, OnPaper
from activities.desk.models.evaluations import MOST_MEASURES
from activities.desk.states import ASKING_NEXT, Asking
from activities.models import Activity, Place
from portal.asking import actions as asking
from portal.asking.kinds import Kind
from portal.audit import log
from portal.notices.actions import tell
from portal.text.plain import plain

WORDS = ("reached", "changed", "said", "hard", "coming")
LONG = 4000  # characters of one part


@transaction.atomic
def begin_evaluation(*, by, activity: Activity, at: datetime) -> Evaluation:
    """The activity's evaluation; twice is once."""
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    _leads(by, activity, at)
    if before := queries.evaluation_of(activity):
        return before
    until = _kept_until(activity, at)
    asked = {moment: asking.begin(by=by, keep_until=until, at=at) for moment in Moment.values}
    made = Evaluation.objects.create(activity=activity, made_by=by, made_at=at, **asked)
    log.write("evaluation.begun", by=by, subject=f"activity:{activity.pk}", at=at)
    return made


@transaction.atomic
def add_measure(*, by, evaluation: Evaluation, words: str, why: str, levels: str, at: datetime, **more) -> Evaluation:
    """One question with a scale, asked in the same words both times. `more`: words_en, why_en, levels_en.

    Raises the refusal of `portal.asking` where health, identity or a label is asked about.
    """
    evaluation = _writing(by, evaluation, at)
    if len(queries.measures(evaluation)) >= MOST_MEASURES:
        raise NotReady(_("Five measures are enough. Drop one before you add another."))
    facts = {"kind": Kind.ONE, "words": words, "why": why, "choices": levels}
    facts |= {"words_en": more.get("words_en", ""), "why_en": more.get("why_en", "")}
    for questionnaire in (evaluation.before, evaluation.after):
        asking.ask(by=by, questionnaire=questionnaire, choices_en=more.get("levels_en", ""), at=at, **facts)
    return evaluation


@transaction.atomic
def drop_measure(*, by, evaluation: Evaluation, number: int, at: datetime) -> Evaluation:
    evaluation = _writing(by, evaluation, at)
    for questionnaire in (evaluation.before, evaluation.after):
        for question in questionnaire.questions.filter(number=number):
            asking.drop(by=by, question=question, at=at)
    return evaluation


@transaction.atomic
def go_on_asking(*, by, evaluation: Evaluation, seen: str, at: datetime) -> Evaluation:
    """One step on from `seen`; sent twice it is one. Children with a place are told when they are asked; when a time
    is over, what may be shown of it is counted once and stays."""
    evaluation = _locked(by, evaluation, at)
    if seen not in ASKING_NEXT or evaluation.state != seen:
        raise NotReady(_("It is one step further already."))
    if not queries.measures(evaluation):
        raise NotReady(_("Write at least one measure before children are asked."))
    moment = queries.ASKED_NOW.get(evaluation.state)
    if moment:
        evaluation.figures = _with(evaluation, moment)
    if evaluation.state == Asking.WRITING:
        _ask_for_words(by, evaluation, at)
    evaluation.state = ASKING_NEXT[evaluation.state]
    evaluation.save(update_fields=["state", "figures"])
    for questionnaire in (evaluation.before, evaluation.after):
        asking.keep(questionnaire=questionnaire, until=_kept_until(evaluation.activity, at))
    log.write("evaluation.asking", by=by, subject=f"activity:{evaluation.activity_id}", at=at, state=evaluation.state)
    if evaluation.state in queries.ASKED_NOW:
        _tell(evaluation.activity, at)
    return evaluation


@transaction.atomic
def answer_measures(*, by, evaluation: Evaluation, moment: str, said: dict[UUID, object], at: datetime) -> bool:
    """A child with a place answers, anew as often as it likes until that time is over; nothing said takes all back.

    Whether some of the words went to the safeguarding lead (SAF-5).
    """
    held = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    now = queries.asked_now(by, held.activity)
    if now is None or now.moment != moment:
        raise NotReady(_("These questions are not asked just now. Thank you all the same."))
    questionnaire = now.before if moment == Moment.BEFORE else now.after
    office = held.activity.office
    return asking.answer(by=by, questionnaire=questionnaire, said=said, office=office, at=at)


@transaction.atomic
def note_sheets(*, by, evaluation: Evaluation, counts: dict[tuple[int, int], int], at: datetime) -> Evaluation:
    """How many sheets of paper said what, of the time that is asked now: (number of the measure, level) → sheets.
    What was counted before of that time is replaced."""
    evaluation = _locked(by, evaluation, at)
    moment = queries.ASKED_NOW.get(evaluation.state)
    if moment is None:
        raise NotReady(_("Sheets are counted while children are asked."))
    offered = {(each.number, level) for each in queries.measures(evaluation) for level in range(len(each.offers))}
    if not set(counts) <= offered:
        raise NotReady(_("The questions have changed meanwhile. Please look again."))
    evaluation.on_paper.filter(moment=moment).delete()
    OnPaper.objects.bulk_create(
        OnPaper(evaluation=evaluation, moment=moment, number=number, level=level, count=count)
        for (number, level), count in counts.items()
        if count
    )
    log.write("evaluation.sheets", by=by, subject=f"activity:{evaluation.activity_id}", at=at, moment=moment)
    return evaluation


@transaction.atomic
def write_evaluation(
    *, by, evaluation: Evaluation, words: dict[str, str], seen: int, done: bool, meant: bool = False, at: datetime
) -> Evaluation:
    """Keeps what was written over version `seen`; with `done` it stands for good. `meant`: as in `refuse_all_names`."""
    evaluation = _locked(by, evaluation, at)
    if evaluation.done_at:
        raise NotReady(_("This evaluation is done; its words stand."))
    if evaluation.version != seen:
        raise WrittenMeanwhile
    said = {name: plain(words.get(name, ""))[:LONG] for name in WORDS}
    refuse_all_names(evaluation.activity, *said.values(), meant=meant)
    if done and not (said["reached"] and said["coming"]):
        raise NotReady(_("Write at least what was reached, and what comes next."))
    if done and evaluation.state != Asking.CLOSED:
        raise NotReady(_("Children are still asked. Close the questions first."))
    for name, text in said.items():
        setattr(evaluation, name, text)
    evaluation.version, evaluation.written_by, evaluation.written_at = seen + 1, by, at
    evaluation.done_at = at if done else None
    evaluation.save()
    act = "evaluation.done" if done else "evaluation.written"
    log.write(act, by=by, subject=f"activity:{evaluation.activity_id}", at=at, **words_meant(meant))
    return evaluation


@transaction.atomic
def forget_measures(*, child: UUID, activity: UUID, at: datetime) -> None:
    """Whose yes to the activity is gone is in no answers of its."""
    for evaluation in Evaluation.objects.filter(activity=activity).select_related("before", "after"):
        for questionnaire in (evaluation.before, evaluation.after):
            asking.forget(by=None, questionnaire=questionnaire, person=child, at=at)


def refuse_all_names(activity: Activity, *texts: str, meant: bool = False) -> None:
    """Neither a real name nor what a child of this activity is called here. With `meant` somebody looked and says that
    it is the word («light rain») and no child: names here are often words. A real name never passes.

    Raises NamesSomebody, NamesAChild.
    """
    refuse_names(" ".join(texts), queries.children_in(activity))
    called = [] if meant else queries.called_in(activity, *texts)
    if called:
        words = _("“%(name)s” stands in it, and a child is called so here. Please write of it without a name.")
        raise NamesAChild(words % {"name": called[0]})


def words_meant(meant: bool) -> dict[str, bool]:
    """On record where somebody said that a name here is only a word."""
    return {"word_meant": True} if meant else {}


def _ask_for_words(by, evaluation: Evaluation, at: datetime) -> None:
    facts = {}
    for suffix, language in (("", "zh-hans"), ("_en", "en")):
        with translation.override(language):
            facts |= {name + suffix: str(text) for name, text in OWN_WORDS.items()}
    for questionnaire in (evaluation.before, evaluation.after):
        asking.ask(by=by, questionnaire=questionnaire, kind=Kind.WORDS, at=at, **facts)


def _with(evaluation: Evaluation, moment: str) -> list[dict]:
    counts = queries.counted(evaluation, moment, beside=queries.reported(evaluation.activity))
    before = {each["number"]: each for each in evaluation.figures}
    rows = []
    for question in queries.measures(evaluation):
        words = {"number": question.number, "words": question.words, "words_en": question.words_en}
        words |= {"levels": question.choices.splitlines(), "levels_en": question.choices_en.splitlines()}
        rows.append(before.get(question.number, {}) | words | {moment: counts[question.number]})
    return rows


def _kept_until(activity: Activity, at: datetime) -> datetime:
    return max(activity.ends_at, at + timedelta(days=1)) + ANSWERS_KEPT


def _writing(by, evaluation: Evaluation, at: datetime) -> Evaluation:
    evaluation = _locked(by, evaluation, at)
    if evaluation.state != Asking.WRITING:
        raise NotReady(_("Children were asked already: the same is asked before and after."))
    return evaluation


def _locked(by, evaluation: Evaluation, at: datetime) -> Evaluation:
    rows = Evaluation.objects.select_for_update(of=("self",)).select_related("activity__office", "before", "after")
    evaluation = rows.get(pk=evaluation.pk)
    _leads(by, evaluation.activity, at)
    return evaluation


def _leads(by, activity: Activity, at: datetime) -> None:
    if not policy.may_evaluate(by, activity, at=at):
        raise NotYours(_("Whoever leads or made the activity evaluates it."))


def _tell(activity: Activity, at: datetime) -> None:
    for place in Place.objects.held().filter(activity=activity).select_related("child").order_by("pk"):
        with translation.override(place.child.language):
            words = {"name": activity.label, "activity": str(activity.pk)}
        tell(person=place.child, kind="desk.asked", about=f"child:{place.child_id}", at=at, **words)
