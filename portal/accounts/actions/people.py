"""Making accounts, opening and closing them."""

import uuid
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries
from portal.accounts.kinds import Avatar, Kind
from portal.accounts.models import User
from portal.accounts.signals import access_ended
from portal.audit import log
from portal.ui.refusals import Refusal


class NameCannotBeUsed(Refusal):
    """Does not say why: who asks with other people's names must learn nothing (SEC-7)."""


@transaction.atomic
def create_child(*, by, pseudonym: str, avatar: str, language: str, at: datetime) -> User:
    """A child's account: no e-mail, no password, closed until a guardian's link is confirmed."""
    if queries.cannot_be_used(pseudonym):
        raise NameCannotBeUsed(_("This name cannot be used here. Please choose another one."))
    child = User(
        username=f"child-{uuid.uuid4().hex[:12]}",
        email="",
        kind=Kind.CHILD,
        pseudonym=pseudonym,
        avatar=Avatar(avatar),
        language=language,
        is_active=False,
    )
    child.set_unusable_password()
    child.save(force_insert=True)
    log.write("account.made", by=by, subject=f"person:{child.pk}", at=at, kind=Kind.CHILD)
    return child


@transaction.atomic
def create_adult(
    *,
    by,
    kind: Kind,
    email: str,
    pseudonym: str = "",
    password: str = "",
    username: str = "",
    language: str = "zh-hans",
    confirmed: bool = False,
    at: datetime,
) -> User:
    """An account for staff or a partner (made by the house), or for a guardian who signs up on paper, without e-mail.

    `confirmed`: the house knows that the e-mail address is theirs; otherwise a code is sent at first sign-in.
    """
    if kind == Kind.CHILD:
        raise ValueError("children come in through create_child")
    adult = User(
        username=username or f"{kind}-{uuid.uuid4().hex[:12]}",
        email=User.objects.normalize_email(email).lower(),
        kind=kind,
        pseudonym=pseudonym,
        language=language,
    )
    adult.set_password(password or None)
    adult.save(force_insert=True)
    if adult.email:
        EmailAddress.objects.create(user=adult, email=adult.email, verified=confirmed, primary=True)
    log.write("account.made", by=by, subject=f"person:{adult.pk}", at=at, kind=kind)
    return adult


@transaction.atomic
def activate(*, by, person: User, at: datetime) -> User:
    person.is_active = True
    person.save(update_fields=["is_active"])
    log.write("account.opened", by=by, subject=f"person:{person.pk}", at=at)
    return person


@transaction.atomic
def deactivate(*, by, person: User, at: datetime) -> User:
    """Closes the account; every session and every live door of the person ends with it."""
    person.is_active = False
    person.save(update_fields=["is_active"])
    log.write("account.closed", by=by, subject=f"person:{person.pk}", at=at)
    end_sessions(by=by, person=person, at=at)
    return person


@transaction.atomic
def end_sessions(*, by, person: User, at: datetime) -> None:
    """Every session of the person fails its check from now on; who keeps a socket open for them is told."""
    User.objects.filter(pk=person.pk).update(epoch=F("epoch") + 1)
    person.refresh_from_db(fields=["epoch"])
    log.write("account.sessions_ended", by=by, subject=f"person:{person.pk}", at=at)
    access_ended.send(User, person=person.pk, at=at)


def forget_sessions(rows: QuerySet[UserSession]) -> int:
    """The rows go, not only their right to be believed; says how many."""
    Session.objects.filter(session_key__in=list(rows.values_list("session_key", flat=True))).delete()
    return rows.delete()[0]
