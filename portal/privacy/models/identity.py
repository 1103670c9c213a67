"""The vault: who a child really is, apart from everything else and sealed."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.privacy.kinds import NoteKind


class Identity(models.Model):
    """Real name and birth date of one person, sealed together with the key named by `key_id`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.UUIDField(unique=True)
    sealed = models.BinaryField()
    key_id = models.CharField(max_length=40)
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name = _("real identity")


class NameMark(models.Model):
    """A keyed mark of a real name: says whether a text holds it, without being readable."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    identity = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="marks")
    mark = models.CharField(max_length=64, db_index=True)
    key_id = models.CharField(max_length=40)


class Note(models.Model):
    """What helpers must know of one child's health, or do when something happens; sealed like a name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=10, choices=NoteKind.choices)
    sealed = models.BinaryField()
    key_id = models.CharField(max_length=40)
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name = _("sealed note")
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="one_note_of_a_kind"),
            models.CheckConstraint(condition=models.Q(kind__in=NoteKind.values), name="known_kind_of_note"),
        ]
