"""What every test stands on: compiled words, a database copied from a template, and no silent flush."""

import contextlib
import faulthandler
import functools
import gc
import signal
import sqlite3
import sys
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection, connections
from django.utils import translation

from portal.clock import soon
from portal.text import catalogues
from tests import databases

pytest_plugins = ["tests.serving", "tests.browsing"]


def pytest_configure(config):
    catalogues.compile_all(settings.ROOT)


def pytest_collection_finish():
    """What is loaded by now stays to the end: looking through it again and again took an eighth of the whole run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_collection_modifyitems(config, items):
    for item in items:
        if item.get_closest_marker("services") and connection.vendor == "sqlite":
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL and Redis: set DATABASE_URL and REDIS_URL"))
        marker = item.get_closest_marker("django_db")
        flushes = "transactional_db" in getattr(item, "fixturenames", ()) or (
            marker and (marker.kwargs.get("transaction") or True in marker.args[:1])
        )
        if flushes:
            raise pytest.UsageError(f"{item.nodeid}: append-only tables refuse a flush; use copied_database")
    asking, apart = [[item for item in items if asks_a_database(item) is asks] for asks in (True, False)]
    if config.getoption("--only-databases"):
        config.hook.pytest_deselected(items=apart)
        items[:] = asking
    else:
        items[:] = in_turn(apart, asking, len_of_team(config))


def len_of_team(config) -> int:
    """How many processes share the tests; the same in each of them, for each must find the same order."""
    return config.workerinput["workercount"] if hasattr(config, "workerinput") else 1


def in_turn(first: list, then: list, team: int) -> list:
    """Each of the team begins with its share of what asks no database: until then the template is made beside it."""
    shares = []
    for number in range(team):
        for each in (first, then):
            shares += each[len(each) * number // team : len(each) * (number + 1) // team]
    return shares


def pytest_addoption(parser):
    parser.addoption("--only-databases", action="store_true", help="leaves out what asks no database and no service")


def asks_a_database(item) -> bool:
    """Says whether PostgreSQL and Redis could make a difference to a test."""
    asked = {"db", "django_db_setup", "copied_database"} & set(getattr(item, "fixturenames", ()))
    marked = any(item.get_closest_marker(name) for name in ("django_db", "services", "both"))
    return bool(asked) or marked


class TookTooLong(BaseException):
    """Not an `Exception`: what a test catches must not swallow it."""


def seconds_for(item) -> int:
    """A browser and its servers take their time; nothing else takes minutes."""
    marker = item.get_closest_marker("seconds")
    return marker.args[0] if marker else 600 if item.get_closest_marker("browser") else 240


@contextlib.contextmanager
def not_counted():
    """What all tests share and one of them happens to make first."""
    left = signal.alarm(0) if hasattr(signal, "SIGALRM") else 0
    yield
    if left:
        signal.alarm(left)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item, nextitem):
    """A test that hangs is named and stopped, and the others still run; before that every thread says where it is."""

    def stop(number, frame):
        faulthandler.dump_traceback(file=sys.__stderr__)
        raise TookTooLong(f"{item.nodeid} took more than {seconds_for(item)} seconds")

    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        return (yield)
    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds_for(item))
    try:
        return (yield)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Whoever leaves rows behind in the shared database is named, not the next test that trips on them."""
    yield
    main = databases.shared
    if not main or connection.vendor != "sqlite" or not asks_a_database(item):
        return
    if lines_on_record(main) > databases.lines_of_template:
        databases.shared = ""  # said once
        pytest.fail("this test committed rows into the shared database", pytrace=False)


def lines_on_record(path) -> int:
    return _window(path).execute("SELECT count(*) FROM audit_line").fetchall()[0][0]


@functools.cache
def _window(path):
    """On the shared database, apart from Django's own; opening one means reading the whole schema."""
    return sqlite3.connect(path)


@pytest.fixture(autouse=True)
def _first_language():
    """No test reads in the language another one left behind."""
    translation.activate(settings.LANGUAGE_CODE)


class _AtOnce:
    """What would be done soon is done before the next line of the test."""

    def submit(self, act, *args):
        act(*args)


@pytest.fixture(autouse=True)
def _nothing_waits(monkeypatch):
    """No thread sends into the next test's mailbox; tests of `soon` itself take its own pool back."""
    monkeypatch.setattr(soon, "pool", _AtOnce())
    monkeypatch.setattr(soon, "PAUSES", ())


@pytest.fixture(autouse=True)
def _empty_cache():
    """Nothing remembered from another test: limits, renditions, answers."""
    settings.CACHES["default"]["KEY_PREFIX"] = uuid.uuid4().hex
    if hasattr(caches._connections, "default"):
        del caches["default"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """One copy a worker, made from a template that was migrated once; pytest-django rolls back within it."""
    from portal.audit.models import Line

    with django_db_blocker.unblock(), not_counted():
        own = databases.Databases()
        own.make_template()
        name = own.copy("main")
        databases.use(name)
        own.main = databases.shared = name
        databases.lines_of_template = Line.objects.count()
    with django_db_blocker.unblock():
        yield own
        databases.shared = ""
        connections.close_all()
        own.drop(name)


@pytest.fixture
def copied_database(django_db_setup, django_db_blocker):
    """A private copy in which transactions really commit: for threads, processes and locks."""
    with django_db_blocker.unblock():
        name = django_db_setup.copy("race")
        databases.use(name)
        yield name
        connections.close_all()
        databases.use(django_db_setup.main)
        django_db_setup.drop(name)


@pytest.fixture
def race(copied_database):
    """`race(20, act)` calls `act(number)` from 20 threads at one moment; returns results, exceptions among them."""

    def run(count, act):
        start = threading.Barrier(count)

        def one(number):
            try:
                connection.ensure_connection()
                if databases.is_sqlite():  # on a busy machine a loser waits long; the test asks who wins
                    connection.cursor().execute("PRAGMA busy_timeout = 180000")
                start.wait(30)
                return act(number)
            except Exception as problem:  # the caller judges it
                return problem
            finally:
                connections.close_all()

        with ThreadPoolExecutor(count) as pool:
            return list(pool.map(one, range(count)))

    return run
