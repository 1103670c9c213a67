"""A term report as the data tell it: one text for each part, no name in any, and small numbers hidden."""

from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from activities.desk.kinds import Level, Part, Stage
from activities.desk.models import Duty, Incident, Mark, Record
from activities.desk.queries.days import standing
from activities.desk.queries.evaluations import called_here, evaluation_of, measured, totals_told
from activities.desk.queries.plans import plan_of
from activities.desk.states import Said
from activities.kinds import Face
from activities.models import Activity, Felt, Session
from activities.queries.sessions import ENOUGH
from portal.figures.counting import apart, shown

CAME = (Said.ARRIVED, Said.LEFT)
NEAR = gettext_lazy("not shown, it would give away a few")
SMALL = 11  # fewer are never shown, as in `portal.figures.counting`


def draft(activity: Activity, first: date, last: date, *, at: datetime) -> dict[str, str]:
    """Part → text in the reader's language; as many queries for a hundred sessions as for one."""
    begin, end = _moments(first, last)
    rows = activity.sessions.filter(starts_at__gte=begin, starts_at__lt=end, ends_at__lte=at)
    sessions = list(rows.order_by("starts_at", "pk"))
    held = [session for session in sessions if not session.cancelled_at]
    names, evaluation = called_here(activity), evaluation_of(activity)
    done = evaluation if evaluation and evaluation.done_at else None
    texts = {
        Part.SESSIONS: _sessions(sessions, held),
        Part.ATTENDANCE: _attendance(held, totals_told(evaluation)),
        Part.COURSE: _course(held),
        Part.FELT: _felt(held),
        Part.EVALUATION: _evaluation(evaluation, done),
        Part.SHARE: _share(activity),
        Part.INCIDENTS: _incidents(sessions),
        Part.COMING: done.coming if done else "",
    }
    return {part: without(names, text) for part, text in texts.items()}


def without(names: set[str], text: str) -> str:
    """What children are called here becomes "a child"; the longest first, since one may hold another."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, _("a child"))
    return text


def came(sessions: list[Session]) -> dict:
    """Session → the children who came, by the lines that count; one query."""
    marks = defaultdict(list)
    for mark in Mark.objects.filter(session__in=sessions):
        marks[mark.session_id].append(mark)
    counting = {key: standing(lines) for key, lines in marks.items()}
    return {key: {child for child, mark in rows.items() if mark.says in CAME} for key, rows in counting.items()}


def _sessions(sessions: list[Session], held: list[Session]) -> str:
    off = [session for session in sessions if session.cancelled_at]
    words = ngettext("%(n)s session in this time", "%(n)s sessions in this time", len(sessions)) % {"n": len(sessions)}
    lines = [_("%(words)s: %(held)s took place, %(off)s were called off.") % {
        "words": words, "held": len(held), "off": len(off)
    }]  # fmt: skip
    lines += [_("%(day)s: called off, %(why)s.") % {"day": _day(row), "why": row.reason.rstrip("。.")} for row in off]
    minutes = sum(Duty.objects.live().filter(session__in=held).exclude(minutes=None).values_list("minutes", flat=True))
    if minutes:
        lines.append(_("Adults worked %(hours)s hours at them.") % {"hours": round(minutes / 60, 1)})
    return "\n".join(lines)


def everybody(activity: Activity, first: date, last: date) -> int:
    """How many children came at least once in that time, as a report of it counts them; two queries."""
    begin, end = _moments(first, last)
    held = activity.sessions.filter(starts_at__gte=begin, starts_at__lt=end, cancelled_at=None)
    return len(set().union(*came(list(held)).values()))


def _attendance(held: list[Session], told: set[int]) -> str:
    """Everybody who came hides where one of the other numbers is near: the difference would be those who were away that
    day, or who did not answer. `told`: how many answered, as the evaluation shows it."""
    children = came(held)
    counts = {session.pk: len(children.get(session.pk, ())) for session in held}
    total, everybody = sum(counts.values()), set().union(*children.values())
    safe = shown(counts)
    near = not apart(len(everybody), told | {count for count in safe.values() if count is not None})
    lines = [_("Person-times: %(n)s.") % {"n": _large(total)}]
    lines.append(_("Children who came at least once: %(n)s.") % {"n": NEAR if near else _large(len(everybody))})
    lines += [
        _("%(day)s: %(n)s children.") % {"day": _day(row), "n": safe[row.pk]}
        for row in held
        if safe[row.pk] is not None
    ]
    if None in safe.values():
        lines.append(_("Sessions not listed had few children, or would give away one that had."))
    return "\n".join(lines)


def _course(held: list[Session]) -> str:
    records = Record.objects.filter(session__in=held, done_at__isnull=False).select_related("session")
    lines = []
    for record in records.order_by("session__starts_at"):
        said = [text for text in (record.reached, record.problems) if text]
        lines.append(f"{_day(record.session)}\n" + "\n".join(said or [record.course]))
    return "\n\n".join(lines)


def _felt(held: list[Session]) -> str:
    """Only of sessions of which so many said something that those who lead see faces at all."""
    faces = defaultdict(list)
    for session, face in Felt.objects.filter(session__in=held).values_list("session", "face"):
        faces[session].append(face)
    counts = Counter(face for rows in faces.values() if len(rows) >= ENOUGH for face in rows)
    safe = shown({value: counts[value] for value in Face.values})
    lines = [_line(Face(value).label, count) for value, count in safe.items() if count is not None]
    return "\n".join(lines) or _("Too few children said how they found it to show any number.")


def _evaluation(evaluation, done) -> str:
    parts = []
    heads = [_("before"), _("at the end"), _("before, on paper"), _("at the end, on paper")]
    for one in measured(evaluation) if evaluation else []:
        lines = [one.words]
        for words, counts in one.rows:
            said = [f"{head} {count}" for head, count in zip(heads, counts, strict=True) if count is not None]
            lines.append(_line(words, _("; ").join(said)))
        parts.append("\n".join(lines if one.rows else [*lines, _("Too few answers to show any number.")]))
    parts += [text for text in (done.reached, done.changed, done.said, done.hard) if text] if done else []
    return "\n\n".join(parts) or _("There was no evaluation.")


def _share(activity: Activity) -> str:
    plan = plan_of(activity)
    if plan is None or not plan.matrix:
        return _("There is no plan that says so.")
    rows = [(label, plan.matrix.get(value)) for value, label in Stage.choices]
    return "\n".join(_line(label, Level(level).label) for label, level in rows if level)


def _incidents(sessions: list[Session]) -> str:
    """What may be harm is the safeguarding lead's alone and in no number here (SAF-4)."""
    count = Incident.objects.filter(session__in=sessions, harm=False).count()
    return _("Incidents noted: %(n)s.") % {"n": _large(count)}


def _moments(first: date, last: date) -> tuple[datetime, datetime]:
    return tuple(timezone.make_aware(datetime.combine(day, time())) for day in (first, last + timedelta(days=1)))


def _line(name, said) -> str:
    return _("%(name)s: %(said)s") % {"name": name, "said": said}


def _large(count: int):
    return count if count >= SMALL else _("fewer than eleven, not shown")


def _day(session: Session) -> str:
    return f"{timezone.localtime(session.starts_at):%Y-%m-%d}"
