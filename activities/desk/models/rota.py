"""Which adults work at a session."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.desk.kinds import Task
from activities.models import Session


class DutyQuerySet(models.QuerySet):
    def live(self):
        return self.filter(off_at=None)


class Duty(models.Model):
    """One adult at one session. Who cannot come is taken off and stays readable; hours are written down afterwards."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="duties")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    task = models.CharField(_("what they do"), max_length=10, choices=Task.choices, default=Task.LEAD)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    off_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    off_at = models.DateTimeField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("adult at a session")
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], condition=Q(off_at=None), name="one_duty_a_session"),
            models.CheckConstraint(condition=Q(task__in=Task.values), name="known_task_at_a_session"),
            models.CheckConstraint(
                condition=Q(off_at=None, off_by=None) | Q(off_at__isnull=False, off_by__isnull=False),
                name="duty_off_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gte=1, minutes__lte=24 * 60), name="hours_of_one_day"
            ),
        ]
