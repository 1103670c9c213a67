"""Giving and ending roles; recording checks of those who meet children."""

from datetime import date, datetime

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from portal.accounts import queries
from portal.accounts.actions.people import end_sessions
from portal.accounts.kinds import Kind
from portal.accounts.models import Qualification, RoleGrant, User
from portal.accounts.roles import AT_THE_DESK, LONGEST_VALID, QualificationKind, Role
from portal.accounts.signals import access_ended
from portal.audit import log
from portal.directory.models import Office
from portal.ui.refusals import Refusal



class NotTheKind(Refusal):
    """Roles are for staff; the role of a partner is for partners."""


class ForYourself(Refusal):
    pass


class TooLong(Refusal):
    pass


@transaction.atomic
def grant_role(*, by, person: User, role: Role, office: Office | None = None, at: datetime) -> RoleGrant:
    """Gives a role. Nobody gives one to themselves; `by=None` is the set-up of the house."""
    role = Role(role)
    if person.kind != (Kind.PARTNER if role == Role.PARTNER else Kind.STAFF):
        raise NotTheKind(_("This role is not for this kind of account."))
    if by is not None and by.pk == person.pk:
        raise ForYourself(_("Somebody else has to give you a role."))
    grant, new = RoleGrant.objects.get_or_create(
        user=person, role=role, office=office, ended_at=None, defaults={"granted_at": at, "granted_by": by}
    )
    if new:
        log.write("role.granted", by=by, subject=f"person:{person.pk}", at=at, role=role)
    person.groups.add(group_of(role))
    return grant


@transaction.atomic
def end_role(*, by, person: User, role: Role, office: Office | None = None, at: datetime) -> None:
    """Ends the role in that office, or everywhere; sessions and live doors end with it."""
    grants = RoleGrant.objects.filter(user=person, role=role, ended_at=None)
    if office is not None:
        grants = grants.filter(office=office)
    if not grants.update(ended_at=at, ended_by=by):
        return
    if not RoleGrant.objects.filter(user=person, role=role, ended_at=None).exists():
        person.groups.remove(group_of(role))
    log.write("role.ended", by=by, subject=f"person:{person.pk}", at=at, role=role)
    end_sessions(by=by, person=person, at=at)


def group_of(role: Role) -> Group:
    """The Django group named like the role; only those of AT_THE_DESK open the Wagtail admin (SEC-40)."""
    group, new = Group.objects.get_or_create(name=Role(role).value)
    if new and role in AT_THE_DESK:
        group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    if new and role == Role.EDITOR:
        _let_write_everywhere(group)
    return group


def _let_write_everywhere(group: Group) -> None:
    """Editors write and publish every page and keep its pictures; what children say is no page (SEC-40)."""
    root, pictures = Page.get_first_root_node(), Collection.get_first_root_node()
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=root, permission=permission)
    for codename in ("add_image", "change_image", "choose_image"):
        permission = Permission.objects.get(content_type__app_label="wagtailimages", codename=codename)
        GroupCollectionPermission.objects.create(group=group, collection=pictures, permission=permission)


@transaction.atomic
def record_qualification(
    *, by, person: User, kind: str, checked_on: date, expires_at: datetime, at: datetime
) -> Qualification:
    """Records that somebody saw the paper; nobody records their own."""
    if by is not None and by.pk == person.pk:
        raise ForYourself(_("Somebody else has to check your papers."))
    if kind == QualificationKind.VETTING and timezone.localdate(expires_at) - checked_on > LONGEST_VALID:
        raise TooLong(_("A criminal record inquiry is good for one year at most."))
    made = Qualification.objects.create(
        user=person, kind=QualificationKind(kind), checked_on=checked_on, expires_at=expires_at, checked_by=by
    )
    log.write("qualification.recorded", by=by, subject=f"person:{person.pk}", at=at, kind=kind)
    return made


def announce_expiries(*, at: datetime) -> int:
    """Tells others once about each qualification that has run out and left its holder without a valid one."""
    told = 0
    for row in Qualification.objects.filter(expires_at__lte=at, announced_at=None).select_related("user"):
        with transaction.atomic():
            if not Qualification.objects.filter(pk=row.pk, announced_at=None).update(announced_at=at):
                continue
            if queries.vetted(row.user, at=at):
                continue
            log.write("qualification.ran_out", by=None, subject=f"person:{row.user_id}", at=at, kind=row.kind)
            access_ended.send(Qualification, person=row.user_id, at=at)
            told += 1
    return told
