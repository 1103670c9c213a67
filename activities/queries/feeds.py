"""What somebody's calendar may read: times of places that are held, asked anew at each reading; no name of anybody."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from activities.models import Feed, Place, Session
from portal.accounts.queries import hashed
from portal.consent import queries as consent
from portal.figures.ics import Event

BEFORE, AHEAD = timedelta(days=30), timedelta(days=400)
LONGEST = 500  # times; a family has a few dozen


def feed_of(person) -> Feed | None:
    return Feed.objects.filter(person=person, stopped_at=None).first()


def feed_at(token: str) -> Feed | None:
    """The feed in use at this address, while its person may come in."""
    found = Feed.objects.filter(mark=hashed(token), stopped_at=None, person__is_active=True)
    return found.select_related("person").first()


def events_of_feed(feed: Feed, *, at: datetime) -> list[Event]:
    held = Place.objects.held().filter(activity=OuterRef("activity"), child__in=_children(feed.person, at))
    times = Session.objects.filter(Exists(held), starts_at__gt=at - BEFORE, starts_at__lt=at + AHEAD)
    return [event(session, neutral=feed.neutral) for session in times.select_related("activity")[:LONGEST]]


def events_of_activity(activity, *, url: str, at: datetime) -> list[Event]:
    return [
        event(session, url=url)
        for session in activity.sessions.filter(ends_at__gt=at, cancelled_at=None).select_related("activity")
    ]


def event(session: Session, *, neutral: bool = False, url: str = "") -> Event:
    facts = {"uid": f"{session.pk}@tongyan", "starts_at": session.starts_at, "ends_at": session.ends_at}
    facts |= {"number": session.changes, "cancelled": session.cancelled_at is not None}
    if neutral:
        return Event(title=_("Something planned"), **facts)
    activity = session.activity
    return Event(title=activity.label, where=activity.where_label, url=url, **facts)


def _children(person, at: datetime) -> list[UUID]:
    """A child for itself; a guardian for those whose arrangements their own page shows, and no longer than it does."""
    if person.is_child:
        return [person.pk]
    links = [link for link in consent.links_of(person) if link.is_known]
    return [link.child_id for link in links if not consent.is_grown(link.child, at=at)]
