"""The vault: who a child really is, apart from everything else and sealed."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


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


class Opening(models.Model):
    """Somebody looked, when and why; a child or guardian may ask for this list (PRI-4)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.UUIDField(db_index=True)
    by = models.UUIDField()
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("opening of the vault")
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="opening_has_a_reason")]
