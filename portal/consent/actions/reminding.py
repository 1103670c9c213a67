"""Thirty days and seven days before a yes ends its giver hears of it, in words that name nobody (CON-12)."""

from datetime import datetime, timedelta
from itertools import groupby

from django.utils import timezone

from portal.consent import queries
from portal.consent.actions.adding import hold
from portal.consent.actions.endings import one_child
from portal.consent.models import Event, Reminder
from portal.consent.purposes import REMIND_DAYS, Missing, Say, rule
from portal.consent.queries.deciding import FROZEN
from portal.consent.states import Speaker
from portal.notices.actions import tell
from portal.notices.queries import unread_of as unread

LATELY = timedelta(days=min(REMIND_DAYS))  # one waiting to be read speaks for all that end about then


def remind(*, at: datetime) -> int:
    """Reminds of each yes once at each distance, the nearest one due; says how many. Whoever is blocked hears nothing.

    Nobody is reminded where a no stands, whose ever it is: to ask again would be to press.
    """
    return sum(_remind(days, at) for days in sorted(REMIND_DAYS))


def _remind(days: int, at: datetime) -> int:
    done = 0
    for _child, found in groupby(list(queries.yeses_to_remind_of(at, days)), key=lambda event: event.child_id):
        near = list(found)
        with one_child():
            hold(near[0].child)  # first: what is taken back meanwhile is not reminded of
            events = [event for event in near if _wants_saying_again(event, at)]
            for event in events:
                Reminder.objects.create(event=event, days=days, at=at)
                _tell(event, days, at)
            done += len(events)
    return done


def _wants_saying_again(event: Event, at: datetime) -> bool:
    """It counts today, nobody has said no, and at the child's age on that day it is still this person's to say."""
    law = rule(event.purpose)
    standing = queries.standing(event.child_id, event.purpose, event.scope, at=at)
    mine = standing.of(event.actor)
    if {Missing.A_NO, Missing.OFF} & set(standing.missing):
        return False
    if mine is None or mine.pk != event.pk or mine.says(at) != Say.YES:
        return False
    if event.role == Speaker.CHILD:
        return law.assent
    return mine.level not in (None, FROZEN) and law.asks_guardian(queries.age_of(event.child, at=event.expires_at))


def _tell(event: Event, days: int, at: datetime) -> None:
    kind, about = f"consent.{event.role}_ends_in_{days}", f"child:{event.child_id}"
    if unread(event.actor, kind=kind, about=about).filter(at__gt=at - LATELY).exists():
        return
    tell(person=event.actor, kind=kind, about=about, at=at, day=f"{timezone.localtime(event.expires_at):%Y-%m-%d}")
