"""What a council writes: its rules in versions, topics with dots, minutes, and a small book of money."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activities.councils.kinds import DOTS_MOST, REMARK_MOST, Step
from activities.councils.models.councils import PERSON, Council


class Rules(models.Model):
    """One version, as it was written. It counts once two thirds of the members have agreed to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.PROTECT, related_name="rules")
    version = models.PositiveSmallIntegerField()
    lines = models.TextField(max_length=1200)
    made_by = models.ForeignKey(**PERSON)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("rules of a council")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["council", "version"], name="one_version_of_rules"),
            models.CheckConstraint(condition=Q(version__gte=1), name="versions_count_from_one"),
        ]

    @property
    def points(self) -> list[str]:
        return self.lines.splitlines()


class RulesStep(models.Model):
    """That a colleague has read what a child wrote, and that the members have adopted it; each once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rules = models.ForeignKey(Rules, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Step.choices)
    by = models.ForeignKey(**PERSON, null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rules", "kind"], name="one_step_of_rules"),
            models.CheckConstraint(condition=Q(kind__in=Step.values), name="known_step_of_rules"),
        ]


class RulesYes(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rules = models.ForeignKey(Rules, models.CASCADE, related_name="yeses")
    person = models.ForeignKey(**PERSON)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rules", "person"], name="one_yes_to_rules")]


class Topic(models.Model):
    """Something to talk about. Its author is shown to nobody; a colleague reads it before the others do."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.PROTECT, related_name="topics")
    person = models.ForeignKey(**PERSON)
    words = models.CharField(_("what should we talk about?"), max_length=80)
    at = models.DateTimeField()
    read_by = models.ForeignKey(**PERSON, null=True)
    read_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)  # talked about, or not for here

    class Meta:
        verbose_name = _("topic of a council")
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_topic_of_a_council_says_something"),
            models.CheckConstraint(
                condition=Q(read_by=None, read_at=None) | Q(read_by__isnull=False, read_at__isnull=False),
                name="topic_read_by_and_at_together",
            ),
        ]


class Round(models.Model):
    """A vote with dots. Dots are tied to people while it is on, so that they can be moved, and to nobody afterwards."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.PROTECT, related_name="rounds")
    dots = models.PositiveSmallIntegerField(_("how many dots each has"), default=3)
    closes_at = models.DateTimeField(_("dots until"))
    made_by = models.ForeignKey(**PERSON)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("vote with dots")
        ordering = ["-made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["council"], condition=Q(closed_at=None), name="one_open_round"),
            models.CheckConstraint(condition=Q(dots__gte=1, dots__lte=DOTS_MOST), name="a_round_has_dots"),
            models.CheckConstraint(condition=Q(made_at__lt=F("closes_at")), name="a_round_takes_time"),
        ]


class Dot(models.Model):
    """One of somebody's numbered dots; `most` is copied from the round, so that the database itself compares."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="laid")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="+")
    person = models.ForeignKey(**PERSON)
    number = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("dot")
        constraints = [
            models.UniqueConstraint(fields=["round", "person", "number"], name="each_dot_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=F("most")), name="no_more_dots_than_told"),
        ]


class Tally(models.Model):
    """How many dots a topic had when the round was closed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="tallies")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="+")
    dots = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "topic"], name="one_tally_per_topic")]


class Minutes(models.Model):
    """What was talked about and decided; published by somebody who did not write it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.PROTECT, related_name="minutes")
    held_on = models.DateField(_("when we met"))
    words = models.TextField(_("what we talked about and decided"), max_length=2000)
    written_by = models.ForeignKey(**PERSON)
    written_at = models.DateTimeField()
    remark = models.CharField(_("what should be different"), max_length=REMARK_MOST, blank=True)
    published_by = models.ForeignKey(**PERSON, null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("minutes")
        ordering = ["-held_on", "-written_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by=None, published_at=None)
                | Q(published_by__isnull=False, published_at__isnull=False),
                name="minutes_published_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=F("written_by")), name="minutes_published_by_another"
            ),
        ]


class Money(models.Model):
    """A line of the budget book in fen, income above nought; only added to: a wrong line is taken back by another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.PROTECT, related_name="money")
    number = models.PositiveIntegerField()
    day = models.DateField(_("day"))
    what = models.CharField(_("what for"), max_length=80)
    fen = models.IntegerField()
    takes_back = models.OneToOneField("self", models.PROTECT, null=True, related_name="taken_back")
    made_by = models.ForeignKey(**PERSON)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("line of a budget book")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["council", "number"], name="one_line_of_money_per_number"),
            models.CheckConstraint(condition=~Q(fen=0) & ~Q(what=""), name="a_line_of_money_says_something"),
        ]
