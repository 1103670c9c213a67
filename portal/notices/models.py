"""Messages in somebody's inbox, and people who must not be written to."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.notices.kinds import EVERYTHING
from portal.notices.registry import Words, kinds

PERSON = {"to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "related_name": "+"}


class MessageQuerySet(models.QuerySet):
    def visible_to(self, person):
        """One's own, less what somebody's safety keeps back (SAF-4)."""
        found = self.filter(person=person)
        blocks = set(Block.objects.filter(person=person).values_list("about", flat=True))
        if not blocks:
            return found
        if EVERYTHING in blocks:
            return found.none()
        # Only what is plainly about another child may pass; anything else could be a trace.
        return found.filter(about__startswith="child:").exclude(about__in=blocks)


class Message(models.Model):
    """One message to one person. Its words are looked up when read, in the reader's language."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(**PERSON)
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=80, blank=True)  # kind:uuid, the child it is about where there is one
    params = models.JSONField(default=dict)
    at = models.DateTimeField()
    mail_at = models.DateTimeField(null=True)  # when an e-mail or short message may leave; never for children
    mailed_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        indexes = [
            models.Index(fields=["person", "-at"], name="notices_inbox"),
            models.Index(fields=["mail_at"], condition=Q(mailed_at__isnull=True), name="notices_to_mail"),
        ]

    @property
    def words(self) -> Words | None:
        return kinds.get(self.kind)

    @property
    def subject(self) -> str:
        return str(self.words.subject).format_map(_Gentle(self.params)) if self.words else ""

    @property
    def body(self) -> str:
        return str(self.words.body).format_map(_Gentle(self.params)) if self.words else ""

    @property
    def url(self) -> str:
        return self.words.url(self) if self.words else ""


class _Gentle(dict):
    """A placeholder without a value shows nothing rather than an error page."""

    def __missing__(self, key):
        return ""


class Block(models.Model):
    """This person hears nothing about that; no reason is kept here, only care knows it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(**PERSON)
    about = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(**PERSON, null=True)

    class Meta:
        verbose_name = _("block")
        constraints = [models.UniqueConstraint(fields=["person", "about"], name="one_block_per_matter")]
