"""Resting an account and waking it, ending a colleague's sessions, and closing the account of who leaves."""

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.actions import powers
from portal.accounts.actions.people import end_sessions, forget_sessions
from portal.accounts.actions.rights import end_role
from portal.accounts.models import Card, Proposal, RoleGrant, User
from portal.accounts.roles import ENDS_BY_ITSELF, PauseCode, Role
from portal.accounts.signals import access_ended, left
from portal.accounts.states import CardState
from portal.audit import log
from portal.ui.refusals import Refusal


class NotPossible(Refusal):
    pass


@transaction.atomic
def pause(*, by: User, person: User, code: str, until: datetime | None = None, at: datetime) -> User:
    """Closes the account for now: rights, sessions and live doors end this second; roles and papers stay."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if not powers.may_pause(by, person, at=at):
        raise powers.NotYours
    if not person.is_active and not person.pause_code:
        raise NotPossible(_("This account is closed."))
    if until is not None and (until <= at or code not in ENDS_BY_ITSELF):
        raise NotPossible(_("A pause ends later than now, and one for a concern has no date: somebody has to lift it."))
    if person.pause_code == PauseCode.CONCERN != code and not powers.may_unpause(by, person, at=at):
        raise powers.NotYours  # or a concern would be lifted by calling it something else
    powers.ring(by, person, "account.paused", at=at)
    person.is_active, person.pause_code, person.paused_until = False, PauseCode(code), until
    person.save(update_fields=["is_active", "pause_code", "paused_until"])
    log.write("account.paused", by=by, subject=f"person:{person.pk}", at=at, code=code)
    end_sessions(by=by, person=person, at=at)
    return person


@transaction.atomic
def unpause(*, by: User, person: User, at: datetime) -> User:
    person = User.objects.select_for_update().get(pk=person.pk)
    if not powers.may_unpause(by, person, at=at):
        raise powers.NotYours
    if not person.pause_code:
        raise NotPossible(_("This account is not paused."))
    powers.ring(by, person, "account.unpaused", at=at)
    return _wake(by, person, at)


def end_pauses(*, at: datetime) -> int:
    """Opens accounts whose pause was to end by now; a concern is never among them."""
    woken = 0
    for found in User.objects.filter(paused_until__lte=at).order_by("pk"):
        with transaction.atomic():
            person = User.objects.select_for_update().filter(pk=found.pk, paused_until__lte=at).first()
            woken += bool(person and _wake(None, person, at))
    return woken


@transaction.atomic
def leave(*, by: User, person: User, at: datetime) -> User:
    """Whoever leaves is out this second, by every door, and what waited in their name is free for others (SEC-8).

    Cards they made and nobody used open nothing any more: a card in a drawer would be a way in as a child.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if not powers.may_let_go(by, person, at=at):
        raise powers.NotYours
    powers.ring(by, person, "account.left", at=at)
    for role in set(RoleGrant.objects.filter(user=person, ended_at=None).values_list("role", flat=True)):
        end_role(by=by, person=person, role=Role(role), at=at)
    person.groups.clear()
    Proposal.objects.filter(Q(user=person) | Q(asked_by=person), settled_at=None).update(settled_at=at, settled_by=by)
    cards = Card.objects.filter(made_by=person, state=CardState.READY).update(state=CardState.REPLACED)
    factors, _each = Authenticator.objects.filter(user=person).delete()
    person.is_active = person.is_superuser = False
    person.pause_code, person.paused_until = "", None
    person.set_unusable_password()
    person.save(update_fields=["is_active", "is_superuser", "pause_code", "paused_until", "password"])
    forget_sessions(UserSession.objects.filter(user=person))
    log.write("account.left", by=by, subject=f"person:{person.pk}", at=at, cards=cards, factors=factors)
    end_sessions(by=by, person=person, at=at)
    left.send(User, person=person.pk, by=by.pk, at=at)
    return person


@transaction.atomic
def close_sessions(*, by: User, person: User, only: UUID | int | None = None, at: datetime) -> None:
    """Ends one of a colleague's sessions, or all: a phone left in a taxi. Doors kept open for them look again."""
    if not powers.may_manage(by, person, at=at):
        raise powers.NotYours
    powers.ring(by, person, "account.sessions_ended", at=at)
    if only is None:
        forget_sessions(UserSession.objects.filter(user=person))
        end_sessions(by=by, person=person, at=at)
        return
    if forget_sessions(UserSession.objects.filter(user=person, pk=only)):
        log.write("account.session_ended", by=by, subject=f"person:{person.pk}", at=at)
        access_ended.send(User, person=person.pk, at=at)


@transaction.atomic
def end_own_session(*, by: User, session: UserSession, at: datetime) -> None:
    """One of one's own; the row goes with it, so that a copy of its cookie opens nothing (SEC-8)."""
    if forget_sessions(UserSession.objects.filter(user=by, pk=session.pk)):
        log.write("account.session_ended", by=by, subject=f"person:{by.pk}", at=at)
        access_ended.send(User, person=by.pk, at=at)


def _wake(by, person: User, at: datetime) -> User:
    person.is_active, person.pause_code, person.paused_until = True, "", None
    person.save(update_fields=["is_active", "pause_code", "paused_until"])
    log.write("account.unpaused", by=by, subject=f"person:{person.pk}", at=at)
    return person
