"""Six digits that were sent to somebody: good once, for a short while, against three wrong tries."""

import secrets
from datetime import datetime, timedelta

from django.utils.crypto import constant_time_compare, salted_hmac

DIGITS = 6
LASTS = timedelta(minutes=10)
TRIES = 3


def make() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def remembered(code: str, *, at: datetime) -> dict:
    """What a session keeps of a code: never the code."""
    return {"mark": _mark(code), "at": at.timestamp(), "tries": 0}


def is_live(kept: dict | None, *, at: datetime) -> bool:
    return bool(kept) and kept["tries"] < TRIES and at.timestamp() - kept["at"] < LASTS.total_seconds()


def matches(kept: dict, typed: str) -> bool:
    """Spaces and hyphens between the digits do not matter."""
    return constant_time_compare(kept["mark"], _mark("".join(each for each in typed if each.isalnum())))


def _mark(code: str) -> str:
    return salted_hmac("portal.accounts.codes", code, algorithm="sha256").hexdigest()
