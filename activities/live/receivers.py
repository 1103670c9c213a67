"""News from below that ends somebody's stay: told to every process on commit, so sockets close within seconds."""

from activities.live.actions import close_at_once, let_go
from portal.consent.purposes import Purpose


def consent_withdrawn(sender, *, child, purpose, at, **kwargs):
    if purpose in {Purpose.ACTIVITY, Purpose.LIVE}:
        let_go(person=child, at=at)


def session_changed(sender, *, session, at, before, **kwargs):
    """A room does not go on where its time was cancelled; one that moved keeps its room, which opens once."""
    if before is None:
        close_at_once(session=session, at=at)


def access_ended(sender, *, person, at, **kwargs):
    let_go(person=person, at=at)
