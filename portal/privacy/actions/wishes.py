"""A family's wishes about what is kept: asked, answered with a reason, granted."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from portal.privacy import queries, registry, vault
from portal.privacy.actions.identity import keep
from portal.privacy.kinds import WishKind
from portal.privacy.models import Parcel, Wish
from portal.privacy.registry import house
from portal.privacy.signals import wish_answered
from portal.privacy.states import WishState
from portal.ui.refusals import Refusal

LONGEST_WORDS = 600
LONGEST_ANSWER = 500


class AskedAlready(Refusal):
    pass


class NotYoursToAnswer(Refusal):
    pass


class NoWords(Refusal):
    pass


@transaction.atomic
def wish(*, by, person: UUID, kind: str, words: str = "", at: datetime) -> Wish:
    """Asked by the child or a guardian: `family.actions` has looked that they are. One open wish of a kind each."""
    words = words.strip()[:LONGEST_WORDS]
    if kind == WishKind.CORRECT and not words:
        raise NoWords(_("Please write what should be put right."))
    if kind == WishKind.COPY and queries.parcels_of(by, at=at).filter(wish__person=person).exists():
        raise AskedAlready(_("Your copy is ready. You can ask for a new one when it is gone."))
    sealed, key_id = vault.seal(words.encode(), bound_to=f"wish:{person}") if words else (b"", "")
    day = timezone.localdate(at, timezone.get_default_timezone())
    try:
        with transaction.atomic():
            made = Wish.objects.create(
                person=person, by=by.pk, kind=WishKind(kind), sealed=sealed, key_id=key_id,
                asked_at=at, due_on=queries.due(day),
            )  # fmt: skip
    except IntegrityError:
        raise AskedAlready(_("You have asked for this already. The answer is on its way.")) from None
    log.write("wish.asked", by=by, subject=f"wish:{made.pk}", at=at, kind=made.kind)
    return made


@transaction.atomic
def answer_wish(*, by, wish: Wish, yes: bool, words: str = "", at: datetime) -> Wish:
    """Done, or not done with a reason in writing (PIPL 50). A wish to erase is carried out in the same moment."""
    wish = held(by, wish, at)
    words = " ".join(words.split())[:LONGEST_ANSWER]
    if not yes and not words:
        raise NoWords(_("Please write the reason: the family reads it."))
    if yes and wish.kind == WishKind.ERASE:
        erase(by=by, person=wish.person, at=at)
        wish.refresh_from_db()
    return settle(by=by, wish=wish, state=WishState.DONE if yes else WishState.REFUSED, words=words, at=at)


@transaction.atomic
def correct_identity(*, by, wish: Wish, real_name: str, birth_date: date, words: str = "", at: datetime) -> Wish:
    """Puts name and birth date right, as the family asked and the papers say, and tells them."""
    wish = held(by, wish, at)
    keep(by=by, person=wish.person, real_name=real_name, birth_date=birth_date, at=at)
    return settle(by=by, wish=wish, state=WishState.DONE, words=words, at=at)


def held(by, wish: Wish, at: datetime) -> Wish:
    """The wish under lock, if this person may answer it now."""
    wish = Wish.objects.select_for_update().get(pk=wish.pk)
    theirs = house[0].decides_about(by, {wish.person}, at=at)
    if not theirs or wish.by == by.pk or wish.state != WishState.ASKED:
        raise NotYoursToAnswer(_("This wish is answered, or somebody else answers it."))
    return wish


def settle(*, by, wish: Wish, state: WishState, words: str, at: datetime) -> Wish:
    """Writes the answer; `by` is None when the machine did what was asked."""
    wish.state, wish.answer, wish.answered_at, wish.answered_by = state, words, at, getattr(by, "pk", None)
    wish.save()
    log.write(f"wish.{state}", by=by, subject=f"wish:{wish.pk}", at=at, kind=wish.kind)
    wish_answered.send(sender=Wish, wish=wish, at=at)
    return wish


def erase(*, by, person: UUID, at: datetime) -> int:
    """Everything that may go goes: rows that say so, and what each part does besides.

    Answers and lines of the record stay without a name: with the vault's row gone nobody can say whose they are.
    Words of wishes and copies that were made may hold names, so they go too.
    """
    Parcel.objects.filter(wish__person=person).delete()
    Wish.objects.filter(person=person).update(sealed=b"", key_id="")
    for part in sorted(registry.erasers):
        registry.erasers[part](by=by, person=person, at=at)
    gone = 0
    for _part, tables in sorted(registry.kept.items()):
        for table in tables:
            if table.erase:
                gone += queries.all_rows(table, person).delete()[0]
    registry.births.forget()
    log.write("person.erased", by=by, subject=f"person:{person}", at=at, rows=gone)
    return gone
