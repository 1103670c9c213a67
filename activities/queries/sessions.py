"""Whom a session concerns, what is to be told about it now, and how those who came found it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from activities.kinds import News
from activities.models import Felt, Lead, Place, Session, Told
from activities.states import PlaceState, State
from portal.consent import queries as consent
from portal.consent.purposes import Purpose

DAY, HOURS, AFTER = timedelta(hours=24), timedelta(hours=2), timedelta(hours=24)
ENOUGH = 3  # faces before any is shown: fewer would be somebody


def concerned(activity, *, at: datetime, held=False, leads=True, homes=True, asked=False, but=None) -> list[tuple]:
    """(person, child it is about): children with a place, or hoping for one unless `held`, and with `asked` those of
    whom home has not spoken yet; their homes; who leads, and no child. As many queries for one child as for many."""
    places = Place.objects.standing().filter(activity=activity)
    places = places if asked else places.exclude(state=PlaceState.ASKED)
    places = places.held() if held else places
    children = [place.child for place in places.select_related("child").order_by("asked_at", "pk")]
    asked_about = [child.pk for child in children if homes]
    adults = consent.guardians_of_each_to_ask(asked_about, Purpose.ACTIVITY, at=at)
    found = []
    for child in children:
        found += [(person, child) for person in (child, *adults.get(child.pk, ()))]
    if leads:
        others = Lead.objects.filter(activity=activity).exclude(person=but).select_related("person")
        found += [(lead.person, None) for lead in others]
    return found


def to_remind(at: datetime) -> list[tuple[Session, News]]:
    """What comes within a day, within two hours, and what ended within the last day; each once."""
    return [(session, kind) for kind in News for session in _untold(kind, at)]


def still_to_remind(session: Session, kind: News, *, at: datetime) -> Session | None:
    """The session as it is now, its row held, if it is still to be told; for the action alone."""
    return _untold(kind, at).select_for_update(of=("self",)).filter(pk=session.pk).first()


def _untold(kind: News, at: datetime):
    when = {
        News.DAY: {"starts_at__gt": at + HOURS, "starts_at__lte": at + DAY},
        News.HOURS: {"starts_at__gt": at, "starts_at__lte": at + HOURS},
        News.AFTER: {"ends_at__lte": at, "ends_at__gt": at - AFTER},
    }[kind]
    told = Told.objects.filter(session=OuterRef("pk"), kind=kind)
    found = Session.objects.filter(~Exists(told), cancelled_at=None, activity__state=State.OPEN, **when)
    return found.select_related("activity").order_by("starts_at", "pk")


def session_of(person, pk: UUID, *, at: datetime) -> Session | None:
    """A session that began, of an activity in which this child holds a place."""
    held = Place.objects.held().filter(activity=OuterRef("activity"), child=person)
    found = Session.objects.filter(Exists(held), pk=pk, cancelled_at=None, starts_at__lte=at)
    return found.select_related("activity__office").first()


def felt(person, session: Session) -> Felt | None:
    return Felt.objects.filter(child=person, session=session).first()


def felt_by_all(session: Session) -> list[Felt]:
    """For those who lead: faces and words without names, in no order, and none before three have said something."""
    found = list(Felt.objects.filter(session=session).order_by("pk").only("face", "words"))
    return found if len(found) >= ENOUGH else []


def times_of(person, activity) -> list[Session]:
    """Every time of an activity for one of its children, each with what the child said of it as `own_face`."""
    times = list(activity.sessions.all())
    own = dict(Felt.objects.filter(child=person, session__activity=activity).values_list("session", "face"))
    for session in times:
        session.own_face = own.get(session.pk, "")
    return times
