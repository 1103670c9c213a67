"""The page /dev/mail/: letters that would have been sent, and the second-factor codes of demo staff."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from portal.clock import soon
from portal.notices import mailbox


@dataclass(frozen=True)
class Letter:
    to: str
    subject: str
    sent: str
    text: str


def mail(request):
    """Only where nothing is real; elsewhere the address does not exist."""
    if not settings.EMBEDDED:
        raise Http404
    soon.settled(2)  # who asks for a code and looks here at once finds it
    context = {"letters": [_letter(each) for each in mailbox.letters()], "codes": codes()}
    return render(request, "dev/mail.html", context)


def _letter(message) -> Letter:
    body = message.get_body(("plain", "html"))
    return Letter(message["to"], message["subject"], message["date"], body.get_content() if body else "")


def codes() -> list[tuple[str, str]]:
    """Each person with an authenticator app, and what it shows now."""
    now = list(totp.yield_hotp_counters_from_time())
    counter = now[len(now) // 2]
    found = Authenticator.objects.filter(type=Authenticator.Type.TOTP).select_related("user").order_by("user__username")
    return [
        (each.user.username, totp.format_hotp_value(totp.hotp_value(decrypt(each.data["secret"]), counter)))
        for each in found
    ]
