"""What was told about a session and when, and how a child found it: three faces, shown without names."""

import uuid

from django.conf import settings
from django.db import models

from activities.kinds import Face, News
from activities.models.facts import Session


class Told(models.Model):
    """Once for each session and kind, so that nobody is told twice; taken away when the session moves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="told")
    kind = models.CharField(max_length=10, choices=News.choices)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "kind"], name="told_once"),
            models.CheckConstraint(condition=models.Q(kind__in=News.values), name="known_news"),
        ]


class Felt(models.Model):
    """The id is random and gives the order in which those who lead see faces: it says nothing of who or when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="felt")
    child = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    face = models.CharField(max_length=10, choices=Face.choices)
    words = models.CharField(max_length=80, blank=True)
    day = models.DateField()  # no moment: beside a list of who left when it would be a name

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "child"], name="one_face_per_child"),
            models.CheckConstraint(condition=models.Q(face__in=Face.values), name="known_face"),
        ]
