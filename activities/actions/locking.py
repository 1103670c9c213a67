"""Rows that are taken before anything of an activity changes, in one order: activity, then session, then its room."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activities import policy
from activities.actions.refusals import NotYours
from activities.models import Activity, Session

logger = logging.getLogger(__name__)


def lock(activity: Activity) -> Activity:
    return Activity.objects.select_for_update().get(pk=activity.pk)


def locked(by, activity: Activity, at: datetime) -> Activity:
    activity = lock(activity)
    if not policy.may_change(by, activity, at=at):
        raise NotYours(_("This activity belongs to other colleagues."))
    return activity


def lock_session(session: Session) -> Session:
    """The session as it is now, with its activity; both held until the transaction ends."""
    activity = Activity.objects.select_for_update().get(pk=session.activity_id)
    session = Session.objects.select_for_update().get(pk=session.pk)
    session.activity = activity
    return session


@contextmanager
def for_itself(what: str) -> Iterator[None]:
    """A savepoint for one piece of the clock's work: what fails is undone, noted without words, and stays due."""
    try:
        with transaction.atomic():
            yield
    except Exception:
        logger.error("%s failed", what, exc_info=False)  # its values may be a child's words
