"""Phones, identity numbers and cards, however their digits are dressed."""

import re
from datetime import date

from moderation.screening.finding import Finding
from moderation.screening.views import Run

VERSION = "2026-11-23"
LONGEST = 400
_PHONE = re.compile(r"(?:00?86|86|0)?1[3-9]\d{9}")
_LANDLINE = re.compile(r"(?:00?86|86)?0(?:10|2\d|[3-9]\d\d)[2-8]\d{6,7}|[48]00\d{7}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CODES = "10x98765432"


def numbers(runs: list[Run]) -> list[Finding]:
    return [finding for run in runs for finding in _in_run(run)]


def _in_run(run: Run) -> list[Finding]:
    """A page full of digits is not searched: a person looks at it."""
    if len(run.digits) > LONGEST:
        return [Finding("phone.many", VERSION, "phone", *run.span(0, len(run.digits)), 0.5)]
    found, past = [], -1
    for start in run.starts:
        if start < past:
            continue
        hit = _identity(run, start) or _phone(run, start) or _card(run, start)
        if hit:
            rule, kind, weight, end, level = hit
            found.append(Finding(rule, VERSION, kind, *run.span(start, end), weight, level))
            past = end
    return found


def _phone(run: Run, start: int):
    for rule, pattern in (("phone.mobile", _PHONE), ("phone.landline", _LANDLINE)):
        match = pattern.match(run.digits, start)
        if match and match.end() in run.ends:
            return rule, "phone", 1.0, match.end(), 3
    return None


def _identity(run: Run, start: int):
    """Eighteen with a date inside: sure when the check digit is right, low when it is not (PII-3)."""
    number = run.digits[start : start + 18]
    end = start + 18
    if len(number) < 18 or end not in run.ends or not number[:17].isdigit() or not _is_day(number[6:14]):
        return None
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    if _CODES[total % 11] == number[17]:
        return "identity.valid", "identity", 1.0, end, 2
    return "identity.like", "identity", 0.3, end, 3


def _is_day(text: str) -> bool:
    try:
        return 1900 < date(int(text[:4]), int(text[4:6]), int(text[6:])).year < 2100
    except ValueError:
        return False


def _card(run: Run, start: int):
    for length in (19, 18, 17, 16):
        end = start + length
        number = run.digits[start:end]
        if len(number) == length and end in run.ends and number.isdigit() and number[0] in "3456" and _luhn(number):
            return "secret.card", "secret", 0.9, end, 3
    return None


def _luhn(number: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
