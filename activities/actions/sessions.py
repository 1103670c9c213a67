"""Times of an activity: adding, moving, cancelling, reminding, and hearing how it was. Everybody concerned is told.

A message carries its moment in the words of its reader's language. Reminders leave once for each session and kind; a
session that moves is reminded of anew.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from activities import policy, queries
from activities.actions.locking import for_itself, lock_session, locked
from activities.actions.refusals import NotReady, NotYours
from activities.actions.saying import listen, refuse_names
from activities.kinds import News
from activities.models import Activity, Felt, Session, Told
from activities.signals import session_changed
from portal.audit import log
from portal.notices import actions as notices
from portal.text.plain import plain
from portal.ui.times import child_time

FACES_KEPT = timedelta(days=30)  # after the activity is over


@transaction.atomic
def add_session(*, by, activity: Activity, starts_at: datetime, ends_at: datetime, at: datetime) -> Session:
    locked(by, activity, at)
    _in_order(starts_at, ends_at)
    last = activity.sessions.aggregate(last=Max("number"))["last"] or 0
    session = Session.objects.create(activity=activity, number=last + 1, starts_at=starts_at, ends_at=ends_at)
    log.write("activity.session_added", by=by, subject=f"activity:{activity.pk}", at=at, number=session.number)
    return session


@transaction.atomic
def move_session(*, by, session: Session, starts_at: datetime, ends_at: datetime, at: datetime) -> Session:
    session = _coming(by, session, at)
    if starts_at <= at:
        raise NotReady(_("That time is over already."))
    _in_order(starts_at, ends_at)
    before, session.starts_at, session.ends_at = session.starts_at, starts_at, ends_at
    session.changes += 1
    session.save(update_fields=["starts_at", "ends_at", "changes"])
    session.told.all().delete()
    log.write("activity.session_moved", by=by, subject=f"activity:{session.activity_id}", at=at, number=session.number)
    _tell(session, "moved", queries.concerned(session.activity, at=at, but=by), at, before=before)
    _announce(session, by, at, before)
    return session


@transaction.atomic
def cancel_session(*, by, session: Session, why: str, at: datetime, why_en: str = "", typed: bool = True) -> Session:
    """`typed`: in somebody's own words, which name no child; one of our sentences stands whoever is called like it."""
    session = _coming(by, session, at)
    if not why.strip():
        raise NotReady(_("Say why, in words for children."))
    if typed:
        refuse_names(session.activity, why, why_en)
    session.cancelled_at, session.why, session.why_en = at, why.strip(), why_en.strip()
    session.changes += 1
    session.save(update_fields=["cancelled_at", "why", "why_en", "changes"])
    log.write("activity.session_off", by=by, subject=f"activity:{session.activity_id}", at=at, number=session.number)
    _tell(session, "off", queries.concerned(session.activity, at=at, but=by), at)
    _announce(session, by, at)
    return session


def remind(*, at: datetime) -> int:
    """The clock's job: the day before, two hours before, and a question afterwards; says how many sessions it was."""
    reminded = 0
    for session, kind in queries.to_remind(at):
        with for_itself(f"the reminder of session {session.pk}"):
            reminded += _reminded(session, kind, at)
    return reminded


def feel(*, by, session: Session, face: str, at: datetime, words: str = "") -> bool:
    """How a child found a session; said anew, it replaces. Gives back whether words went to the lead (SAF-5)."""
    words = plain(words, lines=False)[:80]
    where = f"{session.activity.name} · {session.number}"
    heard = listen(by=by, activity=session.activity, words=words, where=where, at=at)
    _felt(by, session, {"face": face, "words": words, "day": timezone.localdate(at)}, at)
    return heard


@transaction.atomic
def _felt(by, session: Session, facts: dict, at: datetime) -> None:
    if queries.session_of(by, session.pk, at=at) is None:
        raise NotReady(_("Those who have a place here say how it was."))
    Felt.objects.update_or_create(session=session, child=by, defaults=facts)
    log.write("session.felt", by=by, subject=f"session:{session.pk}", at=at)


def forget_faces(*, at: datetime) -> int:
    return Felt.objects.filter(session__activity__ends_at__lte=at - FACES_KEPT).delete()[0]


def _reminded(session: Session, kind: News, at: datetime) -> bool:
    """The row is claimed before anybody is told; a session that moved or was cancelled meanwhile is left alone."""
    session = queries.still_to_remind(session, kind, at=at)
    if session is None or not Told.objects.get_or_create(session=session, kind=kind, defaults={"at": at})[1]:
        return False
    grown_ups = kind != News.AFTER
    _tell(session, kind, queries.concerned(session.activity, at=at, held=True, leads=False, homes=grown_ups), at)
    return True


def _coming(by, session: Session, at: datetime) -> Session:
    session = lock_session(session)
    if not policy.may_change(by, session.activity, at=at):
        raise NotYours(_("This activity belongs to other colleagues."))
    if session.cancelled_at or session.ends_at <= at:
        raise NotReady(_("This time is over, or was cancelled."))
    return session


def _in_order(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise NotReady(_("It ends after it begins."))


def _announce(session: Session, by, at: datetime, before: datetime | None = None) -> None:
    told = queries.leading(session.activity) | {by.pk}
    session_changed.send(Session, session=session, by=by, at=at, before=before, told=told)


def _tell(session: Session, news: str, people: list, at: datetime, before: datetime | None = None) -> None:
    """`people`: pairs of a person and the child it is about, None for those who lead."""
    for person, child in people:
        with translation.override(person.language):
            words = {"name": session.activity.label, "where": session.activity.where_label, "why": session.reason}
            words["when"] = child_time(session.starts_at, at)
            words["before"] = child_time(before, at) if before else ""
        place = "group" if news == News.AFTER else "activity"
        about = f"child:{child.pk}" if child else f"activity:{session.activity_id}"
        words[place] = str(session.activity_id)
        notices.tell(person=person, kind=f"activities.{news}", about=about, at=at, **words)
