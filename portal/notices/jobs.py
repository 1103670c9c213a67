"""What the clock does here."""

from datetime import datetime

from portal.notices.actions import post


def post_due(at: datetime) -> None:
    post(at=at)
