"""How long a session lives, and whom a route lets in."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils import timezone

from portal.accounts import queries
from portal.accounts.kinds import Kind
from portal.accounts.roles import AT_THE_DESK, Role
from portal.accounts.routes import Audience, Declaration

ENTERED, SEEN, OWN_PHONE = "door_entered", "door_seen", "door_own_phone"
SEEN_EVERY = timedelta(seconds=60)  # a session row is not written at every step


def now() -> datetime:
    """The time at the door; tests stand in for it."""
    return timezone.now()


def today(at: datetime) -> date:
    """The day in Shanghai."""
    return timezone.localdate(at)


@dataclass(frozen=True)
class Stay:
    idle: timedelta
    whole: timedelta


OWN = Stay(idle=timedelta(days=14), whole=timedelta(days=14))
SHARED = Stay(idle=timedelta(minutes=30), whole=timedelta(hours=12))
ADULT = Stay(idle=timedelta(hours=2), whole=timedelta(days=14))
WORK = Stay(idle=timedelta(minutes=30), whole=timedelta(hours=12))


def stay(person, *, own_phone: bool) -> Stay:
    """How long this person may stay (decisions: Sessions)."""
    if person.kind == Kind.CHILD:
        return OWN if own_phone else SHARED
    return ADULT if person.kind == Kind.GUARDIAN else WORK


def is_over(session, person, *, at: datetime) -> bool:
    """Whether the session has been idle or alive for too long; one that never said when it began is over."""
    if ENTERED not in session:
        return True
    allowed = stay(person, own_phone=bool(session.get(OWN_PHONE)))
    return (
        at.timestamp() - session.get(SEEN, session[ENTERED]) >= allowed.idle.total_seconds()
        or at.timestamp() - session[ENTERED] >= allowed.whole.total_seconds()
    )


class Answer(StrEnum):
    COME_IN = "come in"
    SIGN_IN = "sign in"
    NOT_FOR_YOU = "not for you"
    ENROL = "enrol a second factor"
    SECOND_FACTOR = "show the second factor"
    CONDUCT = "accept the code of conduct"


KINDS = {
    Audience.CHILD: {Kind.CHILD},
    Audience.GUARDIAN: {Kind.GUARDIAN},
    Audience.STAFF: {Kind.STAFF},
    Audience.PARTNER: {Kind.PARTNER},
    Audience.ADULT: {Kind.GUARDIAN, Kind.STAFF, Kind.PARTNER},
    Audience.SIGNED_IN: set(Kind),
}
TWO_FACTORS = {Audience.STAFF, Audience.PARTNER}


def answer(person, declaration: Declaration, *, factors: str, conduct: bool, at: datetime) -> Answer:
    """What the door says. `factors` is "none", "asked" (enrolled, not shown in this session) or "shown"."""
    if declaration.audience == Audience.PUBLIC:
        return Answer.COME_IN
    if not person.is_authenticated:
        return Answer.SIGN_IN
    if person.kind not in KINDS[declaration.audience] or not holds_a_role(person, declaration, at=at):
        return Answer.NOT_FOR_YOU
    if declaration.audience not in TWO_FACTORS:
        return Answer.COME_IN
    if factors != "shown":
        return Answer.ENROL if factors == "none" else Answer.SECOND_FACTOR
    if not (conduct or declaration.first_use or declaration.audience == Audience.PARTNER):
        return Answer.CONDUCT
    return Answer.COME_IN


def holds_a_role(person, declaration: Declaration, *, at: datetime) -> bool:
    """Holds one of the roles at this moment, or none is asked."""
    if not declaration.roles:
        return True
    if declaration.break_glass and person.is_superuser:
        return True
    return bool(declaration.roles & queries.roles(person, at=at))


def home_of(person, *, at: datetime) -> str:
    """Where somebody lands after signing in."""
    if person.kind == Kind.CHILD:
        return f"/{person.language}/me/"
    if person.kind == Kind.GUARDIAN:
        return "/family/"
    if person.kind == Kind.PARTNER:
        return f"/{person.language}/"
    held = queries.roles(person, at=at)
    if held & AT_THE_DESK or person.is_superuser:
        return "/admin/"
    return "/desk/papers/" if Role.WORKER in held else f"/{person.language}/"
