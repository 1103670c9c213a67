"""Who may do what to a colleague's account: plain predicates, asked by the actions and by the pages alike.

Nobody does anything to their own account. Supervisors act in the offices they supervise. A superuser breaks the
glass: it works, and it is never quiet.
"""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from portal.accounts import queries
from portal.accounts.kinds import Kind
from portal.accounts.models import RoleGrant, User
from portal.accounts.roles import GIVEN_BY_ONE, GIVEN_BY_TWO, MANAGERS, PauseCode, Role
from portal.accounts.signals import glass_broken
from portal.audit import log
from portal.ui.refusals import Refusal

SUPERVISORS = frozenset({Role.SUPERVISOR})
WHO_PAUSES = frozenset({Role.SUPERVISOR, Role.SAFEGUARDING_LEAD})
WHO_CLEARS = frozenset({Role.SAFEGUARDING_LEAD})


class NotYours(Refusal):
    def __init__(self):
        super().__init__(_("This is for the supervisor of the office to do, and never for oneself."))


def may_welcome(by: User, *, at: datetime) -> bool:
    """Makes an account for somebody who begins to work here; a superuser too, before there is any supervisor."""
    if by.kind != Kind.STAFF or not by.is_active:
        return False
    return by.is_superuser or bool(queries.reach(by, SUPERVISORS, at=at))


def may_manage(by: User, person: User, *, at: datetime) -> bool:
    """Records checks and ends sessions: a supervisor of one of the person's offices, of any while they have none."""
    return breaks_glass(by, person) or _looks_after(by, person, SUPERVISORS, at=at)


def may_pause(by: User, person: User, *, at: datetime) -> bool:
    """The safeguarding lead too: whoever hears of a danger must be able to stop it at once."""
    return breaks_glass(by, person) or _looks_after(by, person, WHO_PAUSES, at=at)


def may_unpause(by: User, person: User, *, at: datetime) -> bool:
    """A pause for a concern is lifted by a safeguarding lead alone, not by the supervisor who needs the hands."""
    who = WHO_CLEARS if person.pause_code == PauseCode.CONCERN else WHO_PAUSES
    return breaks_glass(by, person) or _looks_after(by, person, who, at=at)


def may_let_go(by: User, person: User, *, at: datetime) -> bool:
    """Closes the account for good: a supervisor of every office the person still has a role in."""
    return breaks_glass(by, person) or _looks_after(by, person, SUPERVISORS, every=True, at=at)


def may_give(by: User, person: User, role: Role, office: UUID | None, *, at: datetime) -> bool:
    """Gives the role alone: a supervisor in the own office, and only what one person may give."""
    if breaks_glass(by, person):
        return True
    if role == Role.PARTNER:  # a receiving office is nobody's of ours: any supervisor looks after its people
        return _looks_after(by, person, SUPERVISORS, at=at)
    ours = office in queries.reach(by, SUPERVISORS, at=at)
    return role in GIVEN_BY_ONE and ours and _looks_after(by, person, SUPERVISORS, at=at)


def may_propose(by: User, person: User, role: Role, office: UUID | None, *, at: datetime) -> bool:
    """Is one of the two who give a role that two people give; the other one is asked the same."""
    ours = office in queries.reach(by, MANAGERS, at=at)
    return role in GIVEN_BY_TWO and ours and _looks_after(by, person, MANAGERS, at=at)


def may_take(by: User, grant: RoleGrant, *, at: datetime) -> bool:
    """Ends a role in the own office; one that two people gave is ended by any manager there."""
    if grant.role == Role.PARTNER:
        return may_manage(by, grant.user, at=at)
    who = MANAGERS if grant.role in GIVEN_BY_TWO else SUPERVISORS
    ours = by.pk != grant.user_id and by.kind == Kind.STAFF and grant.office_id in queries.reach(by, who, at=at)
    return ours or breaks_glass(by, grant.user)


def breaks_glass(by: User, person: User) -> bool:
    """A superuser, in need: when an office has no supervisor left, or never had one."""
    return by.is_superuser and by.is_active and by.pk != person.pk and person.kind in {Kind.STAFF, Kind.PARTNER}


def ring(by: User, person: User, act: str, *, at: datetime) -> None:
    """Puts a broken glass on record and tells those who answer for children and for data."""
    if breaks_glass(by, person):
        log.write("glass.broken", by=by, subject=f"person:{person.pk}", at=at, did=act)
        glass_broken.send(User, by=by.pk, person=person.pk, at=at)


def _looks_after(by: User, person: User, who: frozenset, *, at: datetime, every: bool = False) -> bool:
    if by.pk == person.pk or person.kind not in {Kind.STAFF, Kind.PARTNER} or person.is_superuser:
        return False
    reach = queries.reach(by, who, at=at) if by.kind == Kind.STAFF else None
    if not reach or person.kind == Kind.PARTNER:
        return bool(reach)
    offices = queries.offices_granted(person)
    if not offices:
        return bool(reach)
    return (all if every else any)(office in reach for office in offices)
