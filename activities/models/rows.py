"""Which activities somebody may see, and what a list needs to know about each."""

from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from activities.states import NUMBERED, PlaceState, State
from portal.accounts import queries as accounts
from portal.accounts.queries import Reach
from portal.accounts.roles import Role

WORKING = frozenset({Role.FACILITATOR, Role.SUPERVISOR})


def where_working(person, *, at: datetime) -> Reach:
    """Where somebody works with groups now; another role there opens nothing of theirs."""
    return accounts.reach(person, WORKING, at=at)


def offices_worked_in(person, *, at: datetime) -> frozenset[UUID]:
    """The offices among those, by name."""
    return where_working(person, at=at).offices


class ActivityQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Open ones to everybody; others to those with a place, a lead, or (staff) anything of their office's."""
        seen = Q(state=State.OPEN)
        if person is None or not person.is_authenticated:
            return self.filter(seen)
        if person.is_child:
            places = apps.get_model("activities", "Place").objects.filter(activity=OuterRef("pk"), child=person)
            return self.filter(seen | Q(Exists(places.exclude(state=PlaceState.LEFT))))
        if person.is_staff:
            return self.filter(seen | self._run_by(person) | Q(office__in=accounts.offices(person, at=timezone.now())))
        return self.filter(seen)

    def run_by(self, person):
        """What a facilitator works with: those of the offices in which they are one. Who does something else at an
        office, or has gone from it, meets no child there, whatever they led or made."""
        return self.filter(self._run_by(person)) if person.is_authenticated and person.is_staff else self.none()

    def with_place_of(self, child):
        """Those in which the child has a place, waits for one, or has its name in."""
        places = apps.get_model("activities", "Place").objects.filter(activity=OuterRef("pk"), child=child)
        return self.filter(Exists(places.exclude(state=PlaceState.LEFT)))

    def held_by(self, child):
        """Those in which the child has a place now."""
        places = apps.get_model("activities", "Place").objects.filter(activity=OuterRef("pk"), child=child)
        return self.filter(Exists(places.filter(state=PlaceState.HELD)))

    @staticmethod
    def _run_by(person) -> Q:
        where = where_working(person, at=timezone.now())
        here = Q(office__in=where.offices)
        if not where.everywhere:
            return here
        leads = apps.get_model("activities", "Lead").objects.filter(activity=OuterRef("pk"), person=person)
        return here | Q(Exists(leads)) | Q(made_by=person)  # a role of no office: what is in one's own hands

    def coming_up(self, at: datetime):
        """Open, not over, the one whose next session is nearest first, each knowing how many places are taken."""
        session = apps.get_model("activities", "Session").objects.filter(
            activity=OuterRef("pk"), ends_at__gt=at, cancelled_at=None
        )
        return (
            self.filter(state=State.OPEN, ends_at__gt=at)
            .with_taken()
            .annotate(
                next_at=Subquery(session.order_by("starts_at").values("starts_at")[:1]),
                next_number=Subquery(session.order_by("starts_at").values("number")[:1]),
            )
            .order_by(models.functions.Coalesce("next_at", "starts_at"), "id")
        )

    def with_taken(self):
        """Each counted by itself: joined, all places of all rows would be read before the first page is cut off."""
        return self.annotate(taken=_places(*NUMBERED), queue=_places(PlaceState.WAITING))


def _places(*states: PlaceState):
    places = apps.get_model("activities", "Place").objects.filter(activity=OuterRef("pk"), state__in=states)
    counted = places.order_by().values("activity").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
