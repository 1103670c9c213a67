"""Telling somebody something, and not telling."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.audit import log
from portal.clock import soon
from portal.notices.kinds import EVERYTHING, ONE_IN, QUIET_FROM, QUIET_UNTIL, REFUSED_WAITS, SETTLES, Way
from portal.notices.models import Block, Message
from portal.notices.queries import blocked, inbox, last_taken, number_of, to_mail, way_to
from portal.sms import sending

REFUSED = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError)  # the server is there and does not want this one
log_of_post = logging.getLogger(__name__)


@transaction.atomic
def tell(*, person, kind: str, about: str = "", at: datetime, **params) -> Message | None:
    """Puts a message in an inbox; an adult with an address also gets an e-mail that says only that there is one, and a
    guardian who has a number alone a short message that says no more (SEC-10).

    `about` names the child it concerns (`child:<uuid>`) where there is one, so that a block can hold it back. A blocked
    message is never made, and nothing says so. Children have an inbox and nothing else.
    """
    if blocked(person, about):
        return None
    mail_at = not_at_night(at) if way_to(person, at=at) else None
    message = Message.objects.create(person=person, kind=kind, about=about, params=params, at=at, mail_at=mail_at)
    if mail_at == at:
        transaction.on_commit(lambda: soon.start(lambda: post(at=at, only=message), what="a letter"), robust=True)
    return message


@transaction.atomic
def block(*, by, person, about: str = EVERYTHING, at: datetime | None = None) -> Block:
    """From now on this person hears nothing about that, on any channel, and what is already there is hidden (SAF-4)."""
    at = at or timezone.now()
    made, new = Block.objects.get_or_create(person=person, about=about, defaults={"made_at": at, "made_by": by})
    if new:
        log.write("notices.blocked", by=by, subject=f"block:{made.pk}", at=at)
    return made


@transaction.atomic
def unblock(*, by, person, about: str = EVERYTHING, at: datetime) -> None:
    """Lifts a block; messages that were never made stay unmade."""
    for found in Block.objects.filter(person=person, about=about):
        log.write("notices.unblocked", by=by, subject=f"block:{found.pk}", at=at)
        found.delete()


def write_to(address: str, *, subject: str, words: str) -> None:
    """A letter to somebody who has no account here yet, for `on_commit`: there is no inbox, and no block to ask.

    The caller's words name no child and say nothing that a stranger may not read.
    """
    soon.start(lambda: send_mail(subject, words, None, [address]), what="a letter")


@transaction.atomic
def erase_messages(*, by, person: UUID, at: datetime) -> None:
    """Everything in somebody's inbox, and what others were told about them. The answer to the wish comes afterwards."""
    Message.objects.filter(Q(person=person) | Q(about=f"child:{person}")).delete()


def read(*, by, at: datetime) -> int:
    """Marks what is in somebody's inbox as read."""
    return inbox(by).filter(read_at__isnull=True).update(read_at=at)


def post(*, at: datetime, only: Message | None = None) -> int:
    """Sends the e-mails and short messages that may leave, each kept as taken before it goes; says how many went.

    Never inside somebody's transaction: what was sent cannot be undone with it. Whoever takes one first sends it
    alone. A process that dies in between loses that one letter and never sends it twice; the message itself waits in
    the inbox. One that the mail server refuses is due again after `REFUSED_WAITS`, until it is `GIVEN_UP`; when the
    server is away, the rest that goes the same way waits too. What a carrier refuses for good is not asked again, and
    has told nobody anything. What is due again waits for the morning too.
    """
    if not_at_night(at) != at:
        return 0
    due = to_mail(at).filter(pk=only.pk) if only else to_mail(at)
    sent, away = 0, set()
    for message in list(due):
        way = way_to(message.person, at=at)
        if way in away or not _take(message, way, at):
            continue
        try:
            _send(message, way, at)
            sent += 1
        except sending.NotSent as why:
            log_of_post.warning("a short message was not sent: %s", why)
            _give_back(message, again=why.may_go_later)
            if why.may_go_later:
                away.add(way)
        except Exception as problem:
            refused = isinstance(problem, REFUSED)
            _give_back(message, after=at + REFUSED_WAITS if refused else None)
            log_of_post.warning("a letter could not be sent", exc_info=False)
            if not refused:
                away.add(way)
    return sent


def _take(message: Message, way: Way | None, at: datetime) -> bool:
    """Whether this one goes now, decided with its reader held: two at once would each take the other for sent.

    While another short message is on its way this one stays due: only what has left says anything for both. What
    does not leave at all is laid aside, so that it keeps no later one back.
    """
    with transaction.atomic(durable=True):
        get_user_model().objects.select_for_update(no_key=True).get(pk=message.person_id)
        mine = Message.objects.filter(pk=message.pk, mailed_at=None)
        last = last_taken(message) if way == Way.PHONE else None
        if way is None or blocked(message.person, message.about):  # its way went, or a block came since
            mine.update(mail_at=None)
        elif last and last > at - SETTLES:
            pass
        elif last and last > at - ONE_IN:
            mine.update(mail_at=None)
        else:
            return mine.update(mailed_at=at) == 1
    return False


def _give_back(message: Message, *, again: bool = True, after: datetime | None = None) -> None:
    """It has not left; `again`: it is due once more, and not before `after`."""
    due = {} if again and not after else {"mail_at": after}
    Message.objects.filter(pk=message.pk).update(mailed_at=None, **due)


def not_at_night(at: datetime) -> datetime:
    """The same moment by day, eight in the morning by night."""
    here = timezone.localtime(at, timezone.get_default_timezone())
    if QUIET_UNTIL <= here.time() < QUIET_FROM:
        return at
    morning = here.replace(hour=QUIET_UNTIL.hour, minute=0, second=0, microsecond=0)
    return morning if here.time() < QUIET_UNTIL else morning + timedelta(days=1)


def _send(message: Message, way: Way, at: datetime) -> None:
    """No content, no child's name, no kind: whoever looks over a shoulder learns nothing, and to a phone that may lie
    on any table goes one line without a link."""
    person = message.person
    with translation.override(person.language):
        if way == Way.PHONE:
            words = _("Tongyan: there is a message for you. Sign in to read it.")
            sending.send(sending.Short(to=number_of(person, at=at), kind=sending.Kind.NEWS, text=words))
            return
        subject = _("There is a message for you at Tongyan")
        body = _("There is a message for you. Sign in to read it: %(address)s")
        address = settings.WAGTAILADMIN_BASE_URL + reverse("inbox")
        send_mail(subject, body % {"address": address}, None, [person.email])
