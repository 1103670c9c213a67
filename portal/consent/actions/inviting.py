"""Sending a grown-up a link: single use, for three days, to one contact, and not too often (CON-8)."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts import policy as doors
from portal.accounts.actions.shorts import send_short
from portal.accounts.queries import hashed
from portal.audit import log
from portal.consent import queries
from portal.consent.models import Invitation, Start
from portal.consent.states import InvitationState
from portal.notices import actions as notices
from portal.privacy import queries as privacy
from portal.privacy.kinds import ContactKind
from portal.sms.sending import Kind as Said
from portal.ui.refusals import Refusal

GOOD_FOR = timedelta(hours=72)
DAY = timedelta(days=1)
BETWEEN = timedelta(minutes=10)  # the first message may still be on its way
A_DAY, IN_ALL = 3, 6  # links of one child: more would press a grown-up
FOR_ONE_CONTACT = 3  # a day, whoever asks: a number is nobody's to be rung at
AN_HOUR, OF_THE_HOUSE = timedelta(hours=1), 200  # what a machine that begins children in heaps may make us send


EARLY = gettext_lazy("Your grown-up has a message already. Give them some time, or talk with them.")


class TooSoon(Refusal):
    pass


def invite(start: Start, *, at: datetime) -> None:
    """A new link for the start's contact; the older one dies with it. Nobody but the contact ever sees the token.

    Where others have asked the same contact often today nothing is sent, and nothing says so: a child would learn that
    the number is asked by others. The caller holds the start.
    """
    contact = queries.contact_of(start)
    wait_for_others(start.invitations.all(), at)
    if is_rung_at(contact.mark, at):
        return
    start.invitations.filter(state=InvitationState.READY).update(state=InvitationState.REPLACED)
    made, token = make(at, start=start, kind=contact.kind, mark=contact.mark)
    log.write("guardian.asked", by=None, subject=f"start:{start.pk}", at=at, invitation=str(made.pk))
    found = privacy.contact_now(start.pk, contact.kind, lasts=doors.NUMBER_LASTS, at=at)
    language, kind = start.language, contact.kind
    transaction.on_commit(lambda: _post(found[0], kind, token, language), robust=True)


def wait_for_others(mine, at: datetime, *, words=EARLY) -> None:
    """Raises TooSoon where whoever asks has asked often, or the house has. `mine`: what they sent so far."""
    last = mine.order_by("-made_at").values_list("made_at", flat=True).first()
    today = mine.filter(made_at__gt=at - DAY).count()
    if (last and at - last < BETWEEN) or today >= A_DAY or mine.count() >= IN_ALL:
        raise TooSoon(words)
    if Invitation.objects.filter(made_at__gt=at - AN_HOUR).count() >= OF_THE_HOUSE:
        raise TooSoon(gettext_lazy("Very many children are asking just now. Please try again in an hour."))


def is_rung_at(mark: str, at: datetime) -> bool:
    return Invitation.objects.filter(mark=mark, made_at__gt=at - DAY).count() >= FOR_ONE_CONTACT


def make(at: datetime, **fields) -> tuple[Invitation, str]:
    """The row, and the token that stands nowhere but in the message."""
    token = secrets.token_urlsafe(24)
    made = Invitation.objects.create(token_hash=hashed(token), made_at=at, expires_at=at + GOOD_FOR, **fields)
    return made, token


def post_second(to: str, kind: str, token: str, language: str) -> None:
    """As `_post`, for an adult who is asked beside another. Neither the child nor who asks is named."""
    with translation.override(language):
        address = settings.WAGTAILADMIN_BASE_URL + reverse("asked", args=[token])
        if kind == ContactKind.PHONE:  # carriers approve few texts: this one is the child's, whose family asks
            _text(to, address, token)
            return
        notices.write_to(
            to,
            subject=_("Tongyan: you are asked something for a child"),
            words=_(
                "An adult who speaks for a child at Tongyan has named you as another grown-up of that child.\n\n"
                "Please open this on your own phone or computer. It works once, within three days:\n\n%(address)s\n\n"
                "You can say yes or no; both are fine. If you do not know who that may be, you need not do anything. "
                "Please do not pass it on: it works for you alone."
            )
            % {"address": address},
        )


def _post(to: str, kind: str, token: str, language: str) -> None:
    """No name, no picture and no age: the message may come to a number that was typed wrongly."""
    with translation.override(language):
        address = settings.WAGTAILADMIN_BASE_URL + reverse("asked", args=[token])
        if kind == ContactKind.PHONE:
            _text(to, address, token)
            return
        notices.write_to(
            to,
            subject=_("Tongyan: a child asks you something"),
            words=_(
                "A child would like to take part in Tongyan and has named you as the grown-up who is asked first.\n\n"
                "Please open this on your own phone or computer. It works once, within three days:\n\n%(address)s\n\n"
                "You can say yes or no; both are fine. If you do not know who that may be, you need not do anything. "
                "Please do not pass it on: it works for you alone."
            )
            % {"address": address},
        )


def _text(to: str, address: str, token: str) -> None:
    words = _("Tongyan: a child asks you to be their grown-up here. Yes or no, within three days: %(address)s")
    send_short(to, kind=Said.ASKED, words=words % {"address": address}, code=token)
