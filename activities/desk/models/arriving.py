"""The square by which a child is found on the day, and a child's own word that it is here."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Session


class Badge(models.Model):
    """What a child's square says at one activity: signs that mean nothing, open no door, and lead a colleague who is
    signed in to one tap. It counts while the child belongs there, until it is stopped or the activity is over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="badges")
    child = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    code = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("square of a child")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "child"], condition=Q(ended_at=None), name="one_square_per_child"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("made_at")), name="square_ends_after_it_is_made"
            ),
        ]


class Hello(models.Model):
    """A child said "I am here" on its own phone, before the square at the door. An adult notes whether it is so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="hellos")
    child = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        verbose_name = _("word of a child that it is here")
        constraints = [models.UniqueConstraint(fields=["session", "child"], name="one_hello_per_session")]
