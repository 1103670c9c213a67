"""Words that others of a council will read: cleaned, listened to, and without what gives somebody away."""

from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.councils.actions.refusals import NotLikeThis, NotReady
from moderation.actions import triage
from portal.asking import actions as asking
from portal.clock import often
from portal.privacy import queries as privacy
from portal.text.plain import plain
from portal.ui.refusals import Refusal

TRIES = {False: 10, True: 60}  # words a day that are not taken, of a member and of a colleague
KEPT = 2 * 24 * 3600  # seconds
LEAVE_OUT = _(
    "Please leave out real names, numbers, addresses, schools and links, and what could hurt somebody. "
    "Write the names that people have here."
)


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
    writes it anew; a person still reads what is left before others do (MOD-1).

    The same is said of all of it, both are looked for whatever the other says, and only so often a day: who could tell
    a real name from an insult by the answer would learn by trying who is really called so (PII-17, SEC-7).
    """
    if not words:
        return
    key, most = f"councils:unfit:{by.pk}:{timezone.localdate(at)}", TRIES[by.is_staff]
    if often.so_far(key) >= most:
        raise NotLikeThis(_("You have tried often today. Show what you want to write to a grown-up of the council."))
    named = privacy.is_real_name(words)
    found = triage.run({"words": words}, privacy.age(by.pk, on=timezone.localdate(at))).findings
    if named or found:
        often.again(key, kept=KEPT)
        raise NotLikeThis(LEAVE_OUT)


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
