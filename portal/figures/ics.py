"""Calendars after RFC 5545: what a phone's calendar reads. Escapes, folds and knows no activity by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

OCTETS = 75  # of one line, without its end
ENDS = "\r\n"


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
    """A whole file. `at` is when it was made, not when anybody looked."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tongyan//Under One Eave//EN", "CALSCALE:GREGORIAN"]
    lines += [f"NAME:{escaped(name)}", f"X-WR-CALNAME:{escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H"]
    for event in events:
        lines += _lines(event, at)
    lines.append("END:VCALENDAR")
    return "".join(folded(line) for line in lines).encode()


def _lines(event: Event, at: datetime) -> list[str]:
    found = ["BEGIN:VEVENT", f"UID:{escaped(event.uid)}", f"DTSTAMP:{moment(at)}"]
    found += [f"DTSTART:{moment(event.starts_at)}", f"DTEND:{moment(event.ends_at)}"]
    found += [f"SEQUENCE:{event.number}", f"SUMMARY:{escaped(event.title)}"]
    found += [f"LOCATION:{escaped(event.where)}"] if event.where else []
    found += [f"URL:{event.url}"] if event.url else []
    found += ["STATUS:CANCELLED"] if event.cancelled else []
    return [*found, "END:VEVENT"]


def moment(when: datetime) -> str:
    """In UTC, so that no description of a time zone need travel along."""
    return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """Text as a value: no sign of it can end the line or begin another property."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(char for char in text if char >= " " and char != "\x7f" and char not in "\x85\u2028\u2029")


def folded(line: str) -> str:
    """At most 75 octets a line, cut between characters, each further one begun with a space."""
    parts, part, size = [], "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > OCTETS:
            parts.append(part)
            part, size = " ", 1
        part, size = part + char, size + octets
    return ENDS.join([*parts, part]) + ENDS
