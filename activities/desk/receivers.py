"""What the desk hears when a colleague leaves."""

from uuid import UUID

from activities.desk import actions


def left(sender, person: UUID, by, at, **kwargs):
    """Whoever is gone stands on no rota; what is short of adults then is on the lists of who is left."""
    actions.release_duties(by=by, person=person, at=at)
