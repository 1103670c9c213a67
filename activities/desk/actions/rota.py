"""Two adults for every session: who comes, who comes instead, hours, and calling a session off."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from activities.actions import cancel_session
from activities.actions.locking import for_itself, lock_session
from activities.content import in_both
from activities.desk import policy, queries
from activities.desk.actions.refusals import NotYours
from activities.desk.kinds import Task, Why
from activities.desk.models import Duty
from activities.models import Session
from portal.accounts import queries as accounts
from portal.accounts.roles import Role
from portal.audit import log
from portal.notices.actions import tell
from portal.ui.refusals import Refusal
from portal.ui.times import child_time

FAR = timedelta(days=10)  # a message is read on another day: "today" would be wrong by then
CLOSE = timedelta(hours=24)  # so near, nobody goes off without somebody who comes instead


class NotInDate(Refusal):
    """Whoever meets children has vetting and training in date, now and that day (SAF-8, ETH-7)."""


class NotFree(Refusal):
    """Nobody is at two places at one time."""


class NotEnoughAdults(Refusal):
    """No adult is ever alone with a child here."""


class TooLate(Refusal):
    """The session has begun, is over, or does not take place."""


@transaction.atomic
def assign(*, by, session: Session, person, task: str = Task.LEAD, at: datetime) -> Duty:
    session = _locked(by, session, at)
    _open(session, at)
    return _put(by, session, person, task, at)


@transaction.atomic
def take_off(*, by, duty: Duty, at: datetime) -> Duty:
    session = _locked(by, duty.session, at)
    _open(session, at)
    good = {each.pk for each in queries.duties(session) if each.in_date}
    left, late = len(good - {duty.pk}), duty.pk in good and session.starts_at - at < CLOSE
    if late and left < queries.adults_needed(queries.children_held(session)):
        raise NotEnoughAdults(_("It is less than a day away: say who comes instead, or call the session off."))
    return _off(by, duty, at)


@transaction.atomic
def substitute(*, by, duty: Duty, person, at: datetime) -> Duty:
    """One goes and another comes, in one step, as late as the session's end; the one who comes is told at once."""
    session = _locked(by, duty.session, at)
    _open(session, at)
    if queries.on_duty(person, session):
        raise NotFree(_("This colleague is on duty at this session already."))
    gone = _off(by, duty, at)
    return _put(by, session, person, gone.task, at)


@transaction.atomic
def note_hours(*, by, duty: Duty, minutes: int, at: datetime) -> Duty:
    session = _locked(by, duty.session, at)
    if at < session.starts_at:
        raise TooLate(_("Hours are written down when the session has begun."))
    duty = Duty.objects.select_for_update().get(pk=duty.pk)
    duty.minutes = minutes
    duty.save(update_fields=["minutes"])
    log.write("duty.hours", by=by, subject=f"duty:{duty.pk}", at=at, minutes=minutes)
    return duty


@transaction.atomic
def cancel(*, by, session: Session, why: str, at: datetime) -> Session:
    """Calls a session off for one of our reasons; who hears of it is told as of any time that is cancelled."""
    session = _locked(by, session, at)
    _open(session, at)
    why, why_en = in_both(Why(why).label)
    return cancel_session(by=by, session=session, at=at, why=why, why_en=why_en, typed=False)


def tell_of_change(*, session: Session, told: set[UUID], at: datetime, moved: bool) -> None:
    """Who is on duty at a session that moved or was called off, but for those who are told anyway (`told`)."""
    kind = "desk.moved_staff" if moved else "desk.cancelled_staff"
    for duty in queries.duties(session):
        if duty.person_id not in told:
            _tell(duty.person, kind, session, at)


@transaction.atomic
def release_duties(*, by, person, at: datetime) -> list[Duty]:
    """Takes somebody who left off every session that is not over; nobody is put in their place unasked."""
    coming = Duty.objects.live().filter(person=person, session__ends_at__gt=at)
    return [_off(by, duty, at) for duty in coming.order_by("pk")]


def warn_uncovered(*, at: datetime) -> int:
    """A day before, supervisors of the office and who leads hear that a session lacks adults; once an adult each."""
    told = 0
    for session, _have, _need in queries.uncovered(Session.objects.select_related("activity"), at=at, within=CLOSE):
        with for_itself("a warning that adults are missing"):
            told += _warn(session, at)
    return told


@transaction.atomic
def _warn(session: Session, at: datetime) -> int:
    bosses = accounts.staff_with(Role.SUPERVISOR, at=at, office=session.activity.office_id)
    told = {person.pk: person for person in [*bosses, *(lead.person for lead in session.activity.leads.all())]}
    fresh = [person for person in told.values() if not queries.was_warned(person, session)]
    for person in fresh:
        _tell(person, "desk.uncovered", session, at)
    return len(fresh)


def _put(by, session: Session, person, task: str, at: datetime) -> Duty:
    if not queries.can_serve(person, session, at=at):
        raise NotInDate(_("Vetting and training have to be in date on that day. The colleague's page says which."))
    before = Duty.objects.live().filter(session=session, person=person).first()
    if before:
        return _confirmed(by, before, at)
    type(person).objects.select_for_update(no_key=True).get(pk=person.pk)  # two sessions may ask at one moment
    if queries.busy(session).filter(person=person).exists():
        raise NotFree(_("This colleague is on duty at another session at that time."))
    duty = Duty.objects.create(session=session, person=person, task=Task(task), set_by=by, set_at=at)
    log.write("duty.set", by=by, subject=f"session:{session.pk}", at=at, person=str(person.pk))
    if person.pk != by.pk:
        _tell(person, "desk.on_duty", session, at)
    return duty


def _confirmed(by, duty: Duty, at: datetime) -> Duty:
    """Who put themselves on duty opens no child's card until somebody else stands for it (`queries.leave_of`)."""
    if duty.set_by_id == duty.person_id != by.pk:
        duty.set_by, duty.set_at = by, at
        duty.save(update_fields=["set_by", "set_at"])
        log.write("duty.confirmed", by=by, subject=f"session:{duty.session_id}", at=at, person=str(duty.person_id))
    return duty


def _off(by, duty: Duty, at: datetime) -> Duty:
    duty = Duty.objects.select_for_update().get(pk=duty.pk)
    if duty.off_at is None:
        duty.off_by_id, duty.off_at = getattr(by, "pk", by), at
        duty.save(update_fields=["off_by", "off_at"])
        log.write("duty.off", by=by, subject=f"session:{duty.session_id}", at=at, person=str(duty.person_id))
    return duty


def _locked(by, session: Session, at: datetime) -> Session:
    session = lock_session(session)
    if not policy.may_work_at(by, session, at=at):
        raise NotYours(_("This session belongs to other colleagues."))
    return session


def _open(session: Session, at: datetime) -> None:
    if at >= session.ends_at:
        raise TooLate(_("This session is over."))
    if session.cancelled_at:
        raise TooLate(_("This session was called off."))


def _tell(person, kind: str, session: Session, at: datetime):
    with translation.override(person.language):
        words = {"name": session.activity.label, "when": child_time(session.starts_at, session.starts_at - FAR)}
        words |= {"why": session.reason, "session": str(session.pk)}
    tell(person=person, kind=kind, at=at, **words)
