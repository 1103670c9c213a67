"""Pictures and words by which a child comes in: setting them, checking them, resting after five wrong tries."""

from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from portal.accounts.actions.people import end_sessions
from portal.accounts.content import guesses
from portal.accounts.content.guesses import folded
from portal.accounts.kinds import Avatar
from portal.accounts.models import ChildSecret, Device, User
from portal.accounts.signals import way_in_changed
from portal.accounts.states import SecretKind, WayIn
from portal.audit import log
from portal.privacy import queries as vault
from portal.ui.refusals import Refusal

PICTURES = 4
TRIES = 5
SHORTEST, LONGEST = 8, 128


class NotFourPictures(Refusal):
    pass


class TooEasy(Refusal):
    pass


class NotRight(Refusal):
    """Wrong pictures, wrong words, a phone we do not know, a closed account: the answer is the same."""


class Resting(Refusal):
    pass


@transaction.atomic
def set_pictures(*, by: User, child: User, pictures: list[str], at: datetime) -> ChildSecret:
    """Four of the sixteen pictures, in order, not all alike."""
    if len(pictures) != PICTURES or not set(pictures) <= set(Avatar.values):
        raise NotFourPictures(_("Choose four pictures."))
    if len(set(pictures)) < 2:
        raise TooEasy(_("Four times the same is too easy. Mix them."))
    return _keep(by, child, SecretKind.PICTURES, " ".join(pictures), at)


@transaction.atomic
def set_passphrase(*, by: User, child: User, words: str, at: datetime) -> ChildSecret:
    """Words of the child's own or four offered ones; spaces and capitals do not matter.

    None in which our name, the child's name here or their real one stands, however it is dressed up (SEC-5).
    """
    plain = folded(words)
    if len(plain) < SHORTEST:
        raise TooEasy(_("That is too short. Take eight characters or more."))
    if len(plain) > LONGEST:
        raise TooEasy(_("That is too long. Take 128 characters or fewer."))
    named = guesses.holds(words, [*guesses.OURS, child.pseudonym]) or vault.bears_name(child.pk, words)
    if named or len(set(plain)) < 4 or any(is_common(form) for form in guesses.forms(words)):
        raise TooEasy(_("Many people would guess that. Take something else."))
    return _keep(by, child, SecretKind.PASSPHRASE, plain, at)


@transaction.atomic
def keep_pictures(*, by: User, at: datetime) -> None:
    """The child has been offered words and keeps the pictures; nobody asks again."""
    kept = ChildSecret.objects.filter(child=by, kind=SecretKind.PICTURES, pictures_kept_at=None)
    if kept.update(pictures_kept_at=at):
        log.write("sign_in.kept", by=by, subject=f"person:{by.pk}", at=at)


def check_secret(*, device: Device | None, answer: str, at: datetime) -> User:
    """The child, if the answer is right for the child of this device. Raises NotRight or Resting.

    A try is taken before it is checked, so that twenty guesses at one moment are still five.
    """
    if device is None:
        make_password(answer)  # as slow as a real check (SEC-7)
        raise NotRight(_("That was not it. Try again."))
    with transaction.atomic():
        taken = ChildSecret.objects.filter(child=device.child_id, wrong__lt=TRIES).update(wrong=F("wrong") + 1)
        secret = ChildSecret.objects.select_related("child").filter(child=device.child_id).first()
    if secret is None:
        make_password(answer)
        raise NotRight(_("That was not it. Try again."))
    right = check_password(answer, secret.hashed)
    if not taken:
        raise Resting(_("This door rests now. Ask your guardian or our people for a new card."))
    if not right or not secret.child.is_active:
        if secret.wrong == TRIES:
            log.write("sign_in.rests", by=None, subject=f"person:{device.child_id}", at=at)
        raise NotRight(_("That was not it. Try again."))
    ChildSecret.objects.filter(child=device.child_id).update(wrong=0)
    return secret.child


def check_pictures(*, device: Device | None, pictures: list[str], at: datetime) -> User:
    return check_secret(device=device, answer=" ".join(pictures), at=at)


def check_passphrase(*, device: Device | None, words: str, at: datetime) -> User:
    return check_secret(device=device, answer=folded(words), at=at)


def is_common(plain: str) -> bool:
    try:
        CommonPasswordValidator().validate(plain)
    except ValidationError:
        return True
    return False


def _keep(by: User, child: User, kind: SecretKind, plain: str, at: datetime) -> ChildSecret:
    """The first one after a card or on a first phone is part of that news; a changed one is news of its own, and ends
    every session that the old one opened (SEC-8)."""
    secret, new = ChildSecret.objects.update_or_create(
        child=child,
        defaults={
            "kind": kind,
            "hashed": make_password(plain),
            "wrong": 0,
            "set_at": at,
            "pictures_kept_at": None,
        },
    )
    log.write("sign_in.set", by=by, subject=f"person:{child.pk}", at=at, kind=kind)
    if not new:
        end_sessions(by=by, person=child, at=at)
        way_in_changed.send(ChildSecret, person=child.pk, what=WayIn.SECRET_CHANGED, at=at)
    return secret
