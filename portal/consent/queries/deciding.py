"""`may`, the one question everything above asks (CON-20), for one child or many, in as few queries as one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, CharField, Exists, F, IntegerField, OuterRef, UUIDField, When
from django.utils import timezone

from portal.consent.models import Event
from portal.consent.purposes import RULES, Missing, Purpose, Say
from portal.consent.states import LinkState
from portal.privacy import queries as privacy
from portal.rows.prepared import BoundList, Prepared


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


def decide(purpose, child: UUID, said: dict[UUID, Event], age: int | None, at: datetime) -> Standing:
    """From the last answer of each person, each with the `level` its guardian's link has while it counts, else None."""
    own = said.get(child)
    guardians = [(event.says(at), event.level) for event in said.values() if event.level is not None]
    return Standing(
        RULES[Purpose(purpose)].missing(age=age, guardians=guardians, child=own.says(at) if own else Say.NOTHING), said
    )


def with_level(events):
    """Answers, each with the `level` at which its guardian is known: none where the link rests or has ended."""
    counts = When(link__state=LinkState.CONFIRMED, then=F("link__level"))
    return events.annotate(level=Case(counts, default=None, output_field=IntegerField()))


ANSWERS = Prepared(
    lambda: privacy.with_birth(
        with_level(last_events()).filter(
            child__among=BoundList("children", UUIDField()),
            purpose__among=BoundList("purposes", CharField()),
            scope__among=BoundList("scopes", CharField()),
        ),
        "child",
    )
)


def _answers(children: Iterable[UUID], purposes: Iterable[Purpose], scopes: Iterable[str], at: datetime):
    """What each person said last to each (child, purpose, scope), and the ages of children spoken for."""
    said, ages = defaultdict(dict), {}
    for event in ANSWERS(children=children, purposes=map(str, purposes), scopes=scopes):
        said[event.child_id, event.purpose, event.scope][event.actor_id] = event
        if event.child_id not in ages:
            ages[event.child_id] = privacy.age_beside(event, event.child_id, on=day(at))
    return said, ages


def standings(children: Iterable[UUID], purpose, scope: str = "", *, at: datetime) -> dict[UUID, Standing]:
    """How one question stands for many children: one query, and one more where for some nobody ever answered."""
    children = set(children)
    if not children:
        return {}
    if bool(scope) != RULES[Purpose(purpose)].scoped:
        return {child: Standing([Missing.GUARDIAN]) for child in children}
    said, ages = _answers(children, [purpose], [scope], at)
    if silent := children - ages.keys():
        ages |= privacy.ages(silent, on=day(at))
    return {child: decide(purpose, child, said[child, purpose, scope], ages[child], at) for child in children}


def standing(child: UUID, purpose, scope: str = "", *, at: datetime) -> Standing:
    return standings([child], purpose, scope, at=at)[child]


def may(child: UUID, purpose, scope: str = "", *, at: datetime) -> bool:
    """Is this allowed, at this second? Absence is refusal; any standing no blocks. One query."""
    return child in permitted([child], purpose, scope, at=at)


def permitted(children: Iterable[UUID], purpose, scope: str = "", *, at: datetime) -> set[UUID]:
    """Those of these children for whom it is allowed; the same answer as `may` of each, in one query."""
    return {child for child, _purpose, _scope in permitted_of({(child, purpose, scope) for child in children}, at=at)}


def permitted_of(asked: Iterable[tuple[UUID, str, str]], *, at: datetime) -> set[tuple[UUID, str, str]]:
    """Those of these (child, purpose, scope) for which it is allowed: a page full of questions in one query."""
    asked = {each for each in asked if bool(each[2]) == RULES[Purpose(each[1])].scoped}
    if not asked:
        return set()
    children, purposes, scopes = (set(column) for column in zip(*asked, strict=True))
    said, ages = _answers(children, purposes, scopes, at)
    # Where nobody ever answered there is no permission, whatever the age.
    return {each for each in asked & said.keys() if decide(each[1], each[0], said[each], ages[each[0]], at).allowed}


def yeses(child: UUID, purpose, scope: str = "", *, at: datetime) -> list[Event]:
    """The answers a permission stands on now; for keeping their ids, not for a screen."""
    return [event for event in standing(child, purpose, scope, at=at).answers.values() if event.says(at) == Say.YES]


def answers_by_id(ids: Iterable):
    """Answers once kept as evidence, oldest first."""
    return Event.objects.filter(pk__in=list(ids)).order_by("at", "number")
