"""Preparing a room, letting somebody go from all rooms, closing what was forgotten open, looking through what was."""

import contextlib
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from activities.live import broadcast, log, protocol, queries
from activities.live.actions.care import hand_over
from activities.live.actions.commands import shut
from activities.live.actions.groups import follow
from activities.live.actions.refusals import NotNow
from activities.live.actions.turn import screened
from activities.live.models import Presence, Room
from activities.live.room import Sent, closing, going, leaving
from activities.live.states import NEXT, State
from activities.models import Session
from portal.audit.log import write
from portal.ui.refusals import Refusal

EARLY = timedelta(hours=1)  # adults set the room up before the children come
FIRST = "prepared"  # children come when an adult opens the doors
GRACE = timedelta(minutes=30)  # then a forgotten room closes by itself


class NotYours(Refusal):
    pass


class NotItsTime(Refusal):
    pass


class Begun(Refusal):
    pass


@transaction.atomic
def open_room(*, by, session: Session, at: datetime) -> Room:
    """Prepares the room of a session, once, with the steps of its plan. Children come when its doors are opened, and
    nothing moves in it until two vetted adults are there."""
    session = Session.objects.select_for_update(of=("self",)).select_related("activity").get(pk=session.pk)
    if not queries.may_lead(session, by, at=at):
        raise NotYours(_("Only the adults who lead this activity can open its room."))
    if not session.starts_at - EARLY <= at < session.ends_at:
        raise NotItsTime(_("The room opens one hour before the session and not after its end."))
    if session.cancelled_at:
        raise NotItsTime(_("This session was called off."))
    if Room.objects.main().filter(session=session).exists():
        raise Begun(_("The room of this session was opened already."))
    room = Room.objects.create(session=session, opened_at=at, opened_by=by)
    young = queries.children_are_young(session)
    steps = tuple(step for step in queries.planned(session) if not screened(step.what, (), adult=True))
    begun = protocol.RoomOpened(chat="held" if young else "open", stage=FIRST, lobby=young, steps=steps)
    log.append(room.pk, 0, [Sent(begun)], author=by.pk, client_id=None, at=at)
    write("live.opened", by=by, subject=f"room:{room.pk}", at=at)
    return room


@transaction.atomic
def review(*, by, room: Room, at: datetime) -> None:
    """An adult of the activity has looked through what was held in a room that is over; once."""
    row = Room.objects.select_for_update(of=("self",)).select_related("session__activity").get(pk=room.pk)
    if not queries.may_lead(row.session, by, at=at) or row.parent_id:
        raise NotYours(_("Only the adults who lead this activity can look through its room."))
    if State.REVIEWED not in NEXT[row.state]:
        raise NotItsTime(_("A room is looked through once, after it has closed."))
    row.state, row.reviewed_at, row.reviewed_by = State.REVIEWED, at, by
    row.save(update_fields=["state", "reviewed_at", "reviewed_by"])
    Room.objects.filter(parent=row, state=State.CLOSED).update(state=State.REVIEWED, reviewed_at=at, reviewed_by=by)
    write("live.reviewed", by=by, subject=f"room:{row.pk}", at=at)


def let_go(*, person: UUID, at: datetime) -> None:
    """Something ended that let this person in: every process looks again at once, and closes what must be closed."""
    # A chair taken by reading a page lasts some seconds by itself: nobody is shown as here who may not be.
    Presence.objects.filter(person=person, place=F("room_id")).delete()
    transaction.on_commit(partial(broadcast.look_again, person), robust=True)
    # Afterwards: no room is locked under the locks of what ended.
    transaction.on_commit(partial(_put_down, person, at), robust=True)


def _put_down(person: UUID, at: datetime) -> None:
    """What a child held in rooms that are open is free again, and its name no longer stands there (CON-11): a role, a
    turn that others wait for, a hand."""
    rooms = Room.objects.open().filter(session__activity__places__child=person).distinct()
    for pk in rooms.values_list("pk", flat=True):
        _free(pk, person, at)


@transaction.atomic
def _free(pk: UUID, person: UUID, at: datetime) -> None:
    row = Room.objects.select_for_update(of=("self",)).select_related("session__activity").get(pk=pk)
    if row.state != State.OPEN or queries.member(row, person, at=at):
        return
    state = log.current(pk)
    if events := [*leaving(state, person), *going(state, [person])]:
        news = log.append(pk, state.seq, events, author=None, client_id=None, at=at)
        follow(row, state, events, by=None, at=at)
        transaction.on_commit(partial(broadcast.publish, pk, news), robust=True)


def close_overdue(*, at: datetime) -> None:
    """Closes rooms whose session ended a while ago; nobody is there to do it by hand."""
    _close_all(Room.objects.open().main().filter(session__ends_at__lt=at - GRACE), at)


def close_at_once(*, session: Session, at: datetime) -> None:
    """The time of this room does not take place after all."""
    _close_all(Room.objects.open().main().filter(session=session), at)


def _close_all(rooms, at: datetime) -> None:
    for pk in rooms.values_list("pk", flat=True):
        with contextlib.suppress(NotNow):  # what could not be handed on keeps its own room open, and no other
            _close(pk, at)


@transaction.atomic
def _close(pk: UUID, at: datetime) -> None:
    row = Room.objects.select_for_update(of=("self",)).select_related("session__activity").get(pk=pk)
    if row.state != State.OPEN:
        return
    state = log.current(pk)
    events = closing(state, at)
    news = log.append(pk, state.seq, events, author=None, client_id=None, at=at)
    hand_over(by=None, room=row, events=events, at=at)
    follow(row, state, events, by=None, at=at)
    transaction.on_commit(partial(broadcast.publish, pk, news), robust=True)
    shut(row, by=None, at=at)
