"""Which picture an activity shows: the activity is below, pictures are here (`docs/adr/0006`)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.pages.models.pictures import SiteImage


class ActivityPicture(models.Model):
    """One for an activity, beside all its pages. Whoever chose it has looked: nobody can be recognised on it, so no
    consent of a child is asked for and none can be missing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.OneToOneField("activities.Activity", models.CASCADE, related_name="+", verbose_name=_("activity"))
    image = models.ForeignKey(SiteImage, models.CASCADE, related_name="+", verbose_name=_("picture: no child on it"))
    alt = models.CharField(_("what the picture shows"), max_length=120)
    alt_en = models.CharField(_("what the picture shows, in English"), max_length=160)
    nobody = models.BooleanField(
        _("I have looked: no child is on it, and nobody can be recognised"),
        help_text=_(
            "No face, no name on a jacket, no number of a house or a car. What children draw is a voice, not a page."
        ),
    )
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    chosen_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("picture of an activity")
        verbose_name_plural = _("pictures of activities")
        ordering = ["-chosen_at"]
        constraints = [
            models.CheckConstraint(condition=Q(nobody=True), name="nobody_is_on_the_picture"),
            models.CheckConstraint(condition=~Q(alt="") & ~Q(alt_en=""), name="a_picture_says_what_it_shows"),
        ]

    def __str__(self):
        return f"{self.activity} · {self.alt}"
