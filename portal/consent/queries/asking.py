"""What a family has been asked, what waits, and how each switch looks to one reader."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, Subquery

from portal.consent.kinds import Mood, Verdict
from portal.consent.models import Ask, Event, Reminder
from portal.consent.purposes import REMIND_DAYS, Missing, Purpose, Say, rule, rules
from portal.consent.queries.deciding import (
    Age,
    day,
    decide,
    is_outgrown,
    last_events,
    purposes_in_use,
    verdicts,
    with_facts,
)
from portal.consent.queries.families import UNSEEN
from portal.consent.queries.speaking import speaking_links
from portal.consent.states import NOES, YESES, Speaker, State
from portal.privacy import queries as privacy

READS_ALONE = 8  # before this birthday somebody reads along
SOON = timedelta(days=max(REMIND_DAYS))
# It ends by its own age. One that ends with the thing it was for is over then, and is not asked for again.
BY_ITSELF = Q(asked_until__isnull=True) | Q(asked_until__gt=F("expires_at"))


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
    anew: bool = False
    known: bool = True  # whether the reader may learn how it stands, and not only what they said themself

    @property
    def seen(self) -> int:
        """The number of the reader's own last answer; a page hands it back with a yes."""
        return self.mine.number if self.mine else 0

    @property
    def my_say(self) -> Say:
        return self.mine.says(self.at) if self.mine else Say.NOTHING

    @property
    def changed(self) -> bool:
        """Newer words of weight have come since."""
        return self.my_say == Say.YES and self.mine.renew_by is not None

    @property
    def ends_soon(self) -> bool:
        return self.my_say == Say.YES and not self.changed and ends_soon(self.mine, self.at)

    @property
    def pending(self) -> bool:
        return bool(self.mine and self.mine.state == State.PENDING and self.mine.expires_at > self.at)

    @property
    def mood(self) -> Mood:
        if not self.known:
            says_no = self.my_say == Say.NO
            return Mood.PAUSED if says_no else Mood.PAPERS if self.pending or self.my_say == Say.YES else Mood.YOURS
        if Missing.A_NO in self.missing:
            return Mood.PAUSED
        if not self.missing:
            return Mood.YOURS if self.anew or (self.for_child and self.my_say == Say.NOTHING) else Mood.ON
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
        purpose for purpose, law in rules().items() if (law.assent if person.pk == child.pk else law.asks_guardian(age))
    ]
    return _still_on(at).filter(~Exists(_answered(person, at)), child=child, purpose__in=mine).order_by("asked_at")


def _answered(person, at: datetime):
    """This person's standing answer to the question of the row around it; newer words or a near end ask anew."""
    standing_yes = Q(state__in=[*YESES, State.PENDING], expires_at__gt=at, renew_by__isnull=True)
    ends_soon = Q(state__in=YESES, expires_at__lte=at + SOON) & BY_ITSELF
    return with_facts(last_events()).filter(
        Q(state__in=NOES) | standing_yes & ~ends_soon,
        child=OuterRef("child"),
        purpose=OuterRef("purpose"),
        scope=OuterRef("scope"),
        actor=person,
    )


def _still_on(at: datetime):
    verdict = verdicts().filter(purpose=OuterRef("purpose")).values("verdict")[:1]
    found = Ask.objects.annotate(verdict=Subquery(verdict)).filter(verdict=Verdict.GO)
    return found.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at))


def questions(*, child, person, at: datetime, named: str = "") -> list[Question]:
    """Every switch of a child for one reader: those that are for all, then each one asked; three queries, four for
    a guardian.

    What nobody has weighed up is on no screen, nor what an adult does not speak about. An adult who is not yet known
    reads what was put or answered by themself, and nothing that stands on somebody else's link (CON-7, CON-9); `named`
    is a scope they know of already.
    """
    for_child = person.pk == child.pk
    link = None if for_child else speaking_links(person).filter(child=child).first()
    if not for_child and link is None:
        return []
    age, said = None, defaultdict(dict)
    for event in privacy.with_birth(with_facts(last_events()).filter(child=child).select_related("notice"), "child"):
        said[event.purpose, event.scope][event.actor_id] = event
        age = age or privacy.age_of(event, child.pk)
    if age is None:
        years = privacy.age(child.pk, on=day(at))
        age = lambda on: years  # noqa: E731 (the age of somebody nobody has answered for)
    asks = {(ask.purpose, ask.scope): ask for ask in _still_on(at).filter(child=child).order_by("asked_at")}
    in_use = purposes_in_use()
    keys = [(purpose, "") for purpose, law in rules().items() if purpose in in_use and not law.scoped]
    keys += [key for key in asks if key[1] and key[0] in in_use]
    if link:
        keys = [key for key in keys if link.reaches(key[0])]
    if link and not link.is_known:
        keys = [key for key in keys if key[1] == named or _is_theirs(key, person, asks, said)]
    known = for_child or link.is_known
    found = []
    for purpose, scope in keys:
        answers = said[purpose, scope]
        missing = decide(purpose, child.pk, answers, age, at).missing if known else []
        mine, ask = answers.get(person.pk), asks.get((purpose, scope))
        anew = bool(mine) and _is_anew(mine, age, at)
        found.append(Question(child, Purpose(purpose), scope, ask, mine, missing, at, for_child, anew, known))
    return found


def _is_theirs(key: tuple[str, str], person, asks: dict, said: dict) -> bool:
    """What is asked of every family, and what this adult has asked or answered themself."""
    return not key[1] or person.pk in said[key] or asks[key].asked_by_id == person.pk


def _is_anew(mine: Event, age: Age, at: datetime) -> bool:
    """A yes that still counts, of which its giver is asked again: newer words wait, its end is near, or a child now
    reads for themself."""
    if mine.says(at) != Say.YES:
        return False
    then, now = age(day(mine.at)), age(day(at))
    reads_now = mine.role == Speaker.CHILD and None not in (then, now) and then < READS_ALONE <= now
    return reads_now or mine.renew_by is not None or ends_soon(mine, at)


def ends_soon(mine: Event, at: datetime) -> bool:
    """Whether a yes, read by `with_facts`, ends by its own age within the month."""
    by_itself = mine.asked_until is None or mine.asked_until > mine.expires_at
    return by_itself and at < mine.expires_at <= at + SOON


def question(*, child, person, purpose, scope: str = "", at: datetime) -> Question | None:
    """One of them."""
    every = questions(child=child, person=person, at=at, named=scope)
    return next((one for one in every if (one.purpose, one.scope) == (purpose, scope)), None)


def asks_visible_to(person):
    """Questions somebody may open: about themself, or about a child they speak for."""
    speaking = speaking_links(person)
    known = Q(child__in=speaking.exclude(UNSEEN).values("child"))
    theirs = Q(scope="") | Q(asked_by=person) | Exists(_said_by(person))
    not_yet = Q(child__in=speaking.filter(UNSEEN).values("child")) & theirs
    return Ask.objects.filter(Q(child=person.pk) | known | not_yet).select_related("child")


def _said_by(person):
    return Event.objects.filter(
        child=OuterRef("child"), purpose=OuterRef("purpose"), scope=OuterRef("scope"), actor=person
    )


def waiting_for(person, *, at: datetime) -> dict[UUID, int]:
    """How many questions wait for this guardian, by child, in three queries."""
    links = {link.child_id: link for link in speaking_links(person)}
    ages = privacy.ages(links, on=day(at))
    waiting = _still_on(at).filter(~Exists(_answered(person, at)), child__in=links)
    found = Counter()
    for child, purpose, scope, asked_by in waiting.values_list("child", "purpose", "scope", "asked_by"):
        link = links[child]
        theirs = link.is_known or not scope or asked_by == person.pk
        found[child] += theirs and link.reaches(purpose) and rule(purpose).asks_guardian(ages.get(child))
    return dict(found)


def ended_yeses(at: datetime):
    """Yeses that ran out and have not been announced, each child's together."""
    ended = last_events().filter(state__in=[*YESES, State.PENDING], expires_at__lte=at)
    return ended.select_related("child", "actor", "link", "notice").order_by("child", "pk")


def yeses_to_remind_of(at: datetime, days: int):
    """Yeses that end by their own age within so many days, and of which nobody was reminded so near; by child.

    Which of them still permit is not asked here. Words of weight that came since ask anew by themselves.
    """
    within = timedelta(days=days)
    near = with_facts(last_events()).filter(BY_ITSELF, state__in=YESES, renew_by__isnull=True)
    near = near.filter(expires_at__gt=at, expires_at__lte=at + within)
    reminded = Reminder.objects.filter(event=OuterRef("pk"), days__lte=days)
    found = near.filter(~Exists(reminded), actor__is_active=True).select_related("child", "actor")
    return found.order_by("child", "expires_at", "pk")


def overtaken_yeses(at: datetime):
    """Yeses to words that newer ones of weight have ended (CON-16)."""
    found = with_facts(last_events()).filter(state__in=[*YESES, State.PENDING], renew_by__lte=at)
    return found.select_related("child", "actor", "link", "notice").order_by("child", "pk")


def outgrown_yeses(child, *, at: datetime) -> list[Event]:
    """A child's own yeses said before a birthday after which they are asked anew (CON-13)."""
    own = last_events().filter(child=child.pk, role=Speaker.CHILD, state__in=YESES)
    found = privacy.with_birth(own.select_related("child", "actor", "link", "notice"), "child").order_by("pk")
    return [event for event in found if is_outgrown(event, privacy.age_of(event, child.pk), at)]


def answers_of(person, *, child):
    """One person's own answers about a child, newest first."""
    return Event.objects.filter(actor=person, child=child).select_related("notice").order_by("-at", "-number")
