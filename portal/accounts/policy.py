"""How long a session lives, and whom a route lets in."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils import timezone

from portal.accounts import queries
from portal.accounts.kinds import Kind
from portal.accounts.roles import AT_THE_DESK, Role
from portal.accounts.routes import Audience, Declaration, Fresh
from portal.accounts.states import SecretKind
from portal.privacy.kinds import sign_in_band

ENTERED, SEEN, OWN_PHONE = "door_entered", "door_seen", "door_own_phone"
SHOWN_UNTIL, TIME_TO_CHANGE = "door_shown_until", 10 * 60  # how long pictures or words count as just shown, in seconds
BY_ITSELF = "again"  # in the address of a page that looks again by itself: nobody need be there for it
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


def kinds_to_choose(secret, years: int | None) -> list[SecretKind]:
    """What a child may take instead: words at any age, pictures below twelve or while they have some."""
    young = sign_in_band(years) == SecretKind.PICTURES or secret.kind == SecretKind.PICTURES
    return [SecretKind.PICTURES, SecretKind.PASSPHRASE] if young else [SecretKind.PASSPHRASE]


def offers_words(secret, years: int | None) -> bool:
    """From twelve on, to a child with pictures who has not said that they keep them."""
    asked = secret.kind != SecretKind.PICTURES or secret.pictures_kept_at is not None
    return not asked and sign_in_band(years) != SecretKind.PICTURES


class Answer(StrEnum):
    COME_IN = "come in"
    SIGN_IN = "sign in"
    NOT_FOR_YOU = "not for you"
    ENROL = "enrol a second factor"
    SECOND_FACTOR = "show the second factor"
    CONDUCT = "accept the code of conduct"
    PROVE = "show again who you are"


KINDS = {
    Audience.CHILD: {Kind.CHILD},
    Audience.GUARDIAN: {Kind.GUARDIAN},
    Audience.STAFF: {Kind.STAFF},
    Audience.PARTNER: {Kind.PARTNER},
    Audience.ADULT: {Kind.GUARDIAN, Kind.STAFF, Kind.PARTNER},
    Audience.SIGNED_IN: set(Kind),
}
TWO_FACTORS = {Kind.STAFF, Kind.PARTNER}  # wherever they go signed in, not only at the desk (SEC-4)
NUMBER_LASTS = timedelta(days=90)  # without a code that came back: carriers give a number on after about as long
FACTORS = {"totp", "webauthn"}  # recovery codes alone are none
FRESH_FOR = timedelta(minutes=15)  # how long somebody counts as having just shown who they are (SEC-9)
SAFE = {"GET", "HEAD", "OPTIONS"}


def answer(
    person,
    declaration: Declaration,
    *,
    factors: str,
    conduct: bool,
    at: datetime,
    fresh: bool = True,
    method: str = "GET",
) -> Answer:
    """What the door says. `factors` is "none", "asked" (enrolled, not shown in this session) or "shown"; `fresh`:
    the person has shown within FRESH_FOR who they are."""
    if declaration.audience == Audience.PUBLIC:
        return Answer.COME_IN
    if not person.is_authenticated:
        return Answer.SIGN_IN
    if person.kind not in KINDS[declaration.audience] or not holds_a_role(person, declaration, at=at):
        return Answer.NOT_FOR_YOU
    if person.kind in TWO_FACTORS and not declaration.half and factors != "shown":
        return Answer.ENROL if factors == "none" else Answer.SECOND_FACTOR
    if declaration.audience == Audience.STAFF and not (conduct or declaration.first_use):
        return Answer.CONDUCT
    if wants_proof(person, declaration, method=method) and not fresh:
        return Answer.PROVE
    return Answer.COME_IN


def wants_proof(person, declaration: Declaration, *, method: str) -> bool:
    """Whether this step wants a proof that is fresh. A child has shown its pictures, and is asked no code."""
    return person.kind != Kind.CHILD and asks(declaration, method=method)


def asks(declaration: Declaration, *, method: str) -> bool:
    return declaration.fresh == Fresh.SEE or (declaration.fresh == Fresh.ACT and method not in SAFE)


def is_fresh(records: list[dict], *, kind: Kind, held: dict, password: bool = True, at: datetime) -> bool:
    """Whether one of a session's proofs is young enough and strong enough (SEC-9).

    `records` as allauth notes them: `method`, `at` (seconds), `id` of the factor. `held`: factors the person holds
    now, id → type. `password`: whether they have one. Who holds a second factor shows one; staff without any show
    their password, to enrol one, and on their first day, when they have none, the code that was sent. A guardian has
    no password to ask for: a code that was sent counts, or a factor.
    """
    enrols = kind != Kind.GUARDIAN and not FACTORS & set(held.values())
    for record in records:
        if at.timestamp() - record["at"] >= FRESH_FOR.total_seconds():
            continue
        if record["method"] == "mfa" and record.get("id") in held:
            return True
        if record["method"] == "code" and (kind == Kind.GUARDIAN or (enrols and not password)):
            return True
        if record["method"] == "password" and enrols:
            return True
    return False


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
    if not held:  # a first day begins with the code of conduct, and that with a second factor
        return "/desk/conduct/"
    return "/desk/families/" if Role.WORKER in held else f"/{person.language}/"
