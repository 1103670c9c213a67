"""Door-plate cards: making one, using it once, stopping a lost one, and the phones they bind."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts.actions.people import end_sessions
from portal.accounts.actions.phones import forget_device
from portal.accounts.kinds import Kind
from portal.accounts.models import Card, ChildSecret, Device, User
from portal.accounts.queries import hashed
from portal.accounts.signals import way_in_changed
from portal.accounts.states import CardState, WayIn
from portal.audit import log
from portal.ui.refusals import Refusal

GOOD_FOR = timedelta(hours=72)


class NotAChild(Refusal):
    pass


class CardIsOver(Refusal):
    """Used, replaced, stopped, too old, or never made: nobody learns which."""


class CardWasUsed(Refusal):
    """Too late to stop it: somebody came in with it, so it is a phone that has to be stopped."""


@transaction.atomic
def make_card(*, by: User | None, child: User, at: datetime) -> tuple[Card, str]:
    """A card and its token, which is shown this once. An older card that nobody used stops working."""
    if child.kind != Kind.CHILD or (by is not None and by.kind not in {Kind.GUARDIAN, Kind.STAFF}):
        raise NotAChild(_("Only a guardian or a worker can make a card, and only for a child."))
    User.objects.select_for_update().get(pk=child.pk)
    Card.objects.filter(child=child, state=CardState.READY).update(state=CardState.REPLACED)
    token = secrets.token_urlsafe(24)
    card = Card.objects.create(child=child, token_hash=hashed(token), made_at=at, made_by=by, expires_at=at + GOOD_FOR)
    log.write("card.made", by=by, subject=f"person:{child.pk}", at=at, card=str(card.pk))
    return card, token


@transaction.atomic
def use_card(*, token: str, own_phone: bool, at: datetime, known: Iterable[Device] = ()) -> Device:
    """Uses the card up and binds the browser; the device carries its `token`, shown this once.

    The child chooses pictures or words anew: the old ones, and the tries they cost, are gone. Every session the child
    had elsewhere ends: if a stranger found the card, the child notices at once, and if a phone was stolen, the thief
    does not quietly stay in. The phones themselves are still known, and guardians are told (SEC-8, SEC-10). `known`:
    what this browser is known as already; it is one phone, not two.
    """
    card = Card.objects.select_related("child").filter(token_hash=hashed(token), child__is_active=True).first()
    if card:  # the child first, then the card, as whoever makes or stops one: else two would wait for each other
        User.objects.select_for_update().get(pk=card.child_id)
    # No join in this statement: PostgreSQL would judge a joined row as it was before it waited, and let all in.
    used = card and Card.objects.filter(pk=card.pk, state=CardState.READY, expires_at__gt=at).update(
        state=CardState.USED, used_at=at
    )
    if not used:
        raise CardIsOver(_("This card does not open anything any more. Ask for a new one."))
    ChildSecret.objects.filter(child=card.child).delete()
    log.write("card.used", by=card.child, subject=f"person:{card.child_id}", at=at, own_phone=own_phone)
    end_sessions(by=card.child, person=card.child, at=at)
    same = Device.objects.filter(pk__in=[device.pk for device in known], child=card.child, ended_at=None)
    same.update(ended_at=at, session_key="")
    device = _bound(card.child, own_phone, at)
    way_in_changed.send(Card, person=card.child_id, what=WayIn.CARD_USED, at=at)
    return device


@transaction.atomic
def stop_card(*, by: User, child: User, at: datetime) -> None:
    """A card was lost: it opens nothing from now on. Phones, sessions and what the child chose stay; twice is once.

    Whoever finds an unused card sees the child's name here and picture, and could come in. Whoever calls this has made
    sure that this person may. Raises CardWasUsed when somebody was quicker.
    """
    if child.kind != Kind.CHILD or not (by.kind in {Kind.GUARDIAN, Kind.STAFF} or by.pk == child.pk):
        raise NotAChild(_("Only the child, a guardian or a worker can stop a card."))
    User.objects.select_for_update().get(pk=child.pk)
    if Card.objects.filter(child=child, state=CardState.READY).update(state=CardState.STOPPED):
        log.write("card.stopped", by=by, subject=f"person:{child.pk}", at=at)
        return
    last = Card.objects.filter(child=child).order_by("-made_at").first()
    if last and last.state == CardState.USED:
        raise CardWasUsed(_("This card was used already. If that was not the child, end every phone below."))


@transaction.atomic
def bind_first_phone(*, by: User | None, child: User, at: datetime) -> Device:
    """The child's own phone, on which they began alone; never one more, never for somebody who has been in before.

    The caller has made sure that it is that phone. Raises CardIsOver.
    """
    User.objects.select_for_update().get(pk=child.pk)
    known = Device.objects.filter(child=child).exists() or ChildSecret.objects.filter(child=child).exists()
    if known or child.kind != Kind.CHILD or not child.is_active:
        raise CardIsOver(_("This does not open anything any more. Ask your grown-up for a door-plate card."))
    log.write("phone.bound", by=by, subject=f"person:{child.pk}", at=at)
    device = _bound(child, True, at)
    way_in_changed.send(Device, person=child.pk, what=WayIn.PHONE_ADDED, at=at)
    return device


@transaction.atomic
def reset_sign_in(*, by: User, child: User, only: Device | None = None, at: datetime) -> tuple[Card, str]:
    """A lost phone or forgotten pictures: every phone of the child is out, or only that one, and so are the pictures
    or words that a stranger may have chosen on it. Every session ends, and there is a new card.

    Other phones still know the child, who chooses anew.
    """
    child = User.objects.select_for_update().get(pk=child.pk)
    phones = Device.objects.filter(child=child, ended_at=None)
    for phone in phones.filter(pk=only.pk) if only else phones:
        forget_device(by=by, device=phone, at=at)
    ChildSecret.objects.filter(child=child).delete()
    log.write("sign_in.reset", by=by, subject=f"person:{child.pk}", at=at)
    end_sessions(by=by, person=child, at=at)
    return make_card(by=by, child=child, at=at)


def _bound(child: User, own_phone: bool, at: datetime) -> Device:
    token = secrets.token_urlsafe(24)
    device = Device.objects.create(child=child, token_hash=hashed(token), own_phone=own_phone, bound_at=at)
    device.token = token
    return device
