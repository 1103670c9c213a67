"""Who reads what was written after a session, and what is still to be written."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from activities.desk.models import Duty, Incident, Mark, Record, Supervision
from activities.desk.queries.days import helped_at
from activities.models import Lead, Place, Session
from activities.models.rows import where_working
from portal.accounts import queries as accounts
from portal.accounts.models import User
from portal.accounts.roles import Role

AGES = timedelta(days=60)  # older ones nobody will write from memory


def recorded_by(person, *, at: datetime):
    """Sessions about which this person may write: they lead the activity, made it, or were on duty, and still work
    with groups at its office; or they just helped there."""
    lead = Lead.objects.filter(activity=OuterRef("activity"), person=person)
    duty = Duty.objects.live().filter(session=OuterRef("pk"), person=person)
    here = where_working(person, at=at).narrow(Session.objects.all(), "activity__office").values("pk")
    own = (Exists(lead) | Exists(duty) | Q(activity__made_by=person)) & Q(pk__in=here)
    return Session.objects.filter(own | helped_at(person, at=at)).select_related("activity__office")


def supervised_sessions(person, *, at: datetime):
    """Sessions of the offices in which the person is a supervisor."""
    seen = accounts.reach(person, frozenset({Role.SUPERVISOR}), at=at)
    return seen.narrow(Session.objects.select_related("activity__office"), "activity__office")


def record_of(session: Session) -> Record | None:
    return Record.objects.filter(session=session).select_related("written_by", "commented_by").first()


def children_of(session: Session) -> set[UUID]:
    """Who ever had or wanted a place in the activity, and guests of that day."""
    places = Place.objects.filter(activity=session.activity_id).values_list("child", flat=True)
    return set(places) | set(Mark.objects.filter(session=session).values_list("child", flat=True))


def children_in(activity) -> set[UUID]:
    """Who ever had or wanted a place in the activity, and guests of any of its days."""
    places = Place.objects.filter(activity=activity).values_list("child", flat=True)
    return set(places) | set(Mark.objects.filter(session__activity=activity).values_list("child", flat=True))


def children_with(person) -> set[UUID]:
    """Who ever had or wanted a place in an activity that this colleague led or was on duty at, and guests there."""
    sessions = Duty.objects.filter(person=person).values("session")
    led = Q(activity__leads__person=person) | Q(activity__sessions__in=sessions)
    places = Place.objects.filter(led).values_list("child", flat=True)
    return set(places) | set(Mark.objects.filter(session__in=sessions).values_list("child", flat=True))


def records_due(sessions, *, at: datetime):
    """Of these the ones that are over, took place, and have no record that is done; the longest waiting first."""
    done = Record.objects.filter(session=OuterRef("pk"), done_at__isnull=False)
    over = sessions.filter(ends_at__lte=at, ends_at__gt=at - AGES, cancelled_at=None)
    return over.filter(~Exists(done)).select_related("activity").order_by("ends_at", "pk")


def supervisions_of(person):
    """Talks somebody had, on either side; nobody else reads them."""
    return Supervision.objects.filter(Q(person=person) | Q(noted_by=person)).select_related("person", "noted_by")


def supervised(person, *, at: datetime) -> list[User]:
    """Colleagues of the offices in which the person is a supervisor."""
    seen = accounts.reach(person, frozenset({Role.SUPERVISOR}), at=at)
    return list(accounts.staff_within(seen).exclude(pk=person.pk).order_by("pseudonym", "pk"))


def incidents_read_by(person, *, at: datetime):
    """Incidents without harm that one noted oneself where one still works, or of the offices one supervises. What may
    be harm is read behind the safeguarding lead's door and nowhere else (SAF-4)."""
    still = where_working(person, at=at).narrow(Session.objects.all(), "activity__office").values("pk")
    seen = accounts.reach(person, frozenset({Role.SUPERVISOR}), at=at)
    within = seen.narrow(Session.objects.all(), "activity__office").values("pk")
    found = Incident.objects.filter(harm=False).select_related("session__activity", "noted_by")
    return found.filter(Q(noted_by=person, session__in=still) | Q(session__in=within))
