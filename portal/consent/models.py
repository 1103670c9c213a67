"""Links, notices, asks, and the answers: rows that are only ever added."""

import hashlib
import re
import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.consent.kinds import Audience, Method, Relation
from portal.consent.purposes import Level, Purpose, Say
from portal.consent.states import NOES, LinkState, Speaker, State

PERSON = {"to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "related_name": "+"}


def both_or_neither(at: str, by: str) -> Q:
    return Q(**{f"{at}__isnull": True, f"{by}__isnull": True}) | Q(**{f"{at}__isnull": False, f"{by}__isnull": False})


class GuardianLinkQuerySet(models.QuerySet):
    def visible_to(self, person):
        """A guardian sees their own links and nobody else's, so that neither parent learns of the other (CON-9)."""
        return self.filter(guardian=person).exclude(state=LinkState.ENDED) if person.is_guardian else self.none()


class GuardianLink(models.Model):
    """One adult who speaks for one child, and how well we know it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(**PERSON)
    guardian = models.ForeignKey(**PERSON)
    relation = models.CharField(max_length=20, choices=Relation.choices)
    state = models.CharField(max_length=10, choices=LinkState.choices, default=LinkState.WAITING)
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.G1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(**PERSON)
    papers_at = models.DateTimeField(null=True)
    papers_by = models.ForeignKey(**PERSON, null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(**PERSON, null=True)

    objects = GuardianLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("guardian's link")
        constraints = [
            models.UniqueConstraint(fields=["child", "guardian"], name="one_link_per_pair"),
            models.CheckConstraint(condition=~Q(child=F("guardian")), name="nobody_is_their_own_guardian"),
            models.CheckConstraint(condition=Q(state__in=LinkState.values), name="known_link_state"),
            models.CheckConstraint(condition=both_or_neither("papers_at", "papers_by"), name="papers_at_with_by"),
            models.CheckConstraint(
                condition=both_or_neither("confirmed_at", "confirmed_by"), name="confirmed_at_with_by"
            ),
            models.CheckConstraint(
                condition=Q(level__lt=Level.G2) | Q(papers_at__isnull=False), name="papers_before_g2"
            ),
            models.CheckConstraint(
                condition=Q(level__lt=Level.G3) | Q(confirmed_at__isnull=False), name="second_worker_before_g3"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("papers_by")), name="two_workers_for_g3"
            ),
            models.CheckConstraint(
                condition=~Q(papers_by=F("guardian")) & ~Q(confirmed_by=F("guardian")), name="not_ones_own_papers"
            ),
        ]


class Notice(models.Model):
    """The exact words somebody read before answering; never changed, so they can be shown again years later (CON-3)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    audience = models.CharField(max_length=10, choices=Audience.choices)
    language = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = _("notice")
        constraints = [
            models.UniqueConstraint(fields=["purpose", "audience", "language", "version"], name="one_notice_version"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="notice_known_purpose"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="notice_known_audience"),
        ]

    @staticmethod
    def digest(text: str) -> str:
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def intact(self) -> bool:
        return self.digest(self.text) == self.sha256

    @property
    def title(self) -> str:
        return self.text.partition("\n")[0].removeprefix("# ")

    @property
    def brief(self) -> list[tuple[str, str]]:
        """Who sees it, for how long, how to take it back: what a tired reader needs first."""
        lines = self.text.partition("\n## ")[0].split("\n")[1:]
        parts = [re.split("：|: ", line, maxsplit=1) for line in lines if line.strip()]
        return [(label, words) for label, words in parts]

    @property
    def sections(self) -> list[tuple[str, str]]:
        """Heading and words of each section."""
        parts = [part.strip().partition("\n\n") for part in self.text.split("\n## ")[1:]]
        return [(heading.strip(), words.strip()) for heading, _gap, words in parts]


class Ask(models.Model):
    """A family has been asked for something in particular; `about` says in both languages what."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(**PERSON)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    scope = models.CharField(max_length=80, blank=True)
    about = models.JSONField(default=dict)
    ends_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(**PERSON)

    class Meta:
        verbose_name = _("question to a family")
        constraints = [
            models.UniqueConstraint(fields=["child", "purpose", "scope"], name="asked_once"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="ask_known_purpose"),
        ]

    def about_in(self, language: str) -> str:
        return self.about.get(language) or self.about.get("zh-hans") or next(iter(self.about.values()), "")


class Event(models.Model):
    """One answer of one person, kept for ever (CON-2). The last one per person counts.

    `number` is dense per person and question: two answers at one moment cannot both be the next.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(**PERSON, db_index=False)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    scope = models.CharField(max_length=80, blank=True)
    actor = models.ForeignKey(**PERSON)
    number = models.PositiveIntegerField()
    role = models.CharField(max_length=10, choices=Speaker.choices)
    link = models.ForeignKey(GuardianLink, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=20, choices=State.choices)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=10)
    method = models.CharField(max_length=10, choices=Method.choices)
    words = models.CharField(max_length=300, blank=True)  # a child's own words of assent; no guardian reads them
    helper = models.CharField(max_length=60, blank=True)  # who read it with a child under 8
    at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("answer")
        constraints = [
            models.UniqueConstraint(fields=["child", "purpose", "scope", "actor", "number"], name="one_next_answer"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="event_known_purpose"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="event_known_state"),
            models.CheckConstraint(
                condition=Q(role=Speaker.CHILD, actor=F("child"), link__isnull=True)
                | Q(role=Speaker.GUARDIAN, link__isnull=False) & ~Q(actor=F("child")),
                name="child_or_linked_guardian",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.GIVEN, State.PENDING])
                | Q(notice__isnull=False, expires_at__isnull=False),
                name="a_yes_read_something_and_ends",
            ),
        ]
        indexes = [models.Index(fields=["state", "expires_at"], name="consent_event_ends")]

    def says(self, at: datetime) -> Say:
        if self.state in NOES:
            return Say.NO
        if self.state == State.GIVEN and at < self.expires_at:
            return Say.YES
        return Say.NOTHING
