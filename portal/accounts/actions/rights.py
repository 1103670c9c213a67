"""Giving and ending roles: some by one person, some by two, none by oneself."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from portal.accounts.actions import powers
from portal.accounts.actions.groups import group_of
from portal.accounts.actions.people import end_sessions
from portal.accounts.kinds import Kind
from portal.accounts.models import Proposal, RoleGrant, User
from portal.accounts.registry import rights
from portal.accounts.roles import Role
from portal.audit import log
from portal.directory.models import Office
from portal.ui.refusals import Refusal

PROPOSED_FOR = timedelta(days=14)  # a first yes does not wait for ever


class NotTheKind(Refusal):
    """Roles are for staff; the role of a partner is for partners, each of an office that receives."""


class ForYourself(Refusal):
    pass


class NeedsTwo(Refusal):
    pass


class NotOpen(Refusal):
    pass


@transaction.atomic
def grant_role(*, by, person: User, role: Role, office: Office | None = None, at: datetime) -> RoleGrant:
    """Gives a role. Nobody gives one to themselves; `by=None` is the set-up of the house."""
    role = Role(role)
    _fits(person, role, office)
    if by is not None:
        _not_oneself(by, person)
        _is_here(person)
        if not powers.may_give(by, person, role, office and office.pk, at=at):
            if office and powers.may_propose(by, person, role, office.pk, at=at):
                raise NeedsTwo(_("Two people give this role. Propose it, and a colleague says the second yes."))
            raise powers.NotYours
        powers.ring(by, person, "role.granted", at=at)
    return _give(by, person, role, office, at)


@transaction.atomic
def propose_role(*, by: User, person: User, role: Role, office: Office, at: datetime) -> Proposal:
    """The first yes to a role that two people give; nothing changes until the second."""
    role = Role(role)
    _fits(person, role, office)
    _not_oneself(by, person)
    _is_here(person)
    if not powers.may_propose(by, person, role, office.pk, at=at):
        raise powers.NotYours
    waiting = Proposal.objects.select_for_update().filter(user=person, role=role, office=office, settled_at=None)
    for old in waiting:
        if old.asked_at > at - PROPOSED_FOR:
            return old
        _settle(by, old, given=False, at=at)
    made = Proposal.objects.create(user=person, role=role, office=office, asked_by=by, asked_at=at)
    log.write("role.proposed", by=by, subject=f"person:{person.pk}", at=at, role=role, office=str(office.pk))
    return made


@transaction.atomic
def confirm_role(*, by: User, proposal: Proposal, at: datetime) -> RoleGrant:
    """The second yes, by somebody else than the first, asked the same questions at this moment."""
    proposal = Proposal.objects.select_for_update().select_related("user", "asked_by", "office").get(pk=proposal.pk)
    person, first = proposal.user, proposal.asked_by
    if proposal.settled_at or proposal.asked_at <= at - PROPOSED_FOR:
        raise NotOpen(_("This is no longer open. Propose it again."))
    _fits(person, Role(proposal.role), proposal.office)
    _not_oneself(by, person)
    _is_here(person)
    if by.pk == first.pk:
        raise NeedsTwo(_("You said the first yes. Somebody else says the second."))
    # The first one may have left, or have lost the right to say it, since.
    for each in (first, by):
        if not powers.may_propose(each, person, Role(proposal.role), proposal.office_id, at=at):
            raise powers.NotYours
    _settle(by, proposal, given=True, at=at)
    return _give(by, person, Role(proposal.role), proposal.office, at, first=str(first.pk))


@transaction.atomic
def drop_proposal(*, by: User, proposal: Proposal, at: datetime) -> None:
    """One no is enough, and the first may take their yes back."""
    proposal = Proposal.objects.select_for_update().select_related("user").get(pk=proposal.pk)
    if proposal.settled_at:
        return
    may = powers.may_propose(by, proposal.user, Role(proposal.role), proposal.office_id, at=at)
    if not (may or by.pk == proposal.asked_by_id or powers.breaks_glass(by, proposal.user)):
        raise powers.NotYours
    _settle(by, proposal, given=False, at=at)


@transaction.atomic
def take_role(*, by: User, grant: RoleGrant, at: datetime) -> None:
    """Ends exactly this role in exactly this office, if this colleague may."""
    _not_oneself(by, grant.user)
    if not powers.may_take(by, grant, at=at):
        raise powers.NotYours
    powers.ring(by, grant.user, "role.ended", at=at)
    _end(by, grant.user, RoleGrant.objects.filter(pk=grant.pk, ended_at=None), grant.role, at)


@transaction.atomic
def end_role(*, by, person: User, role: Role, office: Office | None = None, at: datetime) -> None:
    """Ends the role in that office, or everywhere; sessions and live doors end with it.

    Asks nobody's right: whoever calls this has made sure (`take_role`, `leave`).
    """
    grants = RoleGrant.objects.filter(user=person, role=role, ended_at=None)
    _end(by, person, grants.filter(office=office) if office is not None else grants, role, at)


def _end(by, person: User, grants, role: Role, at: datetime) -> None:
    if not grants.update(ended_at=at, ended_by=by):
        return
    rights.forget()
    if not RoleGrant.objects.filter(user=person, role=role, ended_at=None).exists():
        person.groups.remove(group_of(role))
    log.write("role.ended", by=by, subject=f"person:{person.pk}", at=at, role=role)
    end_sessions(by=by, person=person, at=at)


def _give(by, person: User, role: Role, office: Office | None, at: datetime, **detail) -> RoleGrant:
    """A new right is a new session: what somebody opened with less is not carried on with more (SEC-8).

    Nothing is announced as ended, for nothing has: a room they stand in goes on.
    """
    grant, new = RoleGrant.objects.get_or_create(
        user=person, role=role, office=office, ended_at=None, defaults={"granted_at": at, "granted_by": by}
    )
    person.groups.add(group_of(role))
    if new:
        rights.forget()
        log.write("role.granted", by=by, subject=f"person:{person.pk}", at=at, role=role, **detail)
        User.objects.filter(pk=person.pk).update(epoch=F("epoch") + 1)
        person.refresh_from_db(fields=["epoch"])
    return grant


def _settle(by: User, proposal: Proposal, *, given: bool, at: datetime) -> None:
    proposal.settled_by, proposal.settled_at, proposal.given = by, at, given
    proposal.save(update_fields=["settled_by", "settled_at", "given"])
    if not given:
        log.write("role.dropped", by=by, subject=f"person:{proposal.user_id}", at=at, role=proposal.role)


def _fits(person: User, role: Role, office: Office | None) -> None:
    if person.kind != (Kind.PARTNER if role == Role.PARTNER else Kind.STAFF):
        raise NotTheKind(_("This role is not for this kind of account."))
    if role == Role.PARTNER and not (office and office.receives):
        raise NotTheKind(_("A partner belongs to an office that receives what children say."))


def _is_here(person: User) -> None:
    """Who left is given nothing; the row is held, so that nobody leaves in the same moment."""
    now = User.objects.select_for_update().get(pk=person.pk)
    if not now.is_active and not now.pause_code:
        raise NotOpen(_("This account is closed."))


def _not_oneself(by, person: User) -> None:
    if by.pk == person.pk:
        raise ForYourself(_("Somebody else has to give you a role."))
