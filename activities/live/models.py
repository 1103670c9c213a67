"""A room, its log, and who is in it now."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.live.protocol import Audience
from activities.live.states import State
from activities.models import Activity, Place, Session


def new_epoch() -> int:
    return secrets.randbelow(2**31)


class RoomQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Rooms somebody may ask to enter; `queries.members` then says whether they may at this second. One whose
        record is gone is as if it had never been."""
        if not person.is_authenticated:
            return self.none()
        if person.is_child:
            places = Place.objects.held().filter(child=person).values("activity")
            return self.kept().filter(session__activity__in=places)
        return self.kept().filter(session__activity__in=Activity.objects.run_by(person).values("pk"))

    def open(self):
        return self.filter(state=State.OPEN)

    def kept(self):
        """Whose record is still there (`actions.keeping`)."""
        return self.filter(erased_at=None)

    def main(self):
        """Without small groups."""
        return self.filter(parent=None)


class Room(models.Model):
    """One session, happening. Everything said in it is in its log; nothing of that is repeated here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="rooms")
    # A small group of a main room. Who is in it, the log of the main room says; all else stands in its own.
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="groups")
    number = models.PositiveSmallIntegerField(null=True)  # of all small rooms this main room ever had, from 1
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    # Changed by hand when a database was put back from a copy: browsers that remember more then begin anew.
    epoch = models.PositiveIntegerField(default=new_epoch)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    erased_at = models.DateTimeField(null=True)  # when its log went, and what was written of it (`actions.keeping`)

    objects = RoomQuerySet.as_manager()

    class Meta:
        verbose_name = _("live room")
        constraints = [
            models.UniqueConstraint(fields=["session"], condition=Q(parent=None), name="one_main_room_a_session"),
            models.UniqueConstraint(fields=["parent", "number"], name="one_next_small_room"),
            models.CheckConstraint(
                condition=Q(parent=None, number=None) | Q(parent__isnull=False, number__gte=1),
                name="small_rooms_are_numbered",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="known_state_of_room"),
            models.CheckConstraint(
                condition=Q(state=State.OPEN, closed_at=None) | (~Q(state=State.OPEN) & Q(closed_at__isnull=False)),
                name="closed_room_says_when",
            ),
            models.CheckConstraint(
                condition=(~Q(state=State.REVIEWED) & Q(reviewed_at=None, reviewed_by=None))
                | Q(state=State.REVIEWED, reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="reviewed_room_says_who",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None) | ~Q(state=State.OPEN), name="no_open_room_loses_its_log"
            ),
        ]

    @property
    def activity(self) -> Activity:
        return self.session.activity

    @property
    def main(self) -> uuid.UUID:
        """The main room this one belongs to, or itself."""
        return self.parent_id or self.pk


class Entry(models.Model):
    """One event. What a child said here is a record the organisation answers for: nobody changes it, and it goes with
    its room's whole log when its time is over (`actions.keeping`)."""

    id = models.BigAutoField(primary_key=True)
    room = models.ForeignKey(Room, models.PROTECT, related_name="log")
    seq = models.PositiveIntegerField()  # dense from 1
    audience = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Audience])
    to = models.UUIDField(null=True)  # the one person, where the audience names one
    event = models.JSONField()
    author = models.UUIDField(null=True)  # nobody: the room itself
    client_id = models.CharField(max_length=40, null=True)  # noqa: DJ001 (none is not the same as an empty one)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("entry of a room's log")
        constraints = [
            models.UniqueConstraint(fields=["room", "seq"], name="one_entry_per_number"),
            models.UniqueConstraint(fields=["room", "author", "client_id"], name="one_entry_per_sending"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="entries_count_from_one"),
            models.CheckConstraint(
                condition=Q(audience__in=["all", "adults"], to=None) | Q(audience__in=["one", "own"], to__isnull=False),
                name="known_audience_of_entry",
            ),
        ]


class Assent(models.Model):
    """A child's own yes or no to one session, in words of their age; the last one counts (CON-10). Never a reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, models.PROTECT, related_name="+")
    child = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()  # of this child's answers to this room, from 1
    yes = models.BooleanField()
    notice = models.ForeignKey("consent.Notice", models.PROTECT, related_name="+")  # the words read (CON-3)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("a child's yes or no to one live session")
        constraints = [
            models.UniqueConstraint(fields=["room", "child", "number"], name="one_next_assent"),
            models.CheckConstraint(condition=Q(number__gte=1), name="assents_count_from_one"),
        ]


class HeldForCare(models.Model):
    """A message that may be a sign of harm, and the case it became; once and for good. Its words stay in the log."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)  # the revision its case names
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")
    case = models.OneToOneField("moderation.Case", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("words kept for the safeguarding lead")


class Presence(models.Model):
    """Who is here through which process, until when; renewed while they are, so a lost process empties its chairs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, models.CASCADE, related_name="present")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    place = models.UUIDField()  # the process, or the room itself for those who read it page by page
    adult = models.BooleanField()
    sockets = models.PositiveSmallIntegerField(default=0)
    since = models.DateTimeField()
    # When this person last turned to a page of it; nothing: when they sat down. An adult counts in one room at a time.
    looked = models.DateTimeField(null=True)
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("presence in a room")
        constraints = [
            models.UniqueConstraint(fields=["room", "person", "place"], name="one_presence_per_place"),
        ]


class Summary(models.Model):
    """What adults write of a session that is over, until they give it to the group. Children's own words are not in
    it: they stand in the room's log, and are read there each time (PRI-6)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.OneToOneField(Room, models.PROTECT, related_name="summary")
    course = models.TextField(_("how it went"), blank=True)
    agreed = models.TextField(_("what we agreed"), blank=True)
    coming = models.TextField(_("what comes next"), blank=True)
    left_out = models.JSONField(default=list)  # numbers of lines and questions that the group is not shown
    edited = models.PositiveIntegerField(default=0)  # how often it was written on: who read an older one is told so
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("summary of a session")


class SummaryVersion(models.Model):
    """As it was given to the group; its words stand, and a correction is a newer version that says what changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    summary = models.ForeignKey(Summary, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    course = models.TextField(blank=True)
    agreed = models.TextField(blank=True)
    coming = models.TextField(blank=True)
    changed = models.CharField(max_length=200, blank=True)
    left_out = models.JSONField(default=list)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = _("version of a summary")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["summary", "number"], name="one_version_of_summary"),
            models.CheckConstraint(condition=Q(number__gte=1), name="versions_of_summary_count_from_one"),
        ]


class Reading(models.Model):
    """What a child of the group says of one version: that is how it was, or what is missing or wrong. The last counts.
    Words are for the adults."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(SummaryVersion, models.CASCADE, related_name="readings")
    child = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    fits = models.BooleanField()
    words = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("what a child says of a summary")
        constraints = [
            models.UniqueConstraint(fields=["version", "child"], name="one_reading_per_child"),
            models.CheckConstraint(condition=Q(fits=False) | Q(words=""), name="what_fits_needs_no_words"),
        ]
