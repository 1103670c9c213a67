"""That something was put out or came back, and the index by which it is found while it is out."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from voices.kinds import Cause
from voices.models.revision import Revision
from voices.models.voice import Voice


class ReleaseQuerySet(models.QuerySet):
    def standing(self):
        """Not ended, and still exactly what the child wants and what was approved. Consents are asked elsewhere."""
        cases = Voice._meta.get_field("case").related_model.objects
        return self.filter(
            # Asked case by case: as a list, the approved cases of all years would be gone through each time.
            Exists(cases.approved().filter(pk=OuterRef("voice__case"))),
            withdrawal=None,
            voice__wanted=F("revision"),
            voice__case__revision=F("revision"),
            voice__case__digest=F("revision__digest"),
        )


class Release(models.Model):
    """One revision went out. It stays on record; what ends it is a withdrawal, and only a new release begins again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="releases")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="releases")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")


class Withdrawal(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    cause = models.CharField(max_length=10, choices=Cause.choices)

    class Meta:
        verbose_name = _("withdrawal")
        constraints = [models.CheckConstraint(condition=Q(cause__in=Cause.values), name="voices_known_cause")]


class SearchDoc(models.Model):
    """Released words cut into pairs; lives and dies with the showing, in the same transaction.

    Its key is a number, because SQLite's text index hangs on one.
    """

    id = models.BigAutoField(primary_key=True)
    voice = models.OneToOneField(Voice, on_delete=models.CASCADE, related_name="search_doc")
    words = models.TextField()
    at = models.DateTimeField()  # of the release; an index here would tempt PostgreSQL to walk all rows for a rare word

    class Meta:
        verbose_name = _("search entry")
