"""A child begins alone: chooses a name and a picture, names a grown-up, and waits (CON-8)."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import actions as accounts
from portal.accounts import queries as people
from portal.accounts.actions.people import NameCannotBeUsed
from portal.accounts.kinds import Avatar
from portal.accounts.models import Device
from portal.audit import log
from portal.consent import queries
from portal.consent.actions.inviting import invite
from portal.consent.models import Invitation, Start
from portal.consent.queries.starting import KEPT_FOR
from portal.consent.states import StartState
from portal.privacy import actions as privacy
from portal.privacy.kinds import ContactKind
from portal.ui.refusals import Refusal


class NotNow(Refusal):
    """This start has been answered, has gone, or was never here."""


@transaction.atomic
def start(*, by=None, pseudonym: str, avatar: str, language: str, contact: str, own_phone: bool, at: datetime) -> Start:
    """Keeps the name for the child, seals the contact and writes to it. Nobody is behind it yet, so `by` is None.

    What comes back carries the browser's `token`, given this once. Raises NameCannotBeUsed, NoContact, TooSoon.
    """
    name = " ".join(pseudonym.split())
    if people.cannot_be_used(name):
        raise NameCannotBeUsed(_("This name cannot be used here. Please choose another one."))
    token = secrets.token_urlsafe(24)
    begun = Start(
        pseudonym=name,
        avatar=Avatar(avatar),
        language=language,
        own_phone=own_phone,
        browser_hash=people.hashed(token),
        made_at=at,
    )
    try:
        with transaction.atomic():
            begun.save(force_insert=True)
    except IntegrityError:  # another child took the name in the same moment
        raise NameCannotBeUsed(_("This name cannot be used here. Please choose another one.")) from None
    log.write("start.made", by=by, subject=f"start:{begun.pk}", at=at)
    kind = ContactKind.EMAIL if "@" in contact or "＠" in contact else ContactKind.PHONE
    privacy.keep_contact(by=by, person=begun.pk, kind=kind, value=contact, at=at)
    invite(begun, at=at)
    begun.token = token
    return begun


@transaction.atomic
def ask_again(*, by=None, start: Start, at: datetime) -> None:
    """The same grown-up gets a new link, and the older one opens nothing any more. Raises NotNow, TooSoon."""
    invite(held_start(start, at=at), at=at)


@transaction.atomic
def stop(*, by=None, start: Start, at: datetime) -> None:
    """The child changed their mind, or typed something wrong: all of it goes at once, and the link with it."""
    found = Start.objects.select_for_update().filter(pk=start.pk).first()
    if found:
        _erase(found, by=by, act="start.stopped", at=at)


@transaction.atomic
def enter_alone(*, by=None, start: Start, at: datetime) -> Device:
    """After a yes: the child's own phone, on which they began, knows them from now on. Raises NotNow, CardIsOver.

    On a phone that others use too it wants the door-plate card: whoever sits there now may be somebody else.
    """
    found = Start.objects.select_for_update().filter(pk=start.pk, state=StartState.YES, own_phone=True).first()
    if found is None:
        raise NotNow(_("This does not open anything any more. Ask your grown-up for a door-plate card."))
    device = accounts.bind_first_phone(by=found.child, child=found.child, at=at)
    _erase(found, by=found.child, act="start.entered", at=at)
    return device


def erase_old_starts(*, at: datetime) -> int:
    """The clock's: a fortnight after the beginning nothing of it is left, answered or not, and nothing of an invitation
    either (PRI-7). Says how many starts went."""
    gone = 0
    for pk in Start.objects.filter(made_at__lte=at - KEPT_FOR).values_list("pk", flat=True):
        with transaction.atomic():
            found = Start.objects.select_for_update().filter(pk=pk).first()
            if found:
                _erase(found, by=None, act="start.erased", at=at)
                gone += 1
    Invitation.objects.filter(child__isnull=False, made_at__lte=at - KEPT_FOR).delete()
    return gone


def held_start(start: Start, *, at: datetime) -> Start:
    """The start under lock, while it waits. Raises NotNow."""
    found = Start.objects.select_for_update().filter(pk=start.pk, state=StartState.WAITING).first()
    if found is None or queries.is_over(found, at=at):
        raise NotNow(_("This is not waiting any more."))
    return found


def _erase(start: Start, *, by, act: str, at: datetime) -> None:
    privacy.forget_contacts(by=by, person=start.pk, at=at)
    subject = f"start:{start.pk}"
    start.delete()
    log.write(act, by=by, subject=subject, at=at)
