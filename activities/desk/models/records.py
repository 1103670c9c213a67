"""What is written after a session, what a supervisor and a colleague talked about, and what went wrong."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activities.desk.kinds import Form, Theme
from activities.models import Session


class Record(models.Model):
    """The record of one session, long or short. Once it is done its words stand; a supervisor adds a comment below."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.OneToOneField(Session, models.PROTECT, related_name="record")
    form = models.CharField(_("which form"), max_length=10, choices=Form.choices, default=Form.PROCESS)
    course = models.TextField(_("what happened, in the order of time"), blank=True)
    mood = models.TextField(_("how it felt in the group"), blank=True)
    rules = models.TextField(_("how the group kept its contract"), blank=True)
    members = models.TextField(_("about single children, by the names they have here"), blank=True)
    reached = models.TextField(_("what of the goals was reached, and how one sees it"), blank=True)
    problems = models.TextField(_("what was hard"), blank=True)
    coming = models.TextField(_("for the next time"), blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    comment = models.TextField(_("the supervisor's comment"), blank=True)
    commented_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    commented_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("record of a session")
        constraints = [
            models.CheckConstraint(condition=Q(form__in=Form.values), name="known_form_of_record"),
            models.CheckConstraint(
                condition=Q(done_at=None) | ~Q(course="") & ~Q(coming=""), name="a_record_that_is_done_says_something"
            ),
            models.CheckConstraint(
                condition=Q(comment="", commented_by=None, commented_at=None)
                | ~Q(comment="") & Q(commented_by__isnull=False, commented_at__isnull=False, done_at__isnull=False),
                name="a_comment_is_somebodys",
            ),
            models.CheckConstraint(
                condition=Q(commented_by=None) | ~Q(commented_by=F("written_by")), name="commented_by_another"
            ),
        ]


class Supervision(models.Model):
    """What a supervisor and a colleague talked about; append-only, read by the two of them and nobody else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    held_on = models.DateField(_("on which day"))
    theme = models.CharField(_("about what"), max_length=10, choices=Theme.choices)
    topics = models.TextField(_("what you talked about"))
    advice = models.TextField(_("what you agreed"))
    next_on = models.DateField(_("when you talk again"), null=True, blank=True)

    class Meta:
        verbose_name = _("note of a supervision")
        ordering = ["-held_on", "-noted_at"]
        constraints = [
            models.CheckConstraint(condition=Q(theme__in=Theme.values), name="known_theme_of_supervision"),
            models.CheckConstraint(condition=~Q(person=F("noted_by")), name="nobody_supervises_themself"),
        ]


class Incident(models.Model):
    """Something that went wrong; append-only. What may be harm goes to the safeguarding lead, and its words with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="incidents")
    what = models.TextField(_("what happened, as you saw or heard it"))
    happened_at = models.DateTimeField(_("when"))
    told = models.CharField(_("who was told, and when"), max_length=300)
    first = models.TextField(_("what was done first"))
    harm = models.BooleanField(_("a child may have been harmed, or may be in danger"), default=False)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    case = models.OneToOneField("moderation.Case", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("incident")
        ordering = ["-happened_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(harm=True, case__isnull=False) | Q(harm=False, case=None), name="harm_is_a_case_of_the_lead"
            ),
            models.CheckConstraint(condition=~Q(what="") & ~Q(first="") & ~Q(told=""), name="an_incident_says_all"),
            models.CheckConstraint(condition=Q(happened_at__lte=F("noted_at")), name="an_incident_has_happened"),
        ]
