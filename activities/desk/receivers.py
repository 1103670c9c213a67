"""What the desk hears when a colleague leaves, and when a session moves or does not take place."""

from datetime import datetime
from uuid import UUID

from activities.desk import actions


def left(sender, person: UUID, by, at, **kwargs):
    """Whoever is gone stands on no rota; what is short of adults then is on the lists of who is left."""
    actions.release_duties(by=by, person=person, at=at)


def session_changed(sender, session, at: datetime, before: datetime | None, told: set[UUID], **kwargs):
    actions.tell_of_change(session=session, told=told, at=at, moved=before is not None)
