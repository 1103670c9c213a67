"""Words that are being written: nobody outside the desk reads them until a second person has put them in force."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.consent.content.wording import CHINESE, ENGLISH, MOST, Words
from portal.consent.kinds import Audience
from portal.consent.models.people import PERSON, both_or_neither
from portal.consent.purposes import Purpose
from portal.consent.states import OPEN_DRAFTS, DraftState
from portal.files.private import random_name
from portal.files.recordings import LONGEST


class Draft(models.Model):
    """The next words of one purpose and reader, in both languages; one author writes, somebody else publishes (CON-3).

    `base` is the version in force when it was begun: words that moved on meanwhile are not written over unseen.
    `revision` counts what was kept, so that a second person publishes exactly what they read.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    audience = models.CharField(max_length=10, choices=Audience.choices)
    base = models.PositiveIntegerField()
    text = models.TextField(max_length=MOST, blank=True)
    text_en = models.TextField(max_length=MOST, blank=True)
    summary = models.CharField(max_length=300, blank=True)  # what changes and why, for whoever publishes
    # What changes matters: older yeses stop on that day unless said anew (CON-16).
    material = models.BooleanField(default=False)
    renew_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.DRAFT)
    author = models.ForeignKey(**PERSON)
    begun_at = models.DateTimeField()
    handed_at = models.DateTimeField(null=True)
    # The last word of somebody else: it was returned, put in force, or laid aside.
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(**PERSON, null=True)
    answer = models.CharField(max_length=300, blank=True)  # what is to be changed, for the author
    version = models.PositiveIntegerField(null=True)  # what it became

    class Meta:
        verbose_name = _("draft of a notice")
        ordering = ["-begun_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "audience"], condition=Q(state__in=sorted(OPEN_DRAFTS)), name="one_open_draft"
            ),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="draft_known_purpose"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="draft_known_audience"),
            models.CheckConstraint(condition=Q(state__in=DraftState.values), name="draft_known_state"),
            models.CheckConstraint(
                condition=Q(material=False, renew_on__isnull=True) | Q(material=True, renew_on__isnull=False),
                name="a_material_draft_has_its_day",
            ),
            models.CheckConstraint(condition=both_or_neither("settled_at", "settled_by"), name="draft_settled_whole"),
            models.CheckConstraint(
                condition=~Q(state=DraftState.READY) | Q(handed_at__isnull=False), name="draft_was_handed_over"
            ),
            models.CheckConstraint(
                condition=~Q(state=DraftState.RETURNED) | Q(settled_by__isnull=False) & ~Q(answer=""),
                name="a_returned_draft_says_why",
            ),
            # Two pairs of eyes, kept where no shell session gets past it.
            models.CheckConstraint(
                condition=~Q(state=DraftState.PUBLISHED)
                | Q(settled_by__isnull=False, version__isnull=False) & ~Q(settled_by=F("author")),
                name="nobody_publishes_their_own_words",
            ),
        ]

    @property
    def texts(self) -> dict[str, str]:
        return {CHINESE: self.text, ENGLISH: self.text_en}

    @property
    def words(self) -> list[Words]:
        return [Words(text, language) for language, text in self.texts.items()]


def recording_name(instance, filename: str) -> str:
    """What the file was called is not kept; it may hold a name."""
    return random_name("words", "mp3")


class Recording(models.Model):
    """Somebody reads the words of one draft aloud, in one language; rebuilt, and never changed.

    It belongs to exactly the words whose fingerprint it holds: when they change it is taken away, and once they are in
    force it is in force with them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="recordings")
    language = models.CharField(max_length=10)
    of_words = models.CharField(max_length=64)  # SHA-256 of the words it reads
    file = models.FileField(upload_to=recording_name, max_length=100)
    digest = models.CharField(max_length=64)  # SHA-256 of its bytes
    seconds = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("recording of words")
        constraints = [
            models.UniqueConstraint(fields=["draft", "language"], name="one_recording_of_each_language"),
            models.CheckConstraint(condition=Q(language__in=[CHINESE, ENGLISH]), name="recording_known_language"),
            models.CheckConstraint(condition=Q(seconds__gte=1, seconds__lte=LONGEST), name="recording_can_be_heard"),
        ]

    @property
    def length(self) -> str:
        return f"{self.seconds // 60}:{self.seconds % 60:02}"
