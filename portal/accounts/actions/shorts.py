"""Short messages of the doors: codes, a link to answer at, news of a way in. What is said in them is not kept."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.clock import soon
from portal.sms import sending


def send_short(to: str, *, kind: sending.Kind, words: str, code: str = "") -> None:
    """The page neither waits for it nor says whether it went: it tells nobody which numbers are known (SEC-7)."""
    short = sending.Short(to=to, kind=kind, text=words, code=code)
    soon.start(lambda: sending.carry(short), what="a short message")


def say_changed(to: str, *, language: str) -> None:
    """To the number that opened an account until now, as at every change of it (SEC-10)."""
    with override(language):
        words = _("Tongyan: a way into your account was changed. If that was not you, come to the centre.")
    send_short(to, kind=sending.Kind.CHANGED, words=words)
