"""Noting who came and went; the same tap twice is one line, and a line is put right by another."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from activities.desk import policy, queries
from activities.desk.actions.refusals import AlreadySaid, NotThatDay, NotYours
from activities.desk.models import Mark
from activities.desk.protocol import Tap
from activities.desk.states import AFTER, AHEAD, EARLY, LATE, Company, Said
from activities.models import Session
from portal.audit import log
from portal.ui.refusals import Refusal


@transaction.atomic
def note(
    *,
    by,
    session: Session,
    child: UUID,
    says: str,
    happened: datetime,
    key: UUID | None = None,
    company: str = "",
    pick_up: UUID | None = None,
    replaces: UUID | None = None,
    at: datetime,
) -> Mark:
    """Adds one line to the day's list. The same line under the same key comes back as it is, from whoever sends it."""
    if not policy.may_work_at(by, session, at=at):
        raise NotYours(_("This session belongs to other colleagues."))
    says, company = Said(says), Company(company) if company else ""
    facts = {"child_id": child, "says": says, "at": happened, "company": company, "pick_up": pick_up}
    facts |= {"replaces": replaces}
    key = key or uuid4()
    if before := Mark.objects.filter(session=session, key=key).first():
        return _same(before, facts)
    _of_that_day(session, happened, at)
    if not queries.belongs(child, session, at=at):
        raise NotThatDay(_("This child has no place here, and home has not said yes to coming without one."))
    if pick_up and pick_up not in {each["id"] for each in queries.collectors([child]).get(child, [])}:
        raise NotThatDay(_("This person is not on the child's list."))
    try:
        with transaction.atomic():
            mark = Mark.objects.create(session=session, key=key, noted_by=by, noted_at=at, **facts)
    except IntegrityError:  # the same tap came by two ways at one moment
        before = Mark.objects.filter(session=session, key=key).first()
        if before is None:
            raise NotThatDay(_("This line does not fit together.")) from None
        return _same(before, facts)
    log.write("attendance.noted", by=by, subject=f"session:{session.pk}", at=at, child=str(child), says=str(says))
    return mark


def put_right(*, by, session: Session, mark: Mark, says: str, happened: datetime, at: datetime, **more) -> Mark:
    """A line in place of one that was wrong; both stay to be read."""
    return note(
        by=by, session=session, child=mark.child_id, says=says, happened=happened, replaces=mark.key, at=at, **more
    )


def take_in(*, by, session: Session, taps: Iterable[Tap], at: datetime) -> tuple[list[UUID], dict[UUID, str]]:
    """Taps that a device kept while it had no network, in any order and any number of times: the keys of those that
    are noted now, and why the others cannot be."""
    if not policy.may_work_at(by, session, at=at):
        raise NotYours(_("This session belongs to other colleagues."))
    done, refused = [], {}
    for tap in taps:
        try:
            note(
                by=by, session=session, child=tap.child, says=tap.says, happened=tap.at, key=tap.key,
                company=tap.company, replaces=tap.replaces, at=at,
            )  # fmt: skip
            done.append(tap.key)
        except Refusal as no:
            refused[tap.key] = str(no.message)
    return done, refused


def _of_that_day(session: Session, happened: datetime, at: datetime) -> None:
    if happened > at + AHEAD:
        raise NotThatDay(_("That has not happened yet."))
    if not session.starts_at - EARLY <= happened <= session.ends_at + AFTER or at > session.ends_at + LATE:
        raise NotThatDay(_("That was not on the day of this session."))


def _same(before: Mark, facts: dict) -> Mark:
    if any(getattr(before, name) != value for name, value in facts.items()):
        raise AlreadySaid(_("Another line was noted under this number. Please note it anew."))
    return before
