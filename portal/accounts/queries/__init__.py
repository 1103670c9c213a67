"""Who somebody is at a given moment. Rights end that second: only the rows of one GET are remembered, no decision."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from importlib import import_module
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Upper
from django.utils import timezone

from portal.accounts import registry
from portal.accounts.content import CONDUCT, CONDUCT_TEXTS
from portal.accounts.content.pseudonyms import make_up
from portal.accounts.kinds import Kind
from portal.accounts.models import ConductAcceptance, NewNumber, Proposal, Qualification, RoleGrant, User
from portal.accounts.queries.checks import (  # noqa: F401 (handed on)
    checks_of,
    ending,
    granted_to,
    offices_of_staff,
    staff_with,
)
from portal.accounts.queries.doors import (  # noqa: F401 (handed on)
    card_of,
    cards_of,
    devices,
    hashed,
    phones_of,
    secret_of,
)
from portal.accounts.queries.reaching import Reach, staff_within  # noqa: F401 (handed on)
from portal.accounts.queries.remembering import once_a_page
from portal.accounts.roles import LONGEST_VALID, MANAGERS, WITH_CHILDREN, QualificationKind, Result, Role
from portal.privacy import queries as privacy
from portal.privacy.kinds import ContactKind


def roles(user, *, at: datetime) -> set[Role]:
    """Roles in force: granted, not ended, and for work with children vetted and trained at that very moment."""
    if not user.is_authenticated or not user.is_active:
        return set()
    granted = {role for role, _office in _granted(user, at)}
    if granted & WITH_CHILDREN and not vetted(user, at=at):
        granted -= WITH_CHILDREN
    return granted


def has_role(user, role: Role, *, at: datetime) -> bool:
    return role in roles(user, at=at)


def vetted(user, *, at: datetime) -> bool:
    """Holds a vetting and a training, both in date (SAF-8)."""
    rows = once_a_page("checks", user, at, checks_of)
    held = {kind for kind, until in rows if until > at}
    return set(held) >= set(QualificationKind.values)


def offices(user, *, at: datetime) -> set[UUID]:
    """Offices in which the person holds a role now."""
    held = roles(user, at=at)
    return {office for role, office in _granted(user, at) if role in held and office}


def _granted(user, at: datetime) -> list[tuple[Role, UUID | None]]:
    """Roles and their offices, as granted; what work with children asks besides is asked by `roles`."""
    rows = once_a_page("grants", user, at, granted_to)
    return [(Role(role), office) for role, office, until in rows if until is None or until > at]


def accepted_conduct(user) -> bool:
    """Whether the person accepted the code of conduct as it stands today (SAF-9)."""
    if not user.is_authenticated or user.kind != Kind.STAFF:
        return False
    return ConductAcceptance.objects.filter(user=user, version=CONDUCT, digest=CONDUCT_TEXTS[CONDUCT]).exists()


def is_taken(name: str) -> bool:
    """Whether a child has this name here already; two children of one name could be taken for each other."""
    return User.objects.filter(kind=Kind.CHILD, pseudonym__iexact=name).exists()


def is_name_of_staff(name: str) -> bool:
    """Whether a colleague is called that here; families and records tell them apart by it."""
    return User.objects.filter(kind__in=[Kind.STAFF, Kind.PARTNER], pseudonym__iexact=name).exists()


def is_address_of_somebody(address: str) -> bool:
    """Whether an account has this e-mail address, as its own or as a further one that was added: with two accounts a
    code sent there would open either."""
    known = EmailAddress.objects.filter(email__iexact=address).exists()
    return known or User.objects.filter(email__iexact=address).exists()


def child_named(name: str) -> User | None:
    """The child of that name here, for somebody at the desk; two children never share one."""
    return User.objects.filter(kind=Kind.CHILD, pseudonym__iexact=" ".join(name.split())).first() if name else None


def children_named(names: Iterable[str]) -> list[User | None]:
    """The same for many names at once, in their order; one query."""
    asked = [" ".join(name.split()) for name in names]
    spelled = {form for each in asked if each for form in (each.upper(), _upper_ascii(each))}
    rows = User.objects.filter(kind=Kind.CHILD).annotate(spelled=Upper("pseudonym")).filter(spelled__in=spelled)
    found = {child.pseudonym.upper(): child for child in rows}
    return [found.get(each.upper()) for each in asked]


def _upper_ascii(name: str) -> str:
    """As SQLite writes it, which knows no other letters."""
    return "".join(sign.upper() if sign.isascii() else sign for sign in name)


def names_here(people: Iterable[UUID]) -> dict[UUID, str]:
    """What people are called here, one query; for pages at the desk that know people by UUID."""
    return {person.pk: str(person) for person in User.objects.filter(pk__in=list(people))}


def cannot_be_used(name: str) -> bool:
    """Taken, or refused by a check of this part or another. Each is asked whatever the last one said: how long an
    answer takes must not say which of them it was (SEC-7)."""
    return any([is_taken(name), *(check(name) for check in registry.name_checks)])


def offer_pseudonyms(language: str, n: int = 3) -> list[str]:
    """`n` different names nobody has, with a number when the plain ones run out."""
    offers: list[str] = []
    tries = 0
    while len(offers) < n:
        tries += 1
        name = make_up(language, number=tries if tries > 4 * n else 0)
        if name not in offers and not cannot_be_used(name):
            offers.append(name)
    return offers


def reach(person, held: frozenset[Role], *, at: datetime) -> Reach:
    """Where the person holds one of these roles at that moment."""
    in_force = roles(person, at=at) & held
    found = {office for role, office in _granted(person, at) if role in in_force} if in_force else set()
    return Reach(None in found, frozenset(found - {None}))


def offices_as(person, role: Role, *, at: datetime) -> frozenset[UUID]:
    """Offices in which the person holds exactly this role: another one elsewhere opens nothing there."""
    return reach(person, frozenset({role}), at=at).offices


def offices_granted(person) -> set[UUID | None]:
    """Offices of every role the person has not lost, in force or resting for want of a paper."""
    return set(RoleGrant.objects.filter(user=person, ended_at=None).values_list("office", flat=True))


def colleagues(person, *, at: datetime) -> QuerySet[User]:
    """Staff whom this manager looks after: of their offices, and those without any role, whoever makes them welcome."""
    if not person.is_active:
        return User.objects.none()
    staff = User.objects.filter(kind=Kind.STAFF)
    if person.is_superuser:
        return staff
    seen, staff = reach(person, MANAGERS, at=at), staff.filter(is_superuser=False)
    if seen.everywhere or not seen:
        return staff if seen else staff.none()
    theirs = RoleGrant.objects.filter(user=OuterRef("pk"))
    here = Exists(theirs.filter(ended_at=None, office__in=seen.offices))
    nowhere = ~Exists(theirs.filter(ended_at=None))
    was_here = Exists(theirs.filter(office__in=seen.offices))
    return staff.filter(here | nowhere & (Q(is_active=True) | was_here))


def with_rights(people: QuerySet[User]) -> QuerySet[User]:
    """The same people with live roles, checks and promises beside them, however many: three queries."""
    live = RoleGrant.objects.filter(ended_at=None).select_related("office").order_by("granted_at")
    checks = Qualification.objects.select_related("checked_by").order_by("-checked_on", "-expires_at")
    promises = ConductAcceptance.objects.order_by("-accepted_at")
    return people.prefetch_related(
        Prefetch("role_grants", live, to_attr="live_grants"),
        Prefetch("qualifications", checks, to_attr="checks"),
        Prefetch("conduct_acceptances", promises, to_attr="promises"),
    )


def papers_of(person, *, at: datetime) -> list[dict]:
    """Of each kind the paper that counts, newest no or longest yes, for a person that `with_rights` brought."""
    found, needed = [], any(grant.role in WITH_CHILDREN for grant in person.live_grants)
    for kind in QualificationKind:
        rows = [row for row in person.checks if row.kind == kind]
        no = next((row for row in rows if row.result == Result.NOT_CLEAR), None)
        yes = [row for row in rows if row.result == Result.CLEAR and (no is None or row.checked_on > no.checked_on)]
        row = max(yes, key=lambda each: each.expires_at) if yes else no
        oldest = timezone.localdate(at) - LONGEST_VALID
        good = bool(yes) and row.expires_at > at and (kind != QualificationKind.VETTING or row.checked_on >= oldest)
        found.append({"kind": kind, "row": row, "good": good, "needed": needed})
    return found


def promise_of(person) -> ConductAcceptance | None:
    """The person's yes to the code of conduct as it stands, if `with_rights` brought one."""
    now = (CONDUCT, CONDUCT_TEXTS[CONDUCT])
    return next((row for row in person.promises if (row.version, row.digest) == now), None)


def grants_of(people: QuerySet[User]) -> QuerySet[RoleGrant]:
    """Live roles of these people."""
    return RoleGrant.objects.filter(user__in=people, ended_at=None).select_related("user", "office")


def proposals_for(person, *, at: datetime) -> QuerySet[Proposal]:
    """Roles of one's colleagues that wait for a second yes."""
    open_ones = Proposal.objects.filter(user__in=colleagues(person, at=at), settled_at=None)
    return open_ones.select_related("user", "office", "asked_by").order_by("asked_at")


def sessions_of(person) -> list[UserSession]:
    """Where somebody is signed in, each with what its session remembers; none that no longer counts."""
    known = list(UserSession.objects.filter(user=person).order_by("-created_at"))
    kept = Session.objects.filter(session_key__in=[row.session_key for row in known])
    stored = dict(kept.values_list("session_key", "session_data"))
    store = import_module(settings.SESSION_ENGINE).SessionStore
    proof = person.get_session_auth_hash()
    for row in known:
        row.remembers = store(row.session_key).decode(stored.get(row.session_key, ""))
    return [row for row in known if row.remembers.get(HASH_SESSION_KEY) == proof]


def own_sessions(person) -> QuerySet[UserSession]:
    return UserSession.objects.filter(user=person)


def spelled_phone(text: str) -> str:
    """`+8613800000000` for a mobile number in any usual spelling, one of here unless it names a country; else ""."""
    return privacy.spelled_contact(ContactKind.PHONE, text)


def number_of(person, *, lasts: timedelta, at: datetime) -> tuple[str, bool] | None:
    """The number a guardian comes in by, and whether they showed it is theirs; none that has been silent too long."""
    return privacy.contact_now(person.pk, ContactKind.PHONE, lasts=lasts, at=at)


def guardian_of_number(number: str, *, lasts: timedelta, at: datetime) -> User | None:
    """Whom the number lets in; nobody after long silence, for carriers hand numbers on. One that two workers typed, and
    that is nobody else's, leads to the code that makes it the guardian's."""
    marks = privacy.contact_marks(ContactKind.PHONE, number)
    awaited = _awaited(marks, at)  # asked for every number: a known one is no shorter work than an unknown (SEC-7)
    found = privacy.answering_contact(marks, lasts=lasts, at=at) or awaited
    return User.objects.filter(pk=found, kind=Kind.GUARDIAN, is_active=True).first()


def _awaited(marks: Iterable[str], at: datetime) -> UUID | None:
    """The guardian for whom two workers typed this number."""
    open_ones = NewNumber.objects.filter(mark__in=marks, settled_at=None, confirmed_at__gt=at - NewNumber.LASTS)
    found = list(open_ones.values_list("person", flat=True)[:2])
    return found[0] if len(found) == 1 else None  # typed for two people it is nobody's


def new_number_of(person, *, at: datetime) -> NewNumber | None:
    """A number that waits for a second worker, or for its code."""
    found = NewNumber.objects.filter(person=person, settled_at=None).select_related("person", "asked_by").first()
    return found if found and found.waits(at) else None


def has_shown(person, *, kind: str, marks: Iterable[str], lasts: timedelta, at: datetime) -> bool:
    """Whether the person showed, by a code sent there, that the number or address with one of these marks is theirs."""
    if kind == ContactKind.PHONE:
        return privacy.answering_contact(marks, lasts=lasts, at=at) == person.pk
    shown = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    return any(set(marks) & set(privacy.contact_marks(kind, email)) for email in shown)
