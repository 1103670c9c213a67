"""Who speaks for whom, as far as anybody may ask."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.contrib.auth import get_user_model

from portal.consent.kinds import Authority
from portal.consent.models import GuardianLink
from portal.consent.purposes import ABOUT_ACTIVITIES, ADULT, rule
from portal.consent.queries.deciding import day
from portal.consent.queries.families import UNCONFIRMED, UNSEEN, links_known
from portal.consent.states import LinkState, Speaker
from portal.privacy import queries as privacy


def guardians_of(child):
    """Everybody linked to a child and not ended: for keeping a family's own people out of its affairs."""
    links = GuardianLink.objects.filter(child=child).exclude(state=LinkState.ENDED)
    return get_user_model().objects.filter(pk__in=links.values("guardian"))


def children_linked_to(people):
    """Every child whose guardians these are or were to be, whatever the state, but for links that have ended."""
    links = GuardianLink.objects.filter(guardian__in=people).exclude(state=LinkState.ENDED)
    return get_user_model().objects.filter(pk__in=links.values("child"))


def speakers(child) -> list[GuardianLink]:
    """Links of those who may speak for a child now, oldest first."""
    links = GuardianLink.objects.filter(child=child, state=LinkState.CONFIRMED, guardian__is_active=True)
    return list(links.select_related("guardian").order_by("made_at", "pk"))


def workers_of(child):
    """The workers who saw the family's papers, and so know the child."""
    seen = GuardianLink.objects.filter(child=child).exclude(state=LinkState.ENDED).values("papers_by")
    return get_user_model().objects.filter(pk__in=seen)


def guardians_to_ask(child, purpose, *, at: datetime):
    """Confirmed guardians who speak about such a thing, and whose yes it needs at the child's age."""
    if not rule(purpose).asks_guardian(privacy.age(child.pk, on=day(at))):
        return get_user_model().objects.none()
    return get_user_model().objects.filter(pk__in=_links_that_ask(purpose).filter(child=child).values("guardian"))


def guardians_of_each_to_ask(children: Iterable[UUID], purpose, *, at: datetime) -> dict[UUID, list]:
    """child → the same, for many children in two queries; whoever has nobody to ask is not in it."""
    ages = privacy.ages(children, on=day(at))
    asking = [child for child, age in ages.items() if rule(purpose).asks_guardian(age)]
    found = defaultdict(list)
    links = _links_that_ask(purpose).filter(child__in=asking).select_related("guardian").order_by("made_at", "pk")
    for link in links:
        found[link.child_id].append(link.guardian)
    return dict(found)


def _links_that_ask(purpose):
    authorities = [Authority.FULL, *([Authority.ACTIVITIES] if purpose in ABOUT_ACTIVITIES else [])]
    links = GuardianLink.objects.filter(state=LinkState.CONFIRMED, authority__in=authorities)
    return links.exclude(invited_by__isnull=False, papers_at__isnull=True)  # whoever is only invited hears no news


def children_of(guardian):
    """Children a guardian has added or been linked to, papers seen or not; a resting link shows nothing."""
    links = GuardianLink.objects.filter(guardian=guardian, state__in=[LinkState.WAITING, LinkState.CONFIRMED])
    return get_user_model().objects.filter(pk__in=links.values("child"))


def age_of(child, *, at: datetime) -> int | None:
    return privacy.age(child.pk, on=day(at))


def is_grown(child, *, at: datetime) -> bool:
    """From the eighteenth birthday on a person answers alone (CON-13)."""
    age = privacy.age(getattr(child, "pk", child), on=day(at))
    return age is not None and age >= ADULT


def speaks_for(guardian, child, *, at: datetime) -> bool:
    """Papers seen, not resting, and the child not yet grown."""
    if is_grown(child, at=at):
        return False
    return GuardianLink.objects.filter(guardian=guardian, child=child, state=LinkState.CONFIRMED).exists()


def links_waiting(worker, *, at: datetime):
    """For a worker: links of their office's families whose papers nobody, or only one worker, has seen."""
    found = links_known(worker, at=at).filter(UNSEEN | UNCONFIRMED)
    return found.select_related("child", "guardian", "papers_by").order_by("made_at")


def links_of(guardian):
    """A guardian's own links with their children, oldest first; a resting one shows nothing."""
    found = GuardianLink.objects.visible_to(guardian).exclude(state=LinkState.SUSPENDED)
    return found.select_related("child").order_by("made_at")


def links_that_look(child) -> list[GuardianLink]:
    """The links of `links_of` over all guardians of one child, oldest first: who can open its page now. One at rest is
    not among them, so that a child is not told that an adult's page rests (SAF-4)."""
    links = links_about(child).filter(guardian__is_active=True).exclude(state=LinkState.SUSPENDED)
    return list(links.select_related("guardian", "child"))


def speaking_links(guardian):
    """Links by which a guardian may be asked and answer: waiting for papers or confirmed, not resting nor in doubt."""
    return GuardianLink.objects.visible_to(guardian).filter(state__in=[LinkState.WAITING, LinkState.CONFIRMED])


def is_resting(guardian, child=None) -> bool:
    """Whether a link of this guardian is at rest; with `child`, the one with that child."""
    found = GuardianLink.objects.visible_to(guardian).filter(state=LinkState.SUSPENDED)
    return (found.filter(child=child) if child else found).exists()


def links_about(child):
    """Every link with one child that has not ended, for the acts of this part; on no screen."""
    found = GuardianLink.objects.filter(child=child).exclude(state=LinkState.ENDED)
    return found.select_related("guardian").order_by("made_at")


def role_of(person, child) -> Speaker:
    return Speaker.CHILD if person.pk == child.pk else Speaker.GUARDIAN


def links_shown(person, reader):
    """For the rights centre: a child is shown all who speak for it, a guardian only themself (CON-9)."""
    links = GuardianLink.objects.filter(child=person)
    return links if reader == person else links.filter(guardian=reader)
