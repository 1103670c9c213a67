"""Which councils somebody may see, and which offices are held on a day."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from activities.councils.kinds import Kind
from activities.models import Activity, Place
from activities.models.rows import offices_worked_in
from portal.consent import queries as consent


def with_place(held, prefix: str = "") -> Q:
    """Where one of these held places is in the council's activity, or in any of its office where it names none."""
    of_activity = Exists(held.filter(activity=OuterRef(f"{prefix}activity")))
    of_office = Exists(held.filter(activity__office=OuterRef(f"{prefix}office")))
    return Q(of_activity) | Q(**{f"{prefix}activity": None}) & Q(of_office)


class CouncilQuerySet(models.QuerySet):
    def visible_to(self, person):
        """A child sees councils of what it takes part in, a guardian those of their children, staff what they run."""
        if not person.is_authenticated:
            return self.none()
        held = Place.objects.held()
        if person.is_child:
            return self.filter(with_place(held.filter(child=person)), kind=Kind.CHILDREN)
        if person.is_guardian:
            return self.filter(with_place(held.filter(child__in=consent.children_of(person).values("pk"))))
        return self.run_by(person)

    def run_by(self, person):
        """What a facilitator works with: councils of activities they run, and of their offices."""
        if not (person.is_authenticated and person.is_staff):
            return self.none()
        offices = offices_worked_in(person, at=timezone.now())
        return self.filter(Q(activity__in=Activity.objects.run_by(person).values("pk")) | Q(office__in=offices))


class TermQuerySet(models.QuerySet):
    def standing(self, at: datetime):
        """Offices held now: accepted, begun, not over, and the child still has a place where the council is; whether a
        guardian still speaks for one is asked by `queries`."""
        today = timezone.localdate(at)
        held = Place.objects.held().filter(child=OuterRef("person"))
        found = self.filter(accepted_at__isnull=False, ended_at=None, starts_on__lte=today, ends_on__gte=today)
        return found.filter(Q(council__kind=Kind.PARENTS) | with_place(held, "council__"))
