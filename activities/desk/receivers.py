"""What the desk hears: a colleague leaves, a session moves or does not take place, a yes is taken back."""

from datetime import datetime
from uuid import UUID

from activities.desk import actions
from portal.consent.purposes import Purpose


def left(sender, person: UUID, by, at, **kwargs):
    """Whoever is gone stands on no rota; what is short of adults then is on the lists of who is left."""
    actions.release_duties(by=by, person=person, at=at)


def session_changed(sender, session, at: datetime, before: datetime | None, told: set[UUID], **kwargs):
    actions.tell_of_change(session=session, told=told, at=at, moved=before is not None)


def consent_withdrawn(sender, child: UUID, purpose, scope: str, at, **kwargs):
    """What the child answered before and after goes with its yes."""
    kind, _, key = scope.partition(":")
    if purpose == Purpose.ACTIVITY and kind == "activity":
        actions.forget_measures(child=child, activity=UUID(key), at=at)
