"""Questions with their reasons, answers for a time, words that somebody must look at, and boxes of secret ballots."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from portal.asking.kinds import LONGEST, OFFERING, Kind
from portal.text.both import InBoth

PERSON = {"to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "related_name": "+"}


class Questionnaire(models.Model):
    """What somebody is asked on one occasion. The part above points here, and says how long answers are needed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    keep_until = models.DateTimeField()  # then the clock erases the answers
    made_by = models.ForeignKey(**PERSON)
    made_at = models.DateTimeField()


class Question(models.Model):
    """Never changed: whoever answered did so to these words. It is dropped, with its answers, and asked anew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(_("how it is answered"), max_length=10, choices=Kind.choices)
    words = models.CharField(_("the question"), max_length=120)
    words_en = models.CharField(_("the question, in English"), max_length=200, blank=True)
    why = models.CharField(_("why we ask"), max_length=120)
    why_en = models.CharField(_("why we ask, in English"), max_length=200, blank=True)
    choices = models.TextField(_("the choices, one a line"), max_length=400, blank=True)
    choices_en = models.TextField(_("the choices in English, one a line"), max_length=600, blank=True)

    label = InBoth("words")
    reason = InBoth("why")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="one_question_per_number"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="known_kind_of_question"),
            models.CheckConstraint(condition=~Q(words="") & ~Q(why=""), name="a_question_says_why"),
            models.CheckConstraint(
                condition=(Q(kind__in=OFFERING) & ~Q(choices="")) | (~Q(kind__in=OFFERING) & Q(choices="")),
                name="choices_where_they_are_offered",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def offers(self) -> list[str]:
        """What can be picked, in the reader's language, in order; an answer keeps the numbers."""
        if self.kind == Kind.YES_NO:
            return [pgettext("answer", "no"), pgettext("answer", "yes")]
        english = (get_language() or "").startswith("en") and self.choices_en
        return (english or self.choices).splitlines()


class Answer(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    person = models.ForeignKey(**PERSON)
    words = models.CharField(max_length=LONGEST, blank=True)
    picked = models.JSONField(default=list)  # numbers of what was offered
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer")
        constraints = [models.UniqueConstraint(fields=["question", "person"], name="one_answer_per_person")]

    @property
    def said(self) -> str:
        """The answer as it is read, in the reader's language."""
        if self.question.kind == Kind.WORDS:
            return self.words
        offers = self.question.offers
        return pgettext("between names", ", ").join(offers[number] for number in self.picked if number < len(offers))


class HeldWords(models.Model):
    """Words of an answer that may be a sign of harm, as they were said, and the case they became; once and for good."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)  # the revision its case names
    case = models.OneToOneField("moderation.Case", models.PROTECT, related_name="+")
    texts = models.JSONField()  # empty once they are erased
    where = models.CharField(max_length=200, blank=True)  # of which activity, and which time of it

    class Meta:
        verbose_name = _("words kept for the safeguarding lead")


class Box(models.Model):
    """A box of secret ballots. Who may vote is on its roll, who has voted beside it, what was voted in it: three tables
    that nothing joins but the box.

    A ballot has a random id, no person, no time and no place in an order: with every ballot that comes the whole box is
    laid anew in a new order, so that neither SQLite's row numbers nor PostgreSQL's transaction numbers lead from a mark
    to a ballot. What this does not hold: whoever reads the tables, or two copies of them, between one vote and the next
    sees which ballot came in; a box with one ballot has no secret; and where all vote alike everybody knows how.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_at = models.DateTimeField()
    ballots_in = models.PositiveIntegerField(default=0)  # as many as there must be when it is opened
    closed_at = models.DateTimeField(null=True)
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(emptied_at=None) | Q(closed_at__isnull=False), name="a_box_is_closed_before_it_is_emptied"
            )
        ]


class Voter(models.Model):
    """Somebody on the roll of a box."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    box = models.ForeignKey(Box, models.CASCADE, related_name="roll")
    person = models.ForeignKey(**PERSON)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["box", "person"], name="on_the_roll_once")]


class Voted(models.Model):
    """That somebody has voted, or has been handed a ballot on paper; never how, never when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    box = models.ForeignKey(Box, models.CASCADE, related_name="voted")
    person = models.ForeignKey(**PERSON)
    on_paper = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["box", "person"], name="one_person_one_vote")]


class Ballot(models.Model):
    """One ballot, whoever's: what was picked, as opaque keys. It is not changed, only laid anew with the others."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    box = models.ForeignKey(Box, models.CASCADE, related_name="ballots")
    picked = models.JSONField(default=list)
