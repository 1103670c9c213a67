"""What the clock does here, and many families at once: `manage.py grow N --only consent`."""

import uuid
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from portal.accounts.kinds import Avatar, Kind
from portal.consent.actions import (
    announce_expiries,
    announce_renewals,
    erase_old_starts,
    keep_birthdays,
    name_controller,
    remind,
)
from portal.consent.kinds import Audience
from portal.consent.models import Event, GuardianLink
from portal.consent.purposes import IN_USE, Level, Purpose, rule
from portal.consent.queries import notices

BATCH = 1_000
EACH = 10  # purposes of one child


def run_out(at: datetime) -> None:
    announce_expiries(at=at)
    announce_renewals(at=at)


def starts(at: datetime) -> None:
    erase_old_starts(at=at)


def birthdays(at: datetime) -> None:
    keep_birthdays(at=at)


def controller(at: datetime) -> None:
    name_controller(at=at)


def reminders(at: datetime) -> None:
    remind(at=at)


def grow(count: int) -> None:
    """Children with one guardian each, both of whom said yes to ten things; straight into the tables, for measuring."""
    at = timezone.now()
    words = {who: notices(who, "zh-hans", at=at) for who in (Audience.GUARDIAN, Audience.YOUNG)}
    seen, sure = (_person(Kind.STAFF) for _ in range(2))
    get_user_model().objects.bulk_create([seen, sure])
    for start in range(0, count, BATCH):
        _families(min(BATCH, count - start), words, {"papers_by": seen, "confirmed_by": sure}, at)


def ten_things() -> list[tuple[Purpose, str]]:
    """Each purpose in use, those about one thing once or twice."""
    used = [(purpose, rule(purpose)) for purpose in IN_USE]
    things = [(purpose, "") for purpose, law in used if not law.scoped]
    scoped = [purpose for purpose, law in used if law.scoped]
    things += [(purpose, f"grown:{number}") for number in range(2) for purpose in scoped]
    return things[:EACH]


def _families(count: int, words: dict, workers: dict, at: datetime) -> None:
    children, guardians, links, events = [], [], [], []
    for _number in range(count):
        child, guardian = _person(Kind.CHILD), _person(Kind.GUARDIAN)
        seen = {"papers_at": at, "confirmed_at": at, "made_at": at, "made_by": guardian, **workers}
        link = GuardianLink(child=child, guardian=guardian, state="confirmed", level=Level.G3, relation="other", **seen)
        for purpose, scope in ten_things():
            same = {"child": child, "purpose": purpose, "scope": scope, "number": 1, "state": "given", "method": "tap"}
            same |= {"language": "zh-hans", "at": at, "expires_at": at + timedelta(days=365)}
            first = {"actor": guardian, "role": "guardian", "link": link}
            own = {"actor": child, "role": "child"}
            for who, said in ((Audience.GUARDIAN, first), (Audience.YOUNG, own)):
                events.append(Event(notice=words[who].get(purpose) or words[who][Purpose.PUBLISH], **same, **said))
        children.append(child)
        guardians.append(guardian)
        links.append(link)
    get_user_model().objects.bulk_create([*children, *guardians])
    GuardianLink.objects.bulk_create(links)
    Event.objects.bulk_create(events)


def _person(kind: str):
    key = uuid.uuid4()
    email = "" if kind == Kind.CHILD else f"{key.hex}@grown.invalid"
    avatar = Avatar.values[key.int % len(Avatar.values)]
    same = {"pseudonym": f"长大的{key.hex[:4]}", "avatar": avatar, "password": make_password(None)}
    return get_user_model()(id=key, username=key.hex, email=email, kind=kind, **same)
