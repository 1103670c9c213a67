"""Taking a list out of the house: for a stated reason, on record with the number of lines, never their content."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activities import policy as activities
from activities.desk import policy, queries
from activities.desk.actions.refusals import NotYours
from activities.desk.kinds import ListKind, Taking
from portal.audit import log


@transaction.atomic
def take_list(*, by, what: str, about, reason: str, at: datetime) -> queries.Sheet:
    """`about`: an activity for a roster and for attendance, a session for a day, None for what is on.

    Raises NotYours.
    """
    what, reason = ListKind(what), Taking(reason)
    if not _may(by, what, about, at):
        raise NotYours(_("This list belongs to other colleagues."))
    sheet = _sheet(by, what, about)
    subject = f"{'session' if what == ListKind.DAY else 'activity'}:{about.pk}" if about else f"person:{by.pk}"
    log.write("list.taken", by=by, subject=subject, at=at, what=what, reason=reason, rows=len(sheet.rows))
    return sheet


def _may(by, what: ListKind, about, at: datetime) -> bool:
    if what == ListKind.ON:
        return activities.may_make(by, at=at)
    if what == ListKind.DAY:
        return policy.may_work_at(by, about, at=at)
    return activities.may_change(by, about, at=at)


def _sheet(by, what: ListKind, about) -> queries.Sheet:
    if what == ListKind.ROSTER:
        return queries.roster(about)
    if what == ListKind.ATTENDANCE:
        return queries.attendance(about.sessions.order_by("starts_at", "number"))
    return queries.open_day(about) if what == ListKind.DAY else queries.whats_on(by)
