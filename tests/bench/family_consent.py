"""What a decision costs at 10, 1,000 and 100,000 children of ten purposes each, and how it grows (PostgreSQL).

`CONSENT_SIZES=10,1000,10000` measures at other sizes, where a machine has little time.
"""

import os
import random
import re
import time
from datetime import timedelta

from tests.bench.family_pages import DATA, prepare
from tests.bench.harness import family, in_turn, row

ASKED = 400  # decisions a run
LISTED = 100  # children on one page
SIZES = [int(size) for size in os.environ.get("CONSENT_SIZES", "10,1000,100000").split(",")]


@family("consent")
def measure():
    """One database for each size; the same questions in turn, the median of five, and beside each what the database
    read for one decision."""
    made, seeded = prepare()
    from django.db import connections
    from django.utils import timezone

    from tests import databases

    names, read = {}, {}
    try:
        for size in SIZES:
            connections.close_all()
            names[size] = made.copy(f"consent_{size}")
            databases.use(names[size])
            fill(size)
            read[size] = buffers(size, timezone.now())

        def at(size):
            def run() -> float:
                connections.close_all()
                databases.use(names[size])
                return seconds(size, timezone.now() + timedelta(minutes=1))

            return run

        taken = in_turn({str(size): at(size) for size in SIZES})
        for size in SIZES:
            yield row(f"consent.may.per_s.{size}", 1 / taken[str(size)], "decisions/s")
            yield row(f"consent.may.buffers.{size}", read[size], "pages of 8 kB")
        if len(SIZES) > 2:
            yield row("consent.may.growth", taken[str(SIZES[-1])] / taken[str(SIZES[-2])], "times")
        yield row("consent.list_of_100.queries", queries_of_a_list(timezone.now()), "queries")
    finally:
        connections.close_all()
        for name in [*names.values(), seeded]:
            made.drop(name)


def fill(size: int) -> None:
    """Batch by batch: in one transaction the database would keep a note for each key of two million rows."""
    from django.db import connection

    from portal.consent.jobs import grow
    from portal.rows import statistics

    grow(size)
    statistics.refresh()
    with connection.cursor() as cursor:  # what the server does by itself soon after: else it does it while we measure
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")


def children(size: int) -> list:
    from portal.accounts.models import User

    return list(User.objects.filter(pseudonym__startswith="长大的", kind="child").values_list("pk", flat=True)[:size])


def seconds(size: int, at) -> float:
    """Seconds of one decision, among children and purposes taken at random; the first few open the connection."""
    from portal.consent.jobs import ten_things
    from portal.consent.queries import may

    luck, known, things = random.Random(7), children(size), ten_things()  # noqa: S311 (no secret)
    asked = [(luck.choice(known), *luck.choice(things)) for _ in range(ASKED)]
    for child, purpose, scope in asked[:20]:
        assert may(child, purpose, scope, at=at)  # a yes reads everything, a no might stop early
    start = time.perf_counter()
    for child, purpose, scope in asked:
        may(child, purpose, scope, at=at)
    return (time.perf_counter() - start) / ASKED


def buffers(size: int, at) -> int:
    """How many pages the database reads for one decision; the whole plan stays in build/bench-data."""
    from django.db import connection

    from portal.consent.jobs import ten_things
    from portal.consent.queries import may

    child = children(size)[size // 2]
    asked = []

    def keep(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        may(child, *ten_things()[0], at=at)
    [(sql, params)] = asked
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + sql, params)
        plan = "\n".join(line for [line] in cursor.fetchall())
    (DATA / f"explain-{size}.txt").write_text(plan, encoding="utf-8")
    whole = next(line for line in plan.splitlines() if "Buffers" in line)
    return sum(int(pages) for pages in re.findall(r"(?:hit|read)=(\d+)", whole))


def queries_of_a_list(at) -> int:
    """A page of a hundred children, in the largest of the databases."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from portal.consent.purposes import Purpose
    from portal.consent.queries import permitted

    known = children(LISTED)
    with CaptureQueriesContext(connection) as asked:
        assert permitted(known, Purpose.PUBLISH, at=at) == set(known)
    return len(asked)
