"""The clock's work for the vault."""

from datetime import datetime

from portal.privacy import actions


def copies(at: datetime) -> None:
    actions.make_copies(at=at)
