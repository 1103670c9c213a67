"""What the clock does here."""

from datetime import datetime

from django.db import transaction

from portal.notices.actions import post


def post_due(at: datetime) -> None:
    """After the clock's own transaction: a letter cannot be called back when that is undone."""
    transaction.on_commit(lambda: post(at=at), robust=True)
