"""The families an office knows: what its workers see, and nobody else (decisions: Offices)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q

from portal.accounts import queries as people
from portal.accounts.roles import Role
from portal.consent.kinds import Stage
from portal.consent.models import Event, GuardianLink, Home
from portal.consent.states import LinkState
from portal.privacy import queries as privacy

LOOK_LASTS = timedelta(hours=1)  # so long after opening name and birth date somebody may say that the papers agree
# A link on which child and adult agreed is confirmed before anybody has seen papers (CON-8).
UNSEEN = Q(state=LinkState.WAITING) | Q(state=LinkState.CONFIRMED, papers_at__isnull=True)
UNCONFIRMED = Q(state=LinkState.CONFIRMED, papers_at__isnull=False, confirmed_at__isnull=True)


def works_in(worker, *, at: datetime) -> people.Reach:
    """The offices whose families this worker looks after now; a role that names no office reaches all."""
    return people.reach(worker, frozenset({Role.WORKER}), at=at)


def works_for(worker, child, *, at: datetime) -> bool:
    """Whether a worker's office knows the family of this child; of a family without an office nobody's does."""
    where = works_in(worker, at=at)
    home = Home.objects.filter(child=child).values_list("office", flat=True).first()
    return where.everywhere or home in where.offices


def families(worker, *, at: datetime):
    """Children of the worker's offices, each with an adult who speaks or spoke for them; oldest first."""
    where = works_in(worker, at=at)
    if not where:
        return get_user_model().objects.none()
    found = _with_adults()
    return found if where.everywhere else found.filter(Exists(_homes().filter(office__in=where.offices)))


def at_stage(found, stage: Stage):
    """Of these families those that wait for one step."""
    links = GuardianLink.objects.filter(child=OuterRef("pk"))
    unseen, unconfirmed = Exists(links.filter(UNSEEN)), Exists(links.filter(UNCONFIRMED))
    if stage == Stage.PAPERS:
        return found.filter(unseen)
    if stage == Stage.SECOND:
        return found.filter(~unseen, unconfirmed)
    return found.filter(~unseen, ~unconfirmed)


def families_without_office(worker, *, at: datetime):
    """Families that no office knows yet, for every worker who could take them in."""
    found = _with_adults().filter(~Exists(_homes()))
    return found if works_in(worker, at=at) else found.none()


def links_known(worker, *, at: datetime):
    """Every link of a worker's families that has not ended."""
    found = GuardianLink.objects.filter(child__in=families(worker, at=at).values("pk"))
    return found.exclude(state=LinkState.ENDED).select_related("child", "guardian")


def links_for(worker, *, at: datetime):
    """Those of them by which somebody may speak."""
    return links_known(worker, at=at).filter(state__in=[LinkState.WAITING, LinkState.CONFIRMED])


def links_with(children):
    """Every link of these children, ended ones last, for their office's desk; one query."""
    found = GuardianLink.objects.filter(child__in=[child.pk for child in children])
    rank = {state: number for number, state in enumerate(LinkState)}
    linked = found.select_related("child", "guardian", "papers_by", "confirmed_by").order_by("made_at", "pk")
    return sorted(linked, key=lambda link: rank[link.state] == rank[LinkState.ENDED])


def home_of(child) -> Home | None:
    return Home.objects.select_related("office").filter(child=child).first()


def homes_of(persons: Iterable[UUID]) -> dict[UUID, UUID]:
    """The office that knows the family of each of these children; those of no office are left out."""
    return dict(Home.objects.filter(child__in=persons).values_list("child", "office"))


def history(child):
    """What everybody of a family answered, newest first, never in whose words: those are the child's own."""
    found = Event.objects.filter(child=child).defer("words", "helper").order_by("-at", "-number")
    return found.select_related("actor", "entered_by", "confirmed_by")


def has_looked(worker, child, *, at: datetime) -> bool:
    """Whether this worker compared name and birth date within the hour: without that no papers were seen (PRI-4)."""
    return privacy.looked(worker.pk, person=child.pk, since=at - LOOK_LASTS)


def _homes():
    return Home.objects.filter(child=OuterRef("pk"))


def _with_adults():
    found = get_user_model().objects.filter(Exists(GuardianLink.objects.filter(child=OuterRef("pk"))))
    return found.order_by("date_joined", "pk")
