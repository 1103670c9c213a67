"""Words that others of a council will read: cleaned, listened to, and without what gives somebody away."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.councils.actions.refusals import NotLikeThis, NotReady
from moderation.actions import triage
from portal.asking import actions as asking
from portal.privacy import queries as privacy
from portal.text.plain import plain


def heard(*, by, words: str, most: int, office, at: datetime, lines: bool = False) -> tuple[str, bool]:
    """The words as they may be kept, and whether they went to the safeguarding lead instead (SAF-5).

    What went there is kept nowhere else: nobody of the council is to read it. Anything else that screening finds (a
    number, an address, a real name, an insult) is said to the writer, who writes it anew; a person still reads what
    is left before others do (MOD-2).
    """
    words = plain(words, lines=lines)[:most]
    if not words:
        return "", False
    if asking.listen(by=by, texts={"words": words}, office=office, at=at):
        return "", True
    if privacy.is_real_name(words):
        raise NotLikeThis(_("A real name stands in it. Please write the name that people have here."))
    if triage.run({"words": words}, privacy.age(by.pk, on=timezone.localdate(at))).findings:
        raise NotLikeThis(_("Please leave out numbers, addresses, schools and links, and what could hurt somebody."))
    return words, False


def as_read(words: str, seen: str) -> None:
    """Whoever lets words through names the very words that they read (MOD-4): written anew meanwhile, they are not."""
    if plain(words) != plain(seen):
        raise NotReady(_("These words were changed meanwhile. Please read them again."))
