"""Lines of the record and the seals that chain them.

A line is written inside the action's own transaction. Chaining there would make every action in the house
wait for one lock, so a sealer chains lines seconds later, in batches. Lines name people and things by
opaque keys only: an erased child's record stays true without naming the child.
"""

import hashlib
import json
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Line(models.Model):
    """One act. `detail` holds codes, keys and counts, never a child's words (SEC-37)."""

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)  # nobody: the clock did it
    act = models.CharField(max_length=60)  # past tense, dotted: consent.withdrawn
    subject = models.CharField(max_length=80)  # kind:uuid
    detail = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("line of the record")
        indexes = [
            models.Index(fields=["subject", "id"], name="audit_line_subject"),
            models.Index(fields=["act", "id"], name="audit_line_act"),
        ]

    def digest(self, before: str) -> str:
        """SHA-256 over the seal before and this line, in a form that both engines give back alike."""
        body = {
            "key": str(self.key),
            "at": round(self.at.timestamp() * 1_000_000),
            "actor": str(self.actor) if self.actor else None,
            "act": self.act,
            "subject": self.subject,
            "detail": self.detail,
        }
        text = before + json.dumps(body, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


class Seal(models.Model):
    """One line's place in the chain: its hash covers the line and the seal before it."""

    position = models.BigIntegerField(primary_key=True)  # dense from 1
    line = models.BigIntegerField(unique=True)  # its id; no foreign key, so that a lost line shows as a break
    digest = models.CharField(max_length=64)
