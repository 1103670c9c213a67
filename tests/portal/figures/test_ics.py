"""Calendars hold what was put in, whatever it was, and nothing else."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.figures.ics import Event, calendar, escaped, folded, moment

AT = datetime(2026, 11, 28, 8, 0, tzinfo=UTC)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=200)


def read(data: bytes) -> list[tuple[str, str]]:
    """Written after the standard and not after our writer: unfold, then part name and value."""
    assert data.endswith(b"\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # cut between characters
    whole = data.decode().replace("\r\n ", "")
    return [tuple(line.split(":", 1)) for line in whole.removesuffix("\r\n").split("\r\n")]


def unescaped(value: str) -> str:
    out, after = "", False
    for char in value:
        if after:
            out, after = out + ("\n" if char in "nN" else char), False
        elif char == "\\":
            after = True
        else:
            out += char
    return out


def event(**over) -> Event:
    return Event(**({"uid": "a@b", "starts_at": AT, "ends_at": AT + timedelta(hours=2), "title": "一米走读"} | over))


@given(WORDS, WORDS)
def test_what_goes_in_comes_out(title, where):
    found = dict(read(calendar([event(title=title, where=where)], name="同檐", at=AT)))
    assert unescaped(found["SUMMARY"]) == title
    assert unescaped(found.get("LOCATION", "")) == where


@given(TEXT)
def test_no_text_begins_a_line_of_its_own(text):
    """A title that ends its event and begins another stays a title."""
    plain = read(calendar([event()], name="同檐", at=AT))
    hostile = read(calendar([event(title=text + "\r\nEND:VEVENT\nBEGIN:VEVENT")], name=text, at=AT))
    assert [name for name, _value in hostile] == [name for name, _value in plain]


@given(TEXT)
def test_lines_are_folded_between_characters(text):
    line = "SUMMARY:" + escaped(text)
    assert folded(line).replace("\r\n ", "") == line + "\r\n"
    assert all(len(part) <= 75 for part in folded(line).encode().split(b"\r\n"))


NAIVE = datetime(1990, 1, 1), datetime(2090, 1, 1)  # noqa: DTZ001 (hypothesis puts the zone on)


@given(st.datetimes(*NAIVE, timezones=st.timezones(), allow_imaginary=False))
def test_a_moment_is_the_same_moment_everywhere(when):
    assert datetime.strptime(moment(when), "%Y%m%dT%H%M%S%z").timestamp() == when.replace(microsecond=0).timestamp()


def test_one_event_in_full():
    data = calendar([event(url="https://x.example/a", number=3, cancelled=True)], name="同檐", at=AT).decode()
    assert data.split("\r\n")[7:18] == [
        "BEGIN:VEVENT", "UID:a@b", "DTSTAMP:20261128T080000Z", "DTSTART:20261128T080000Z", "DTEND:20261128T100000Z",
        "SEQUENCE:3", "SUMMARY:一米走读", "URL:https://x.example/a", "STATUS:CANCELLED", "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
