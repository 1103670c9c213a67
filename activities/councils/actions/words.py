"""Words that others of a council will read: cleaned, listened to, and without what gives somebody away."""

from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.councils.actions.refusals import NotLikeThis, NotReady
from moderation.actions import triage
from portal.asking import actions as asking
from portal.privacy import queries as privacy
from portal.text.plain import plain
from portal.ui.refusals import Refusal


def heard(*, by, council, words: str, most: int, at: datetime, lines: bool = False) -> tuple[str, bool]:
    """The words as they may be kept, and whether they went to the safeguarding lead instead (SAF-5).

    Before anything is decided and in a transaction of its own, as `activities.actions.listen`: whether or not the rest
    is refused, somebody has heard them. What went there is kept nowhere else: nobody of the council is to read it.
    """
    words = plain(words, lines=lines)[:most]
    if words and asking.listen(by=by, texts={"words": words}, office=council.office, where=council.name, at=at):
        return "", True
    return words, False


def fit(*, by, words: str, at: datetime) -> None:
    """Anything else that screening finds (a number, an address, a real name, an insult) is said to the writer, who
    writes it anew; a person still reads what is left before others do (MOD-1)."""
    if not words:
        return
    if privacy.is_real_name(words):
        raise NotLikeThis(_("A real name stands in it. Please write the name that people have here."))
    if triage.run({"words": words}, privacy.age(by.pk, on=timezone.localdate(at))).findings:
        raise NotLikeThis(_("Please leave out numbers, addresses, schools and links, and what could hurt somebody."))


@contextmanager
def said_with_lead(with_lead: bool):
    """A Refusal in it says too whether some words went to the lead: thanks and help come before any other word."""
    try:
        yield
    except Refusal as refusal:
        refusal.with_lead = with_lead
        raise


def as_read(words: str, seen: str) -> None:
    """Whoever lets words through names the very words that they read (MOD-4): written anew meanwhile, they are not."""
    if plain(words) != plain(seen):
        raise NotReady(_("These words were changed meanwhile. Please read them again."))
