"""A voice: one story or opinion of one child, its draft and the pictures drawn or taken for it."""

import uuid
from functools import partial

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.files.private import random_name
from voices.kinds import Gender, Kind


class VoiceQuerySet(models.QuerySet):
    def visible_to(self, person):
        """A child's own things; what others may see is a question of time and consent: `voices.queries`."""
        return self.filter(author=person.pk) if getattr(person, "is_child", False) else self.none()

    def made_in(self, activity):
        return self.filter(activity=activity)

    def showing(self):
        """Narrowed for speed, newest first; never shown without `voices.queries.public` behind it."""
        return self.filter(showing=True).order_by("-released_at", "pk")


class Voice(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client_key = models.UUIDField(default=uuid.uuid4)  # made by the page, so that sending twice gives one
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.STORY)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Who sits beside a child under eight now; each revision keeps who did when it was sent.
    helper = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # Who laid it from paper; never judges it (MOD-6).
    laid_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # The group it was made in, if its author began it there; shown to that group alone.
    activity = models.ForeignKey("activities.Activity", on_delete=models.PROTECT, null=True, related_name="+")
    case = models.OneToOneField("moderation.Case", on_delete=models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField()
    # The one revision the child said yes to, and when; empty as long as, or as soon as, it shall not be out.
    wanted = models.ForeignKey("voices.Revision", on_delete=models.PROTECT, null=True, related_name="+")
    wanted_out_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    showing = models.BooleanField(default=False)  # narrows rows for speed and widens nothing
    released_at = models.DateTimeField(null=True)

    shown = None  # the revision that is public, where a query has found one

    objects = VoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("voice")
        indexes = [
            models.Index(fields=["-released_at"], condition=Q(showing=True), name="voices_on_the_wall"),
            models.Index(fields=["author", "-begun_at"], name="voices_of_a_child"),
            models.Index(fields=["activity", "-released_at"], condition=Q(showing=True), name="voices_of_a_group"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["author", "client_key"], name="voices_sent_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="voices_known_kind"),
            models.CheckConstraint(condition=~Q(helper=models.F("author")), name="voices_helper_is_another"),
            models.CheckConstraint(
                condition=Q(wanted__isnull=True, wanted_out_at__isnull=True)
                | Q(wanted__isnull=False, wanted_out_at__isnull=False, taken_back_at__isnull=True),
                name="voices_wanted_whole",
            ),
            models.CheckConstraint(
                condition=Q(showing=False) | Q(wanted__isnull=False, released_at__isnull=False, case__isnull=False),
                name="voices_showing_is_wanted",
            ),
        ]

    @property
    def subject(self) -> str:
        """How the record names it."""
        return f"voice:{self.pk}"


def picture_name(instance, filename, *, size: str) -> str:
    """What the file was called on the phone is not kept; it may hold a name or a place."""
    return random_name(f"voices/{size}", "webp")


class Picture(models.Model):
    """A rebuilt picture in two sizes. It has no address of its own: the media view asks each time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="pictures")
    large = models.FileField(upload_to=partial(picture_name, size="2048"), max_length=120)
    small = models.FileField(upload_to=partial(picture_name, size="800"), max_length=120)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("picture")

    def __str__(self):
        return str(self.pk)


class Draft(models.Model):
    """What the child is writing; nobody else reads it. Gone as soon as it is sent."""

    voice = models.OneToOneField(Voice, on_delete=models.CASCADE, primary_key=True, related_name="draft")
    title = models.CharField(max_length=400, blank=True)
    body = models.TextField(blank=True)
    picture = models.ForeignKey(Picture, on_delete=models.SET_NULL, null=True, related_name="+")
    alt = models.CharField(max_length=1200, blank=True)
    no_faces = models.BooleanField(default=False)
    gender = models.CharField(max_length=5, choices=Gender.choices, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("draft")
