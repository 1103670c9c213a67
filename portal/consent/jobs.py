"""What the clock does here."""

from datetime import datetime

from portal.consent.actions import announce_expiries


def run_out(at: datetime) -> None:
    announce_expiries(at=at)
