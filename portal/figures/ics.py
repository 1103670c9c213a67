"""Calendars after RFC 5545: what a phone's calendar reads. Knows no activity by name."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import icalendar

READ_AGAIN = timedelta(hours=6)


@dataclass(frozen=True)
class Event:
    """One thing that happens. `number` rises with each change, so that calendars take the newer one."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    title: str
    where: str = ""
    url: str = ""
    number: int = 0
    cancelled: bool = False


def calendar(events: Iterable[Event], *, name: str, at: datetime) -> bytes:
    """A whole file. `at` is when it was made, not when anybody looked. All in UTC: no time zone travels along."""
    whole = icalendar.Calendar()
    whole.add("prodid", "-//Tongyan//Under One Eave//EN")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("name", _shown(name))
    whole.add("x-wr-calname", _shown(name))
    whole.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    for event in events:
        whole.add_component(_component(event, at))
    return whole.to_ical()


def _component(event: Event, at: datetime) -> icalendar.Event:
    found = icalendar.Event()
    found.add("uid", event.uid)
    for name, moment in (("dtstamp", at), ("dtstart", event.starts_at), ("dtend", event.ends_at)):
        found.add(name, moment.astimezone(UTC).replace(microsecond=0))
    found.add("sequence", event.number)
    found.add("summary", _shown(event.title))
    if event.where:
        found.add("location", _shown(event.where))
    if event.url:
        found.add("url", event.url)
    if event.cancelled:
        found.add("status", "CANCELLED")
    return found


def _shown(text: str) -> icalendar.vText:
    """As text whatever the property, without control characters and the line ends that only some readers know."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (char for char in kept if char == "\n" or unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"})
    return icalendar.vText("".join(kept))
