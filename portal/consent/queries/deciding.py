"""`may`, the one question everything above asks (CON-20), for one child or many, in as few queries as one."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain, product
from uuid import UUID

from django.db.models import Case, CharField, Exists, F, IntegerField, OuterRef, Q, Subquery, UUIDField, When
from django.utils import timezone

from portal.consent import registry
from portal.consent.kinds import Authority, Verdict
from portal.consent.models import Ask, Assessment, Event, Notice
from portal.consent.purposes import ABOUT_ACTIVITIES, Missing, Purpose, Rule, Say, rule
from portal.consent.states import LinkState, Speaker
from portal.privacy import queries as privacy
from portal.rows.prepared import BoundList, Prepared

Age = Callable[[date], int | None]
FROZEN = -1  # the level of a disputed link: a no still counts, a yes does not
NOBODY = (Missing.GUARDIAN, Missing.CHILD)


@dataclass(frozen=True)
class Decision:
    """True when allowed; else `missing` says what is (never whose no it is)."""

    missing: tuple[Missing, ...] = ()

    def __bool__(self) -> bool:
        return not self.missing


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


def decide(purpose, child: UUID, said: dict[UUID, Event], age: Age, at: datetime) -> Standing:
    """From the last answer of each person, read by `with_facts`; each learns by the way whether it still stands."""
    law, today = rule(purpose), day(at)
    if any(event.weighed_up != law.version for event in said.values()):
        return Standing([Missing.OFF], said)
    for event in said.values():
        event.stopped = _stopped(event, age, at)
    speaking = [(event, _heard(event, at), event.level) for event in said.values() if event.level is not None]
    own = said[child].says(at) if child in said else Say.NOTHING
    welcome = own == Say.NOTHING and any(
        say == Say.YES and level >= law.level and _is_welcome(event, law, age, at) for event, say, level in speaking
    )
    guardians = [(say, level) for _event, say, level in speaking]
    return Standing(law.missing(age=age(today), guardians=guardians, child=own, welcome=welcome), said)


def _stopped(event: Event, age: Age, at: datetime) -> bool:
    """A yes stopped by something beside its own end: what was asked is over, its words or its giver have changed."""
    if any(end is not None and end <= at for end in (event.asked_until, event.renew_by)):
        return True
    return event.role == Speaker.CHILD and is_outgrown(event, age, at)


def is_outgrown(event: Event, age: Age, at: datetime) -> bool:
    """Whether a birthday that asks anew lies between a child's yes and now, its grace over."""
    law = rule(event.purpose)
    return law.outgrown(then=age(day(event.at)), now=age(day(at - law.grace)))


def _heard(event: Event, at: datetime) -> Say:
    say = event.says(at)
    return Say.NOTHING if say == Say.YES and event.level == FROZEN else say


def _is_welcome(event: Event, law: Rule, age: Age, at: datetime) -> bool:
    """A guardian's yes carries a child who has not answered yet: while young, and for a while after."""
    return bool(law.grace) and (event.at + law.grace > at or law.is_young(age(day(at - law.grace))))


def with_facts(events):
    """Answers, each with what decides whether it counts.

    `level` at which its guardian is known (none where the link rests, has ended, or does not reach this purpose),
    `weighed_up` (the version of the rule that may be asked for), `renew_by` (when newer words of weight end it) and
    `asked_until` (the end of the one thing it was about).
    """
    reaches = Q(link__authority=Authority.FULL) | Q(link__authority=Authority.ACTIVITIES, purpose__in=ABOUT_ACTIVITIES)
    level = Case(
        When(reaches, link__state=LinkState.CONFIRMED, then=F("link__level")),
        When(reaches, link__state=LinkState.DISPUTED, then=FROZEN),
        default=None,
        output_field=IntegerField(),
    )
    newer = Notice.objects.filter(
        purpose=OuterRef("purpose"),
        audience=OuterRef("notice__audience"),
        version__gt=OuterRef("notice__version"),
        material=True,
    )
    asked = Ask.objects.filter(child=OuterRef("child"), purpose=OuterRef("purpose"), scope=OuterRef("scope"))
    return events.annotate(
        level=level,
        weighed_up=Subquery(verdicts().filter(purpose=OuterRef("purpose")).values("allows")[:1]),
        renew_by=Subquery(newer.order_by("renew_by").values("renew_by")[:1]),
        asked_until=Subquery(asked.values("ends_at")[:1]),
    )


def verdicts():
    """Assessments, the last first, each with the version of the rule that it `allows`; 0 for none."""
    allows = Case(When(verdict=Verdict.GO, then=F("rule_version")), default=0)
    return Assessment.objects.annotate(allows=allows).order_by("-number")


ANSWERS = Prepared(
    lambda: privacy.with_birth(
        with_facts(last_events()).filter(
            child__among=BoundList("children", UUIDField()),
            purpose__among=BoundList("purposes", CharField()),
            scope__among=BoundList("scopes", CharField()),
        ),
        "child",
    )
)


def _rows(children: Iterable[UUID], purposes: Iterable[str], scopes: Iterable[str]) -> Iterable[Event]:
    """Last answers, each read once within a GET."""
    kept = registry.remembered()
    if kept is None:
        return ANSWERS(children=children, purposes=purposes, scopes=scopes)
    wanted = set(product(children, purposes, scopes))
    if new := wanted - kept.keys():
        columns = [set(column) for column in zip(*new, strict=True)]
        found = {key: [] for key in product(*columns)}
        for event in ANSWERS(**dict(zip(("children", "purposes", "scopes"), columns, strict=True))):
            found[event.child_id, event.purpose, event.scope].append(event)
        kept.update(found)
    return chain.from_iterable(kept[key] for key in wanted)


def _answers(children: Iterable[UUID], purposes: Iterable[Purpose], scopes: Iterable[str]):
    """What each person said last to each (child, purpose, scope), and the ages of children spoken for."""
    said, ages = defaultdict(dict), {}
    for event in _rows(children, [str(each) for each in purposes], scopes):
        said[event.child_id, event.purpose, event.scope][event.actor_id] = event
        if event.child_id not in ages:
            ages[event.child_id] = privacy.age_of(event, event.child_id)
    return said, ages


def _can_be_asked(purpose, scope: str) -> bool:
    """Whether this is a purpose at all, with a scope where it wants one; anything else is denied, not an error."""
    return purpose in Purpose.values and bool(scope) == rule(purpose).scoped


def standings(children: Iterable[UUID], purpose, scope: str = "", *, at: datetime) -> dict[UUID, Standing]:
    """How one question stands for many children: one query, and one more where for some nobody ever answered."""
    children = set(children)
    if not children:
        return {}
    if not _can_be_asked(purpose, scope):
        return {child: Standing([Missing.OFF]) for child in children}
    said, ages = _answers(children, [purpose], [scope])
    if silent := children - ages.keys():
        years = privacy.ages(silent, on=day(at))
        ages |= {child: lambda on, child=child: years[child] for child in silent}
    return {child: decide(purpose, child, said[child, purpose, scope], ages[child], at) for child in children}


def standing(child: UUID, purpose, scope: str = "", *, at: datetime) -> Standing:
    return standings([child], purpose, scope, at=at)[child]


def may(child: UUID, purpose, scope: str = "", *, at: datetime) -> Decision:
    """Is this allowed, at this second? Absence is refusal; any standing no blocks. One query."""
    if not _can_be_asked(purpose, scope):
        return Decision((Missing.OFF,))
    said, ages = _answers([child], [purpose], [scope])
    if not said:
        return Decision(NOBODY)
    return Decision(tuple(decide(purpose, child, said[child, purpose, scope], ages[child], at).missing))


def permitted(children: Iterable[UUID], purpose, scope: str = "", *, at: datetime) -> set[UUID]:
    """Those of these children for whom it is allowed; the same answer as `may` of each, in one query."""
    return {child for child, _purpose, _scope in permitted_of({(child, purpose, scope) for child in children}, at=at)}


def permitted_of(asked: Iterable[tuple[UUID, str, str]], *, at: datetime) -> set[tuple[UUID, str, str]]:
    """Those of these (child, purpose, scope) for which it is allowed: a page full of questions in one query."""
    asked = {each for each in asked if _can_be_asked(each[1], each[2])}
    if not asked:
        return set()
    children, purposes, scopes = (set(column) for column in zip(*asked, strict=True))
    said, ages = _answers(children, purposes, scopes)
    # Where nobody ever answered there is no permission, whatever the age.
    return {each for each in asked & said.keys() if decide(each[1], each[0], said[each], ages[each[0]], at).allowed}


def purposes_in_use() -> set[Purpose]:
    """Those that were weighed up, in the version of their rule that is in force (CON-22)."""
    last: dict[str, int] = {}
    for purpose, allows in verdicts().values_list("purpose", "allows"):
        last.setdefault(purpose, allows)
    return {Purpose(purpose) for purpose, allows in last.items() if allows == rule(purpose).version}


def yeses(child: UUID, purpose, scope: str = "", *, at: datetime) -> list[Event]:
    """The answers a permission stands on now; for keeping their ids, not for a screen."""
    return [event for event in standing(child, purpose, scope, at=at).answers.values() if event.says(at) == Say.YES]


def answers_by_id(ids: Iterable):
    """Answers once kept as evidence, oldest first."""
    return Event.objects.filter(pk__in=list(ids)).order_by("at", "number")
