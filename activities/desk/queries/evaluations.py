"""Who reads an evaluation, what children are asked now, and what may be shown of their answers."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activities import queries as activities
from activities.desk.kinds import Moment
from activities.desk.models import Evaluation, Mark, OnPaper
from activities.desk.states import Asking
from activities.models import Activity, Lead, Place
from activities.models.rows import where_working
from activities.queries.sessions import ENOUGH
from activities.registry import Way
from portal.accounts import queries as accounts
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.asking.kinds import Kind
from portal.asking.models import Answer, Question
from portal.figures.counting import apart, kept_apart, shown
from portal.privacy import vault

PARTS = ("here", "paper")
ASKED_NOW = {Asking.BEFORE: Moment.BEFORE, Asking.AFTER: Moment.AFTER}


def led_by(person, *, at: datetime):
    """Activities that this person leads or made, where they still work with groups."""
    lead = Lead.objects.filter(activity=OuterRef("pk"), person=person)
    found = Activity.objects.filter(Exists(lead) | Q(made_by=person)).select_related("office")
    return where_working(person, at=at).narrow(found, "office")


def read_about(person, *, at: datetime):
    """Activities whose evaluation and reports this person reads: their own, and those of offices they supervise."""
    seen = accounts.reach(person, frozenset({Role.SUPERVISOR}), at=at)
    found = Activity.objects.select_related("office")
    if seen.everywhere:
        return found
    return found.filter(Q(pk__in=led_by(person, at=at).values("pk")) | Q(office__in=seen.offices))


def evaluation_of(activity: Activity) -> Evaluation | None:
    rows = Evaluation.objects.filter(activity=activity)
    return rows.select_related("activity__office", "before", "after", "written_by").first()


def measures(evaluation: Evaluation) -> list[Question]:
    """In their order; the same stand in the questionnaire for the end."""
    return list(evaluation.before.questions.filter(kind=Kind.ONE))


def asked_now(child, activity: Activity) -> Evaluation | None:
    """The evaluation whose questions this child may answer now; `moment` on it says which time it is."""
    found = Evaluation.objects.filter(activity=activity, state__in=ASKED_NOW).select_related("before", "after").first()
    if found is None or not activities.holds_place(child, activity):
        return None
    found.moment = ASKED_NOW[found.state]
    return found


def ways_of(child, activity: Activity, at) -> list[Way]:
    """Questions that wait for this child on the page of its group."""
    address = reverse("group_asking:answer", args=[activity.pk])
    found = asked_now(child, activity)
    return [Way(_("A few questions for you"), address, "pencil", waits=True)] if found else []


def own_measures(child, evaluation: Evaluation) -> dict[str, list[Answer]]:
    """What this child itself answered, before and after; nobody else's page asks for it."""
    rows = Answer.objects.filter(person=child, question__questionnaire__in=[evaluation.before_id, evaluation.after_id])
    found = {moment: [] for moment in Moment.values}
    for answer in rows.select_related("question").order_by("question__number"):
        before = answer.question.questionnaire_id == evaluation.before_id
        found[Moment.BEFORE if before else Moment.AFTER].append(answer)
    return found


def counted(evaluation: Evaluation, moment: str, *, beside: Iterable[int] = ()) -> dict[int, dict[str, dict]]:
    """Number of a measure → what may be shown of `here` and of `paper`: `levels`, how many chose each; where one of
    those hides, `halves`, how many the lower and the upper half of the scale, if they may be shown; `all`. None stands
    for a hidden number.

    The two stand apart: who counted the sheets could subtract them from a sum. Asked once, when a time is over:
    figures that grow while children answer would tell who said what. `beside`: how many children came, as reports
    say it; a column whose total is near one of them hides. Three queries.
    """
    here = Counter()
    rows = Answer.objects.filter(question__questionnaire=_at(evaluation, moment), question__kind=Kind.ONE)
    for number, picked in rows.values_list("question__number", "picked"):
        here.update((number, level) for level in picked)
    paper = on_paper(evaluation, moment)
    return {
        question.number: {
            name: _hidden(question, counts, beside) for name, counts in zip(PARTS, (here, paper), strict=True)
        }
        for question in measures(evaluation)
    }


@dataclass(frozen=True)
class Measured:
    """One measure as a table: `rows` hold words and four counts, None where one is hidden or not yet in: before and at
    the end, answered here and on paper."""

    words: str
    rows: list[tuple[str, list[int | None]]]


def measured(evaluation: Evaluation) -> list[Measured]:
    """In the reader's language, without rows that say nothing; no query."""
    english = (get_language() or "").startswith("en")
    found, shows = [], _shows(evaluation)
    for each in evaluation.figures:
        levels = (english and each["levels_en"]) or each["levels"]
        columns = [
            each[moment][part] if (each["number"], moment, part) in shows else {}
            for part in PARTS
            for moment in Moment.values
        ]
        rows = [(words, [_nth(column, "levels", n) for column in columns]) for n, words in enumerate(levels)]
        middle = len(levels) // 2
        halves = (f"{levels[0]} – {levels[max(middle - 1, 0)]}", f"{levels[middle]} – {levels[-1]}")
        rows += [(words, [_nth(column, "halves", n) for column in columns]) for n, words in enumerate(halves)]
        rows.append((_("all answers"), [column.get("all") for column in columns]))
        rows = [row for row in rows if any(count is not None for count in row[1])]
        found.append(Measured((english and each["words_en"]) or each["words"], rows))
    return found


def _shows(evaluation: Evaluation) -> set[tuple[int, str, str]]:
    """(number of the measure, moment, part) of the columns that are shown. Where one child more answered this than
    that, or before than at the end, two totals beside each other would tell of that child; what stood first stays."""
    found = set()
    for part in PARTS:
        told: list[int] = []
        for moment in Moment.values:
            columns = {each["number"]: each[moment][part] for each in evaluation.figures if moment in each}
            whole = {number: column["all"] for number, column in columns.items() if column["all"] is not None}
            for number in kept_apart(whole, told):
                told.append(whole[number])
                found.add((number, moment, part))
    return found


def totals_told(evaluation: Evaluation | None) -> set[int]:
    """How many children answered, as the shown figures say it: here, on paper, and both together."""
    shows = _shows(evaluation) if evaluation else set()
    told = set()
    for each in evaluation.figures if evaluation else []:
        for moment in Moment.values:
            alone = [each[moment][part]["all"] for part in PARTS if (each["number"], moment, part) in shows]
            told |= {*alone, sum(alone)} - {0}
    return told


def own_words(evaluation: Evaluation) -> list[str]:
    """For those who lead: what children said in their words once a time is over, without names, in no order, and none
    of a time in which fewer than three did: beside the words of before, what is new at the end would be somebody's."""
    over = {Asking.PAUSE: [evaluation.before_id], Asking.AFTER: [evaluation.before_id]}
    over[Asking.CLOSED] = [evaluation.before_id, evaluation.after_id]
    rows = Answer.objects.filter(question__questionnaire__in=over.get(evaluation.state, ()), question__kind=Kind.WORDS)
    times = defaultdict(list)
    for time, who, words in rows.order_by("pk").values_list("question__questionnaire", "person", "words"):
        times[time].append((who, words))
    enough = [said for said in times.values() if len({who for who, _words in said}) >= ENOUGH]
    return [words for said in enough for _who, words in said]


def called_here(activity: Activity) -> set[str]:
    """What children who have or had a place, or came once, are called here; no paper about the whole says it."""
    places = Place.objects.filter(activity=activity).values("child")
    marks = Mark.objects.filter(session__activity=activity).values("child")
    names = User.objects.filter(Q(pk__in=places) | Q(pk__in=marks)).values_list("pseudonym", flat=True)
    return {name for name in names if len(name) > 1}


def called_in(activity: Activity, *texts: str) -> list[str]:
    """What children are called here and stands in the texts; often it is a plain word as well."""
    return sorted(name for name in called_here(activity) if vault.stands_in([name], *texts))


def names_somebody(activity: Activity, *texts: str) -> bool:
    """Whether one of these children is called by its name here."""
    return vault.stands_in(called_here(activity), *texts)


def on_paper(evaluation: Evaluation, moment: str) -> dict[tuple[int, int], int]:
    """(number of the measure, level) → sheets; for who typed them."""
    rows = OnPaper.objects.filter(evaluation=evaluation, moment=moment)
    return {(row.number, row.level): row.count for row in rows}


def _hidden(question: Question, counts: dict, beside: Iterable[int]) -> dict:
    mine = [counts.get((question.number, level), 0) for level in range(len(question.choices.splitlines()))]
    if not apart(sum(mine), beside):
        return {"levels": [None] * len(mine), "halves": [None, None], "all": None}
    middle = len(mine) // 2
    levels, halves = _safe(mine), _safe([sum(mine[:middle]), sum(mine[middle:])])
    if None in levels and None not in halves:
        levels = [None] * len(levels)  # never both: what one leaves out the other would tell
    else:
        halves = [None, None]
    return {"levels": levels, "halves": halves, "all": _safe([sum(mine)] * 2)[0]}


def _safe(counts: list[int]) -> list[int | None]:
    return list(shown(dict(enumerate(counts))).values())


def _nth(column: dict, name: str, n: int) -> int | None:
    return column[name][n] if name in column else None


def _at(evaluation: Evaluation, moment: str) -> UUID:
    return evaluation.before_id if moment == Moment.BEFORE else evaluation.after_id
