"""What was written, word for word, at one moment; the database refuses to change it (MOD-4)."""

import hashlib
import json
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.privacy.kinds import NEEDS_HELPER
from voices.kinds import Gender
from voices.models.voice import Picture, Voice


class Revision(models.Model):
    """Judged, approved, quoted: always exactly this. Age and gender are a snapshot for the line below the words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=400, blank=True)
    body = models.TextField(blank=True)
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, null=True, related_name="+")
    alt = models.CharField(max_length=1200, blank=True)
    age_years = models.PositiveSmallIntegerField(null=True)
    gender = models.CharField(max_length=5, choices=Gender.choices, blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    digest = models.CharField(max_length=64)
    helper = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("revision")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["voice", "number"], name="voices_revision_numbers"),
            models.CheckConstraint(condition=~Q(body="", picture__isnull=True), name="voices_says_something"),
            # Under eight, or of an age nobody knows, nothing is sent alone (decisions: Ages).
            models.CheckConstraint(
                condition=Q(helper__isnull=False) | Q(age_years__isnull=False, age_years__gte=NEEDS_HELPER),
                name="voices_young_write_with_somebody",
            ),
            models.CheckConstraint(condition=Q(alt="") | Q(picture__isnull=False), name="voices_alt_has_picture"),
        ]

    def texts(self) -> dict[str, str]:
        """Everything in words, by the name findings use."""
        return {"title": self.title, "body": self.body, "alt": self.alt}

    def fingerprint(self) -> str:
        """Over words and picture: what was read is what is shown."""
        whole = {**self.texts(), "picture": self.picture.digest if self.picture else ""}
        return hashlib.sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
