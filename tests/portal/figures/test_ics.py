"""Calendars hold what was put in, whatever it was, and nothing else: read back by another hand than wrote them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.figures.ics import Event, calendar

AT = datetime(2026, 11, 28, 8, 0, tzinfo=UTC)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=200)
HOSTILE = [
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:other", "x\nATTENDEE:mailto:a@b", "\x00\x07\x1b[31m",
    "a\x85b\u2028c\u2029d",
    ";,:\"\\n\\", "%0D%0AURL:http://x.example", "水" * 100, "=?utf-8?q?x?=", "^n^'",
]  # fmt: skip


def lines(data: bytes) -> list[str]:
    """The lines of a file as any reader sees them: at most 75 octets, cut between characters, then unfolded."""
    assert data.endswith(b"\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    return data.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def names(data: bytes) -> list[str]:
    return [line.split(":")[0].split(";")[0] for line in lines(data)]


def read(data: bytes) -> list:
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def event(**over) -> Event:
    return Event(**({"uid": "a@b", "starts_at": AT, "ends_at": AT + timedelta(hours=2), "title": "一米走读"} | over))


@given(WORDS, WORDS)
def test_what_goes_in_comes_out(title, where):
    found = read(calendar([event(title=title, where=where)], name="同檐", at=AT))
    assert [(str(each["summary"]), str(each.get("location", ""))) for each in found] == [(title, where)]


@given(TEXT, TEXT)
def test_no_text_begins_a_line_of_its_own(title, where):
    """A title that ends its event and begins another stays a title, for every reader of lines."""
    plain = calendar([event(where="x")], name="同檐", at=AT)
    hostile = calendar([event(title=title + HOSTILE[0], where=where + HOSTILE[1])], name=title, at=AT)
    assert names(hostile) == names(plain)
    assert len(hostile.decode().splitlines()) == hostile.count(b"\r\n")  # nor for those who know more line ends
    assert [each["uid"] for each in read(hostile)] == ["a@b"]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_has_hurt_others_stays_words(text):
    data = calendar([event(title=text, where=text)], name=text, at=AT)
    (found,) = read(data)
    written = [line.split(":", 1) for line in lines(data)]
    assert len({value for name, value in written if name in {"NAME", "X-WR-CALNAME", "SUMMARY", "LOCATION"}}) == 1
    assert set(found) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "LOCATION"}
    assert found["summary"] == found["location"]
    assert not set(data.decode()) & set("\x00\x07\x1b\x85\u2028\u2029")


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.timezones(), allow_imaginary=False),  # noqa: DTZ001 (hypothesis puts the zone on)
    st.integers(1, 10**6),
    st.integers(0, 2**31 - 1),
    st.booleans(),
)
@example(datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin")), 60, 0, False)
def test_moments_changes_and_cancelling_come_back(when, seconds, number, cancelled):
    ends = when.astimezone(UTC) + timedelta(seconds=seconds)
    (found,) = read(calendar([event(starts_at=when, ends_at=ends, number=number, cancelled=cancelled)], name="", at=AT))
    moments = [found[name].dt for name in ("dtstart", "dtend", "dtstamp")]
    assert moments == [each.replace(microsecond=0) for each in (when.astimezone(UTC), ends, AT)]
    assert {moment.utcoffset() for moment in moments} == {timedelta()}
    assert (found["sequence"], found.get("status")) == (number, "CANCELLED" if cancelled else None)


def test_a_file_in_full():
    data = calendar([event(url="https://x.example/a", number=3, cancelled=True)], name="同檐", at=AT)
    assert sorted(lines(data)) == sorted([
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tongyan//Under One Eave//EN", "CALSCALE:GREGORIAN", "NAME:同檐",
        "X-WR-CALNAME:同檐", "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "BEGIN:VEVENT", "UID:a@b",
        "DTSTAMP:20261128T080000Z", "DTSTART:20261128T080000Z", "DTEND:20261128T100000Z", "SEQUENCE:3",
        "SUMMARY:一米走读", "URL:https://x.example/a", "STATUS:CANCELLED", "END:VEVENT", "END:VCALENDAR",
    ])  # fmt: skip


def test_nothing_planned_is_a_calendar_too():
    assert read(calendar([], name="同檐", at=AT)) == []


def test_many_times_keep_their_order_and_their_ids():
    found = read(calendar([event(uid=f"{number}@b", number=number) for number in range(50)], name="同檐", at=AT))
    assert [(each["uid"], each["sequence"]) for each in found] == [(f"{number}@b", number) for number in range(50)]
