"""Reading who speaks for whom and what was answered; `may` is the one question everything above asks (CON-20)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from portal.accounts import queries as people
from portal.accounts.roles import Role
from portal.consent.kinds import Audience, Mood
from portal.consent.models import Ask, Event, GuardianLink, Notice
from portal.consent.purposes import ADULT, RULES, Missing, Purpose, Say
from portal.consent.states import NOES, LinkState, Speaker, State
from portal.privacy import queries as privacy


@dataclass(frozen=True)
class Standing:
    """How one question stands."""

    missing: list[Missing]
    answers: dict[UUID, Event] = field(default_factory=dict)  # last one per person; never hand it to a screen whole

    @property
    def allowed(self) -> bool:
        return not self.missing

    @property
    def paused(self) -> bool:
        return Missing.A_NO in self.missing

    def of(self, person) -> Event | None:
        return self.answers.get(person.pk)


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


def day(at: datetime) -> date:
    """The date at home, where birthdays are counted, whatever zone the reader is in."""
    return timezone.localtime(at, timezone.get_default_timezone()).date()


def last_events():
    """The last answer of each person to each question."""
    later = Event.objects.filter(
        child=OuterRef("child"),
        purpose=OuterRef("purpose"),
        scope=OuterRef("scope"),
        actor=OuterRef("actor"),
        number__gt=OuterRef("number"),
    )
    return Event.objects.filter(~Exists(later))


def _levels(children) -> dict[UUID, int]:
    """Levels of the links that count now, by link."""
    links = GuardianLink.objects.filter(child__in=children, state=LinkState.CONFIRMED)
    return dict(links.values_list("id", "level"))


def _decide(purpose, child: UUID, said: dict[UUID, Event], levels: dict, age: int | None, at: datetime) -> Standing:
    own = said.get(child)
    guardians = [(event.says(at), levels[event.link_id]) for event in said.values() if event.link_id in levels]
    return Standing(
        RULES[Purpose(purpose)].missing(age=age, guardians=guardians, child=own.says(at) if own else Say.NOTHING), said
    )


def standings(children: Iterable[UUID], purpose, scope: str = "", *, at: datetime) -> dict[UUID, Standing]:
    """How one question stands for many children, in three queries however many."""
    children = set(children)
    if not children:
        return {}
    if bool(scope) != RULES[Purpose(purpose)].scoped:
        return {child: Standing([Missing.GUARDIAN]) for child in children}
    ages, levels = privacy.ages(children, on=day(at)), _levels(children)
    said = defaultdict(dict)
    for event in last_events().filter(child__in=children, purpose=purpose, scope=scope):
        said[event.child_id][event.actor_id] = event
    return {child: _decide(purpose, child, said[child], levels, ages.get(child), at) for child in children}


def standing(child: UUID, purpose, scope: str = "", *, at: datetime) -> Standing:
    return standings([child], purpose, scope, at=at)[child]


def may(child: UUID, purpose, scope: str = "", *, at: datetime) -> bool:
    """Is this allowed, at this second? Absence is refusal; any standing no blocks."""
    return standing(child, purpose, scope, at=at).allowed


def permitted(children: Iterable[UUID], purpose, scope: str = "", *, at: datetime) -> set[UUID]:
    """Those of these children for whom it is allowed; the same answer as `may` of each."""
    return {child for child, how in standings(children, purpose, scope, at=at).items() if how.allowed}


def permitted_pairs(pairs: Iterable[tuple[UUID, str]], purpose, *, at: datetime) -> set[tuple[UUID, str]]:
    """Those of these (child, scope) for which it is allowed: many scopes in as many queries as one."""
    pairs = set(pairs)
    children = {child for child, _scope in pairs}
    if not pairs or not RULES[Purpose(purpose)].scoped:
        return set()
    ages, levels = privacy.ages(children, on=day(at)), _levels(children)
    said, scopes = defaultdict(dict), {scope for _child, scope in pairs}
    for event in last_events().filter(child__in=children, purpose=purpose, scope__in=scopes):
        said[event.child_id, event.scope][event.actor_id] = event
    return {pair for pair in pairs if _decide(purpose, pair[0], said[pair], levels, ages.get(pair[0]), at).allowed}


def yeses(child: UUID, purpose, scope: str = "", *, at: datetime) -> list[Event]:
    """The answers a permission stands on now; for keeping their ids, not for a screen."""
    return [event for event in standing(child, purpose, scope, at=at).answers.values() if event.says(at) == Say.YES]


def answers_by_id(ids: Iterable):
    """Answers once kept as evidence, oldest first."""
    return Event.objects.filter(pk__in=list(ids)).order_by("at", "number")


def guardians_of(child):
    """Everybody linked to a child and not ended: for keeping a family's own people out of its affairs."""
    links = GuardianLink.objects.filter(child=child).exclude(state=LinkState.ENDED)
    return get_user_model().objects.filter(pk__in=links.values("guardian"))


def speakers(child) -> list[GuardianLink]:
    """Links of those who may speak for a child now, oldest first."""
    links = GuardianLink.objects.filter(child=child, state=LinkState.CONFIRMED, guardian__is_active=True)
    return list(links.select_related("guardian").order_by("made_at", "pk"))


def workers_of(child):
    """The workers who saw the family's papers, and so know the child."""
    seen = GuardianLink.objects.filter(child=child).exclude(state=LinkState.ENDED).values("papers_by")
    return get_user_model().objects.filter(pk__in=seen)


def guardians_to_ask(child, purpose, *, at: datetime):
    """Confirmed guardians whose yes this purpose needs at the child's age."""
    if not RULES[Purpose(purpose)].asks_guardian(privacy.age(child.pk, on=day(at))):
        return get_user_model().objects.none()
    links = GuardianLink.objects.filter(child=child, state=LinkState.CONFIRMED)
    return get_user_model().objects.filter(pk__in=links.values("guardian"))


def children_of(guardian):
    """Children a guardian has added or been linked to, papers seen or not; a resting link shows nothing."""
    links = GuardianLink.objects.filter(guardian=guardian, state__in=[LinkState.WAITING, LinkState.CONFIRMED])
    return get_user_model().objects.filter(pk__in=links.values("child"))


def speaks_for(guardian, child, *, at: datetime) -> bool:
    """Papers seen, not resting, and the child not yet grown."""
    age = privacy.age(getattr(child, "pk", child), on=day(at))
    if age is not None and age >= ADULT:
        return False
    return GuardianLink.objects.filter(guardian=guardian, child=child, state=LinkState.CONFIRMED).exists()


def links_waiting(worker, *, at: datetime):
    """For a worker: links whose papers nobody, or only one worker, has seen; for anybody else none."""
    if not people.has_role(worker, Role.WORKER, at=at):
        return GuardianLink.objects.none()
    waiting = Q(state=LinkState.WAITING) | Q(state=LinkState.CONFIRMED, confirmed_at__isnull=True)
    return GuardianLink.objects.filter(waiting).select_related("child", "guardian", "papers_by").order_by("made_at")


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
    standing_yes = Q(state__in=[State.GIVEN, State.PENDING], expires_at__gt=at)
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
    """Every switch of a child for one reader: those that are for all, then each one asked; four queries."""
    for_child = person.pk == child.pk
    age, levels = privacy.age(child.pk, on=day(at)), _levels([child.pk])
    said = defaultdict(dict)
    for event in last_events().filter(child=child).select_related("notice"):
        said[event.purpose, event.scope][event.actor_id] = event
    asks = {(ask.purpose, ask.scope): ask for ask in _still_on(at).filter(child=child).order_by("asked_at")}
    keys = [(purpose, "") for purpose, rule in RULES.items() if not rule.scoped] + [key for key in asks if key[1]]
    found = []
    for purpose, scope in keys:
        answers = said[purpose, scope]
        missing = _decide(purpose, child.pk, answers, levels, age, at).missing
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


def links_of(guardian):
    """A guardian's own links with their children, oldest first; a resting one shows nothing."""
    found = GuardianLink.objects.visible_to(guardian).exclude(state=LinkState.SUSPENDED)
    return found.select_related("child").order_by("made_at")


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
    return last_events().filter(state__in=[State.GIVEN, State.PENDING], expires_at__lte=at).select_related("link")


def answers_of(person, *, child):
    """One person's own answers about a child, newest first."""
    return Event.objects.filter(actor=person, child=child).select_related("notice").order_by("-at", "-number")


def role_of(person, child) -> Speaker:
    return Speaker.CHILD if person.pk == child.pk else Speaker.GUARDIAN


def audience_for(person, child, *, at: datetime) -> Audience:
    """Which wording somebody reads; the youngest when an age is unknown."""
    if role_of(person, child) == Speaker.GUARDIAN:
        return Audience.GUARDIAN
    age = privacy.age(child.pk, on=day(at))
    if age is None or age <= 8:
        return Audience.YOUNG
    return Audience.MIDDLE if age <= 12 else Audience.OLDER


def notice(purpose, audience, language: str, *, at: datetime) -> Notice | None:
    """The words in force for this purpose and reader; before the first were published, the first."""
    found = Notice.objects.filter(purpose=purpose, audience=audience, language=language)
    return found.filter(published_at__lte=at).order_by("-version").first() or found.order_by("version").first()


def notices(audience, language: str, *, at: datetime) -> dict[str, Notice]:
    """The words in force for one kind of reader, by purpose, in one query."""
    found = Notice.objects.filter(audience=audience, language=language).order_by("version")
    first, current = {}, {}
    for each in found:
        first.setdefault(each.purpose, each)
        if each.published_at <= at:
            current[each.purpose] = each
    return first | current
