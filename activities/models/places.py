"""A child's place in an activity: numbered, so that the last one can be given only once."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activities.models.facts import Activity
from activities.states import NUMBERED, PLACE_NEXT, PlaceState


class PlaceQuerySet(models.QuerySet):
    def standing(self):
        return self.exclude(state=PlaceState.LEFT)

    def held(self):
        return self.filter(state=PlaceState.HELD)

    def in_queue(self):
        """Longest waiting first; those whom a draw or a choice left waiting by their turn in it."""
        turn = F("turn").asc(nulls_last=True)
        return self.filter(state=PlaceState.WAITING).order_by("waiting_at", turn, "asked_at", "id")

    def visible_to(self, person):
        """A child sees their own; staff what belongs to activities they may see and do not merely read as public."""
        if not person.is_authenticated:
            return self.none()
        if person.is_child:
            return self.filter(child=person)
        if person.is_staff:
            return self.filter(activity__in=Activity.objects.run_by(person).values("pk"))
        return self.none()


class Place(models.Model):
    """Bounds are copied from the activity so that the database itself can compare them (SEC-42)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="places")
    child = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=10, choices=PlaceState.choices)
    words = models.CharField(_("in your own words"), max_length=200, blank=True)
    age_years = models.PositiveSmallIntegerField()
    min_age = models.PositiveSmallIntegerField()
    max_age = models.PositiveSmallIntegerField()
    capacity = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    lot = models.CharField(max_length=8, blank=True)  # what is drawn, and what may be published instead of a name
    turn = models.PositiveSmallIntegerField(null=True)  # in the queue that a draw made
    waiting_at = models.DateTimeField(null=True)
    offer_until = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    with_lead = False  # no column: whether words said just now went to the safeguarding lead

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["activity", "number", "waiting_at"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "number"], name="one_child_per_place"),
            models.UniqueConstraint(
                fields=["activity", "child"], condition=~Q(state=PlaceState.LEFT), name="one_place_per_child"
            ),
            models.UniqueConstraint(fields=["activity", "lot"], condition=~Q(lot=""), name="one_lot_per_place"),
            models.CheckConstraint(condition=~Q(state=PlaceState.LISTED) | ~Q(lot=""), name="a_listed_name_has_a_lot"),
            models.CheckConstraint(condition=Q(state__in=PlaceState.values), name="known_state_of_place"),
            models.CheckConstraint(
                condition=Q(number=None) | Q(number__gte=1, number__lte=F("capacity")), name="place_within_capacity"
            ),
            models.CheckConstraint(
                condition=Q(age_years__gte=F("min_age"), age_years__lte=F("max_age")), name="age_within_bounds"
            ),
            models.CheckConstraint(
                condition=Q(state__in=NUMBERED, number__isnull=False) | (~Q(state__in=NUMBERED) & Q(number=None)),
                name="a_number_means_a_place",
            ),
            models.CheckConstraint(
                condition=Q(state=PlaceState.OFFERED, offer_until__isnull=False)
                | (~Q(state=PlaceState.OFFERED) & Q(offer_until=None)),
                name="an_offer_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(state=PlaceState.LEFT, left_at__isnull=False)
                | (~Q(state=PlaceState.LEFT) & Q(left_at=None)),
                name="left_at_when_left",
            ),
        ]

    def move(self, state: PlaceState):
        if state not in PLACE_NEXT[self.state]:
            raise ValueError(f"a place does not go from {self.state} to {state}")
        self.state = state
