"""Work in bulk."""

import itertools
import uuid
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from moderation.models import Case, Finding
from moderation.states import WAIT, Lane, Priority, State
from portal.accounts.kinds import Kind

BATCH = 2000
AUTHORS = 100


def grow(count: int) -> None:
    """Invented cases that wait, spread over a year and all priorities, one in three with a finding."""
    at, people = timezone.now(), _authors()
    numbers = iter(range(count))
    while batch := list(itertools.islice(numbers, BATCH)):
        cases = [_case(number, people[number % AUTHORS], at) for number in batch]
        Case.objects.bulk_create(cases)
        Finding.objects.bulk_create(_finding(case) for case in cases[::3])


def _authors() -> list:
    made = [
        get_user_model()(username=f"grown-{uuid.uuid4()}", kind=Kind.CHILD, pseudonym=f"长出来的{n}", is_active=False)
        for n in range(AUTHORS)
    ]
    return get_user_model().objects.bulk_create(made)


def _case(number: int, author, at) -> Case:
    sent = at - timedelta(minutes=5 * number % 525_600)
    priority = Priority(number % 4)
    return Case(
        kind="grown",
        author=author,
        state=State.QUEUED,
        lane=Lane.LOCKED if priority <= Priority.P1 else Lane.OPEN,
        priority=priority,
        revision=uuid.uuid4(),
        digest="0" * 64,
        round=1,
        age_years=6 + number % 12,
        opened_at=sent,
        submitted_at=sent,
        due_at=sent + WAIT[priority],
    )


def _finding(case: Case) -> Finding:
    return Finding(
        case=case,
        revision=case.revision,
        part="body",
        rule="grown",
        version="0",
        kind="name",
        start=0,
        end=1,
        weight=0.1,
    )
