"""What judging hears from accounts."""

from moderation.actions import free_claims


def left(sender, *, person, by, at, **kwargs):
    free_claims(by=by, person=person, at=at)
