"""What a family has been asked, what waits, and how each switch looks to one reader."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from portal.consent.kinds import Mood
from portal.consent.models import Ask, Event, GuardianLink
from portal.consent.purposes import IN_USE, RULES, Missing, Purpose, Say
from portal.consent.queries.deciding import day, decide, last_events, with_level
from portal.consent.states import NOES, YESES, LinkState, State
from portal.privacy import queries as privacy


@dataclass(frozen=True)
class Question:
    """One purpose as one reader sees it: their own last answer and whether it is on, never who else said what."""

    child: object
    purpose: Purpose
    scope: str
    ask: Ask | None
    mine: Event | None
    missing: list[Missing]
    at: datetime
    for_child: bool

    @property
    def my_say(self) -> Say:
        return self.mine.says(self.at) if self.mine else Say.NOTHING

    @property
    def pending(self) -> bool:
        return bool(self.mine and self.mine.state == State.PENDING and self.mine.expires_at > self.at)

    @property
    def mood(self) -> Mood:
        if Missing.A_NO in self.missing:
            return Mood.PAUSED
        if not self.missing:
            return Mood.ON
        if self.pending:
            return Mood.PAPERS
        if self.my_say == Say.NOTHING:
            return Mood.YOURS
        return Mood.HOME if self.for_child else Mood.CHILD if self.missing == [Missing.CHILD] else Mood.PAPERS


def open_asks(*, child, at: datetime, person=None):
    """Questions about a child that are still on, and that `person` (default: the child) has yet to answer."""
    person = person or child
    age = privacy.age(child.pk, on=day(at))
    mine = [
        purpose
        for purpose, rule in RULES.items()
        if (rule.assent if person.pk == child.pk else rule.asks_guardian(age))
    ]
    return _still_on(at).filter(~Exists(_answered(person, at)), child=child, purpose__in=mine).order_by("asked_at")


def _answered(person, at: datetime):
    """This person's standing answer to the question of the row around it."""
    standing_yes = Q(state__in=[*YESES, State.PENDING], expires_at__gt=at)
    return last_events().filter(
        Q(state__in=NOES) | standing_yes,
        child=OuterRef("child"),
        purpose=OuterRef("purpose"),
        scope=OuterRef("scope"),
        actor=person,
    )


def _still_on(at: datetime):
    return Ask.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at))


def questions(*, child, person, at: datetime) -> list[Question]:
    """Every switch of a child for one reader: those that are for all, then each one asked; three queries."""
    for_child = person.pk == child.pk
    age = privacy.age(child.pk, on=day(at))
    said = defaultdict(dict)
    for event in with_level(last_events()).filter(child=child).select_related("notice"):
        said[event.purpose, event.scope][event.actor_id] = event
    asks = {(ask.purpose, ask.scope): ask for ask in _still_on(at).filter(child=child).order_by("asked_at")}
    keys = [(purpose, "") for purpose, rule in RULES.items() if purpose in IN_USE and not rule.scoped] + [
        key for key in asks if key[1]
    ]
    found = []
    for purpose, scope in keys:
        answers = said[purpose, scope]
        missing = decide(purpose, child.pk, answers, age, at).missing
        mine, ask = answers.get(person.pk), asks.get((purpose, scope))
        found.append(Question(child, Purpose(purpose), scope, ask, mine, missing, at, for_child))
    return found


def question(*, child, person, purpose, scope: str = "", at: datetime) -> Question | None:
    """One of them."""
    every = questions(child=child, person=person, at=at)
    return next((one for one in every if (one.purpose, one.scope) == (purpose, scope)), None)


def asks_visible_to(person):
    """Questions somebody may open: about themself, or about a child they speak for."""
    speaking = GuardianLink.objects.visible_to(person).exclude(state=LinkState.SUSPENDED).values("child")
    return Ask.objects.filter(Q(child=person.pk) | Q(child__in=speaking)).select_related("child")


def scopes_asked(child) -> set[str]:
    """Everything in particular that a family has been asked about."""
    return set(Ask.objects.filter(child=child).exclude(scope="").values_list("scope", flat=True))


def waiting_for(person, children: Iterable[UUID], *, at: datetime) -> dict[UUID, int]:
    """How many questions wait for this guardian, by child, in two queries."""
    children = list(children)
    ages = privacy.ages(children, on=day(at))
    found = Counter()
    for child, purpose in (
        _still_on(at).filter(~Exists(_answered(person, at)), child__in=children).values_list("child", "purpose")
    ):
        found[child] += RULES[Purpose(purpose)].asks_guardian(ages.get(child))
    return dict(found)


def ended_yeses(at: datetime):
    """Yeses that ran out and have not been announced."""
    return last_events().filter(state__in=[*YESES, State.PENDING], expires_at__lte=at).select_related("link")


def answers_of(person, *, child):
    """One person's own answers about a child, newest first."""
    return Event.objects.filter(actor=person, child=child).select_related("notice").order_by("-at", "-number")
