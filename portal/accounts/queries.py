"""Who somebody is at a given moment. Rights end that second: nothing here is remembered between calls."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from portal.accounts import registry
from portal.accounts.content import CONDUCT
from portal.accounts.content.pseudonyms import make_up
from portal.accounts.kinds import Kind
from portal.accounts.models import Card, ConductAcceptance, Device, Qualification, RoleGrant, User
from portal.accounts.roles import WITH_CHILDREN, QualificationKind, Role
from portal.accounts.states import CardState


def roles(user, *, at: datetime) -> set[Role]:
    """Roles in force: granted, not ended, and for work with children vetted and trained at that very moment."""
    if not user.is_authenticated or not user.is_active:
        return set()
    granted = {Role(value) for value in _grants(at).filter(user=user).values_list("role", flat=True)}
    if granted & WITH_CHILDREN and not vetted(user, at=at):
        granted -= WITH_CHILDREN
    return granted


def has_role(user, role: Role, *, at: datetime) -> bool:
    return role in roles(user, at=at)


def vetted(user, *, at: datetime) -> bool:
    """Holds a vetting and a training, both in date (SAF-8)."""
    held = _in_date(at).filter(user=user).values_list("kind", flat=True)
    return set(held) >= set(QualificationKind.values)


def offices(user, *, at: datetime) -> set[UUID]:
    """Offices in which the person holds a role now."""
    held = roles(user, at=at)
    return set(_grants(at).filter(user=user, role__in=held, office__isnull=False).values_list("office", flat=True))


def staff_with(role: Role, *, at: datetime, office=None) -> QuerySet[User]:
    """Active people who hold the role at that moment, in that office if one is given."""
    grants = _grants(at).filter(user=OuterRef("pk"), role=role)
    if office is not None:
        grants = grants.filter(office=office)
    found = User.objects.filter(Exists(grants), is_active=True)
    if role in WITH_CHILDREN:
        for kind in QualificationKind.values:
            found = found.filter(Exists(_in_date(at).filter(user=OuterRef("pk"), kind=kind)))
    return found


def _grants(at: datetime) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(Q(ended_at=None) | Q(ended_at__gt=at), granted_at__lte=at)


def _in_date(at: datetime) -> QuerySet[Qualification]:
    return Qualification.objects.filter(checked_on__lte=timezone.localdate(at), expires_at__gt=at)


def card_of(token: str, *, at: datetime) -> Card | None:
    """The card, while it would open something. Looking does not use it up: chat apps look at every link."""
    return (
        Card.objects.select_related("child")
        .filter(token_hash=hashed(token), state=CardState.READY, expires_at__gt=at, child__is_active=True)
        .first()
    )


def devices(tokens: list[str]) -> list[Device]:
    """Devices whose tokens these are, of children whose account is open; one for each child, the newest."""
    found = (
        Device.objects.select_related("child", "child__secret")
        .filter(token_hash__in=[hashed(token) for token in tokens], ended_at=None, child__is_active=True)
        .order_by("bound_at")
    )
    return list({device.child_id: device for device in found}.values())


def hashed(token: str) -> str:
    """Tokens are long and random, so a plain hash keeps them."""
    return hashlib.sha256(token.encode()).hexdigest()


def accepted_conduct(user) -> bool:
    """Whether the person accepted the code of conduct as it stands today (SAF-9)."""
    if not user.is_authenticated or user.kind != Kind.STAFF:
        return False
    return ConductAcceptance.objects.filter(user=user, version=CONDUCT).exists()


def is_taken(name: str) -> bool:
    """Whether a child has this name here already; two children of one name could be taken for each other."""
    return User.objects.filter(kind=Kind.CHILD, pseudonym__iexact=name).exists()


def child_named(name: str) -> User | None:
    """The child of that name here, for somebody at the desk; two children never share one."""
    return User.objects.filter(kind=Kind.CHILD, pseudonym__iexact=" ".join(name.split())).first() if name else None


def names_here(people: Iterable[UUID]) -> dict[UUID, str]:
    """What people are called here, one query; for pages at the desk that know people by UUID."""
    return {person.pk: str(person) for person in User.objects.filter(pk__in=list(people))}


def cannot_be_used(name: str) -> bool:
    """Every check that this part and others handed over."""
    return any(check(name) for check in registry.name_checks)


def offer_pseudonyms(language: str, n: int = 3) -> list[str]:
    """`n` different names nobody has, with a number when the plain ones run out."""
    offers: list[str] = []
    tries = 0
    while len(offers) < n:
        tries += 1
        name = make_up(language, number=tries if tries > 4 * n else 0)
        if name not in offers and not is_taken(name) and not cannot_be_used(name):
            offers.append(name)
    return offers
