"""Words of a room that go to the safeguarding lead: the same door and order as written words (SAF-5, MOD-7, MOD-28)."""

import logging
from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from activities.live import log, queries
from activities.live.actions.refusals import NotNow
from activities.live.models import Entry, HeldForCare, Room
from activities.live.protocol import LeadTold, MessageHeld
from activities.live.room import Sent
from moderation import actions as judging
from moderation.states import Priority
from portal.accounts.models import User
from portal.audit.log import write

logger = logging.getLogger(__name__)
KIND = "live"  # how moderation names our cases


def hand_over(*, by, room: Room, events: Iterable[Sent], at: datetime) -> list[HeldForCare]:
    """A case for every message of which `events` say that the lead was told; call it in their transaction.

    What cannot be handed over was not said: a log must never show a message as on its way to somebody who does not
    hear of it. Whoever said it is asked to send it again, and a child is shown who answers at once.
    """
    events = [sent.event for sent in events]
    try:
        return [_opened(by, room, each, at) for each in events if isinstance(each, LeadTold)]
    except Exception:
        # Neither the words nor the statement that held them may come into the server's log.
        logger.error("words of a room could not be handed to the safeguarding lead", exc_info=False)
        said_now = any(isinstance(each, MessageHeld) for each in events)
        raise NotNow("unheard" if said_now else "not_handed") from None


def _opened(by, room: Room, told: LeadTold, at: datetime) -> HeldForCare:
    author = User.objects.get(pk=told.who.id)
    held = HeldForCare(id=uuid4(), entry=Entry.objects.get(room=room, seq=told.message))
    held.case = case = judging.hand_to_lead(
        by=by,
        kind=KIND,
        author=author,
        revision=held.pk,
        texts=log.said(held.entry),
        office=room.activity.office,
        age_years=queries.age_of(author, at=at),
        nearest=Priority.P0 if told.now else Priority.P1,
        at=at,
    )
    held.save(force_insert=True)
    write("live.held_for_care", by=by, subject=f"room:{room.pk}", at=at, message=told.message, case=str(case.pk))
    return held
