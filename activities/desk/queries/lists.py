"""What a list that leaves the house holds: names used here, times and places; no words of a child and no real name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.desk.models import Mark
from activities.desk.queries.days import day, standing
from activities.desk.states import Said
from activities.models import Activity, Place, Session
from activities.states import PlaceState

STANDS = {
    PlaceState.HELD: gettext_lazy("Coming"),
    PlaceState.OFFERED: gettext_lazy("A place is kept for"),
    PlaceState.LISTED: gettext_lazy("Names that are in"),
    PlaceState.WAITING: gettext_lazy("In the queue"),
    PlaceState.ASKED: gettext_lazy("Waiting for home"),
}
MOST = 5_000  # lines of one sheet


@dataclass(frozen=True)
class Sheet:
    head: list[str]
    rows: list[list] = field(repr=False)


def roster(activity: Activity) -> Sheet:
    """Who has a place, waits for one or is asked at home; one query."""
    places = Place.objects.standing().filter(activity=activity).select_related("child")
    rows = [
        [place.number, place.child.pseudonym, place.age_years, str(STANDS[place.state]), place.asked_at]
        for place in places.order_by(F("number").asc(nulls_last=True), "asked_at", "pk")[:MOST]
    ]
    return Sheet([_("Number of the place"), _("Name here"), _("Age"), _("How it stands"), _("Asked on")], rows)


def attendance(sessions: Iterable[Session]) -> Sheet:
    """One line for each child of each session about which something was said; two queries however many sessions."""
    sessions = list(sessions)
    marks = defaultdict(list)
    found = Mark.objects.filter(session__in=[session.pk for session in sessions]).select_related("child")
    for mark in found.order_by("at", "pk"):
        marks[mark.session_id].append(mark)
    rows = [line for session in sessions for line in _lines(session, marks[session.pk])]
    head = [_("Session"), _("When"), _("Name here"), _("How it stands"), _("came"), _("went")]
    return Sheet(head, rows[:MOST])


def open_day(session: Session) -> Sheet:
    """A day with everybody who has a place, noted or not: a sheet to take along where there is no network."""
    rows = [[row.child.pseudonym, row.age, row.now.get_says_display() if row.now else ""] for row in day(session).rows]
    return Sheet([_("Name here"), _("Age"), _("How it stands")], rows)


def whats_on(person) -> Sheet:
    """The activities somebody works with, with numbers of places and nobody in them."""
    found = Activity.objects.run_by(person).with_taken().select_related("office").order_by("starts_at", "pk")
    rows = [
        [
            each.label, each.get_kind_display(), each.get_state_display(), each.office.label, each.where_label,
            each.starts_at, each.ends_at, each.min_age, each.max_age, each.capacity, each.taken,
        ]
        for each in found[:MOST]
    ]  # fmt: skip
    head = [
        _("Activity"), _("Kind"), _("State"), _("Which office"), _("Where"), _("Begins"), _("Ends"), _("youngest"),
        _("oldest"), _("Places"), _("Places taken"),
    ]  # fmt: skip
    return Sheet(head, rows)


def _lines(session: Session, marks: list[Mark]):
    replaced = {mark.replaces for mark in marks if mark.replaces}
    told = [mark for mark in marks if mark.says != Said.NOTHING and mark.key not in replaced]
    for child, mark in sorted(standing(marks).items(), key=lambda each: each[1].child.pseudonym):
        times = {word: [each.at for each in told if each.child_id == child and each.says == word] for word in Said}
        came, went = times[Said.ARRIVED][:1], times[Said.LEFT][-1:]
        name, says = mark.child.pseudonym, mark.get_says_display()
        yield [session.number, session.starts_at, name, says, came[0] if came else None, went[0] if went else None]
