"""What a decision costs at 10, 1,000 and 100,000 children of ten purposes each, and how it grows (PostgreSQL).

`CONSENT_SIZES=10,1000,10000` measures at other sizes, where a machine has little time.
"""

import os
import random
import time
from datetime import timedelta

from tests.bench.family_pages import DATA, prepare
from tests.bench.harness import family, in_turn, row

ASKED = 400  # decisions a run
SIZES = [int(size) for size in os.environ.get("CONSENT_SIZES", "10,1000,100000").split(",")]


@family("consent")
def measure():
    """One database for each size; the same questions in turn, the median of five."""
    from tests import databases

    made, _seeded = prepare()
    from django.db import connections
    from django.utils import timezone

    names = {}
    for size in SIZES:
        connections.close_all()
        databases.use(made.copy(f"consent_{size}"))
        names[size] = connections["default"].settings_dict["NAME"]
        fill(size)
        (DATA / f"explain-{size}.txt").write_text(buffers(timezone.now()), encoding="utf-8")

    def at(size):
        def run() -> float:
            connections.close_all()
            databases.use(names[size])
            return seconds(size, timezone.now() + timedelta(minutes=1))

        return run

    taken = in_turn({str(size): at(size) for size in SIZES})
    for size in SIZES:
        yield row(f"consent.may.per_s.{size}", 1 / taken[str(size)], "decisions/s")
    if len(SIZES) > 2:
        yield row("consent.may.growth", taken[str(SIZES[-1])] / taken[str(SIZES[-2])], "times")


def fill(size: int) -> None:
    from django.db import transaction

    from portal.consent.jobs import grow
    from portal.rows import statistics

    with transaction.atomic():
        grow(size)
    statistics.refresh()


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
        may(child, purpose, scope, at=at)
    start = time.perf_counter()
    for child, purpose, scope in asked:
        may(child, purpose, scope, at=at)
    return (time.perf_counter() - start) / ASKED


def buffers(at) -> str:
    """What the database reads for one decision."""
    from django.db import connection

    from portal.consent.jobs import ten_things
    from portal.consent.queries import may

    [child] = children(1)
    connection.force_debug_cursor = True
    may(child, *ten_things()[0], at=at)
    connection.force_debug_cursor = False
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + connection.queries[-1]["sql"])
        found = "\n".join(line for [line] in cursor.fetchall())
    print(next(line for line in found.splitlines() if "Buffers" in line).strip())
    return found
