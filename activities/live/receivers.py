"""News from below that ends somebody's stay: told to every process on commit, so sockets close within seconds."""

from activities.live.actions import let_go
from portal.consent.purposes import Purpose


def consent_withdrawn(sender, *, child, purpose, at, **kwargs):
    if purpose in {Purpose.ACTIVITY, Purpose.LIVE}:
        let_go(person=child, at=at)


def access_ended(sender, *, person, at, **kwargs):
    let_go(person=person, at=at)
