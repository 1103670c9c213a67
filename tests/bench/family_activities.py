"""What is on, a day of a session, a year and its figures, with a few offices and with many (PostgreSQL).

`ACTIVITIES_SIZES=1,10` measures at other sizes: offices of five years each, 28,815 person-times an office.
"""

import os
import time

from tests.bench.family_pages import DATA, prepare
from tests.bench.harness import family, in_turn, row

SIZES = [int(size) for size in os.environ.get("ACTIVITIES_SIZES", "10,100").split(",")]
ASKED = 30  # times a run
SHOWN = 12  # on a page of what is on


@family("activities")
def measure():
    """One database for each size; the same questions in turn, the median of five, and the plans in build/bench-data."""
    made, seeded = prepare()
    from django.db import connections

    from tests import databases

    names = {}
    try:
        for size in SIZES:
            connections.close_all()
            names[size] = made.copy(f"activities_{size}")
            databases.use(names[size])
            yield row(f"activities.fill.s.{size}", fill(size), "s")
            explain(size)

        def at(size, question):
            def run() -> float:
                connections.close_all()
                databases.use(names[size])
                return seconds(question)

            return run

        for name, question in QUESTIONS.items():
            taken = in_turn({str(size): at(size, question) for size in SIZES})
            for size in SIZES:
                yield row(f"activities.{name}.ms.{size}", taken[str(size)] * 1000, "ms")
            if len(SIZES) > 1:
                yield row(f"activities.{name}.growth", taken[str(SIZES[-1])] / taken[str(SIZES[-2])], "times")
    finally:
        connections.close_all()
        for name in [*names.values(), seeded]:
            made.drop(name)


def fill(size: int) -> float:
    from django.db import connection

    from activities.desk.jobs import A_YEAR, grow
    from portal.rows import statistics
    from tests.making.activities import tree

    tree()  # pages hang below it
    start = time.perf_counter()
    grow(size * 5 * A_YEAR)
    taken = time.perf_counter() - start
    statistics.refresh()
    with connection.cursor() as cursor:  # what the server does by itself soon after: else it does it while we measure
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")
    return taken


def seconds(question) -> float:
    """Seconds of all questions of one page; the first few open the connection."""
    ask = question()
    for _ in range(3):
        ask()
    start = time.perf_counter()
    for _ in range(ASKED):
        ask()
    return (time.perf_counter() - start) / ASKED


def whats_on():
    """The public list, its first page."""
    from django.utils import timezone

    from activities import queries

    at = timezone.now()
    assert len(queries.on_show(at, SHOWN)) == SHOWN  # an empty page is quick and says nothing
    return lambda: queries.on_show(at, SHOWN)


def month():
    from django.utils import timezone

    from activities import queries

    first = timezone.localdate().replace(day=1)
    return lambda: queries.month(first, queries.Wanted())


def session_day():
    """Everything that the page of a day shows, of a session of last week."""
    from datetime import timedelta

    from django.utils import timezone

    from activities.desk import queries
    from activities.models import Session

    at = timezone.now()
    rows = Session.objects.filter(activity__name__startswith="长大的", ends_at__lte=at - timedelta(days=1))
    pk, person = rows.order_by("-starts_at").values_list("pk", "activity__made_by").first()
    person = _person(person)

    def ask():
        session = queries.sessions_of(person).get(pk=pk)
        return queries.day(session), queries.duties(session), queries.may_be_asked(session, at=at)

    return ask


def sessions_near():
    """The desk's list of two weeks around, of somebody who leads."""
    from django.utils import timezone

    from activities.desk import queries
    from activities.models import Lead

    at, lead = timezone.now(), Lead.objects.filter(activity__name__startswith="长大的").first()
    person = _person(lead.person_id)
    return lambda: list(queries.near(person, at=at))


def year():
    from django.utils import timezone

    from activities.desk import queries

    office, number = _office(), queries.school_year(timezone.localdate()) - 1
    return lambda: queries.year_of(office, number)


def figures():
    from django.utils import timezone

    from activities.desk import queries

    at, office, number = timezone.now(), _office(), queries.school_year(timezone.localdate()) - 1
    return lambda: queries.load_of(office, number, at=at)


QUESTIONS = {each.__name__: each for each in (whats_on, month, session_day, sessions_near, year, figures)}


def explain(size: int) -> None:
    """The plans of every question of every page, for whoever asks why one is slow."""
    from django.db import connection

    for name, question in QUESTIONS.items():
        ask, asked = question(), []

        def keep(execute, sql, params, many, context, asked=asked):
            asked.append((sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(keep):
            ask()
        plans = []
        with connection.cursor() as cursor:
            for sql, params in asked:
                if sql.lstrip().upper().startswith("SELECT"):
                    cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + sql, params)
                    plans.append(sql + "\n" + "\n".join(line for [line] in cursor.fetchall()))
        (DATA / f"explain-{name}-{size}.txt").write_text("\n\n".join(plans), encoding="utf-8")


def _office():
    from portal.directory.models import Office

    return Office.objects.get(name="长大的站0")


def _person(pk):
    from portal.accounts.models import User

    return User.objects.get(pk=pk)
