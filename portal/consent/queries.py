"""Reading who speaks for whom and what was answered; `may` is the one question everything above asks (CON-20)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from portal.consent.kinds import Audience
from portal.consent.models import Ask, Event, GuardianLink, Notice
from portal.consent.purposes import ADULT, RULES, Missing, Purpose, Say
from portal.consent.states import LinkState, Speaker, State


class privacy:  # noqa: N801 (until the vault lands)
    @staticmethod
    def ages(children, *, on):
        try:
            from portal.privacy import queries
        except ImportError:
            return {}
        return queries.ages(children, on=on)

    @staticmethod
    def age(child, *, on):
        return privacy.ages([child], on=on).get(child)


@dataclass(frozen=True)
class Standing:
    """How one question stands. `mine` is for the reader's own last answer; nobody else's is in here by name."""

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


def standings(children: Iterable[UUID], purpose, scope: str = "", *, at: datetime) -> dict[UUID, Standing]:
    """How one question stands for many children, in three queries however many."""
    children = set(children)
    rule = RULES[Purpose(purpose)]
    if not children:
        return {}
    if bool(scope) != rule.scoped:
        return {child: Standing([Missing.GUARDIAN]) for child in children}
    ages = privacy.ages(children, on=day(at))
    levels = {
        link["id"]: link["level"]
        for link in GuardianLink.objects.filter(child__in=children, state=LinkState.CONFIRMED).values("id", "level")
    }
    answers = defaultdict(dict)
    for event in last_events().filter(child__in=children, purpose=purpose, scope=scope):
        answers[event.child_id][event.actor_id] = event
    found = {}
    for child in children:
        said = answers[child]
        own = said.get(child)
        guardians = [(event.says(at), levels[event.link_id]) for event in said.values() if event.link_id in levels]
        missing = rule.missing(age=ages.get(child), guardians=guardians, child=own.says(at) if own else Say.NOTHING)
        found[child] = Standing(missing, dict(said))
    return found


def standing(child: UUID, purpose, scope: str = "", *, at: datetime) -> Standing:
    return standings([child], purpose, scope, at=at)[child]


def may(child: UUID, purpose, scope: str = "", *, at: datetime) -> bool:
    """Is this allowed, at this second? Absence is refusal; any standing no blocks."""
    return standing(child, purpose, scope, at=at).allowed


def permitted(children: Iterable[UUID], purpose, scope: str = "", *, at: datetime) -> set[UUID]:
    """Those of these children for whom it is allowed; the same answer as `may` of each."""
    return {child for child, how in standings(children, purpose, scope, at=at).items() if how.allowed}


def guardians_of(child):
    """Everybody linked to a child and not ended: for keeping a family's own people out of its affairs."""
    links = GuardianLink.objects.filter(child=child).exclude(state=LinkState.ENDED)
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


def links_waiting():
    """Links whose papers nobody, or only one worker, has seen."""
    waiting = Q(state=LinkState.WAITING) | Q(state=LinkState.CONFIRMED, confirmed_at__isnull=True)
    return GuardianLink.objects.filter(waiting).select_related("child", "guardian", "papers_by").order_by("made_at")


def open_asks(*, child, at: datetime, person=None):
    """Questions about a child that are still on, and not yet answered by `person` (default: the child)."""
    person = person or child
    answered = last_events().filter(
        Q(state__in=[State.REFUSED, State.WITHDRAWN, State.PENDING]) | Q(state=State.GIVEN, expires_at__gt=at),
        child=OuterRef("child"),
        purpose=OuterRef("purpose"),
        scope=OuterRef("scope"),
        actor=person,
    )
    asks = Ask.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), ~Exists(answered), child=child)
    return asks.order_by("asked_at")


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
