"""What a council has written, as its members and families read it and as those who run it do."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, Sum

from activities.councils.kinds import Step
from activities.councils.models import Council, Dot, Minutes, Money, Round, Rules, RulesStep, Topic
from portal.accounts.kinds import Kind as Person


def _steps(kind: Step):
    return Exists(RulesStep.objects.filter(rules=OuterRef("pk"), kind=kind))


def rules_in_force(council: Council) -> Rules | None:
    return council.rules.filter(_steps(Step.ADOPTED)).first()


def rules_proposed(council: Council) -> Rules | None:
    """The newest version, where it is not in force and may be read: a colleague wrote it, or has read it."""
    newest = council.rules.annotate(adopted=_steps(Step.ADOPTED), read=_steps(Step.READ)).first()
    if newest is None or newest.adopted or not newest.lines:
        return None
    return newest if newest.read or newest.made_by.kind == Person.STAFF else None


def rules_unread(council: Council) -> Rules | None:
    """What a child wrote and no colleague has read; only the newest version still matters."""
    newest = council.rules.select_related("made_by").annotate(read=_steps(Step.READ)).first()
    return newest if newest and not newest.read and newest.lines and newest.made_by.kind != Person.STAFF else None


def has_agreed(person, rules: Rules | None) -> bool:
    return bool(rules) and rules.yeses.filter(person=person).exists()


def topics(council: Council) -> list[Topic]:
    """The pool, in the order of random keys: nobody's order."""
    return list(council.topics.filter(read_at__isnull=False, done_at=None).order_by("pk"))


def topics_unread(council: Council) -> list[Topic]:
    return list(council.topics.filter(read_at=None, done_at=None).order_by("pk"))


def own_topics(person, council: Council) -> list[Topic]:
    return list(council.topics.filter(person=person, read_at=None, done_at=None).order_by("at"))


def open_round(council: Council) -> Round | None:
    return council.rounds.filter(closed_at=None).first()


def own_dots(person, found: Round) -> dict:
    """topic → how many of one's own dots lie on it."""
    laid = {}
    for topic in Dot.objects.filter(round=found, person=person).values_list("topic", flat=True):
        laid[topic] = laid.get(topic, 0) + 1
    return laid


def last_result(council: Council) -> tuple[Round, list] | None:
    """The last closed round and the dots of each topic, in no order of rank (PRI-18)."""
    found = council.rounds.exclude(closed_at=None).first()
    return (found, list(found.tallies.select_related("topic").order_by("topic"))) if found else None


def minutes_of(council: Council) -> list[Minutes]:
    return list(council.minutes.exclude(published_at=None)[:50])


def drafts(council: Council) -> list[Minutes]:
    return list(council.minutes.filter(published_at=None).select_related("written_by"))


def own_draft(person, council: Council) -> Minutes | None:
    return council.minutes.filter(published_at=None, written_by=person).first()


@dataclass(frozen=True)
class Book:
    """Lines of the budget book, each with the `balance` after it, in fen."""

    lines: list[Money] = field(default_factory=list)
    balance: int = 0


def book(council: Council, *, most: int = 200) -> Book:
    """The last lines, oldest first."""
    total = council.money.aggregate(total=Sum("fen"))["total"] or 0
    lines = list(council.money.select_related("taken_back").order_by("-number")[:most])
    left = total
    for line in lines:
        line.balance = left
        left -= line.fen
    return Book(lines[::-1], total)


def may_take_back(council: Council):
    return council.money.filter(Q(takes_back=None), taken_back=None)


def as_yuan(fen: int) -> str:
    """12345 → "123.45"; in figures of both languages."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def open_to_dots(found: Round | None, *, at: datetime) -> bool:
    return found is not None and at < found.closes_at
