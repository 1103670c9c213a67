"""The table of guards speaks of the code as it stands, and taking a guard away does what it says."""

import importlib.util
import sqlite3
import sys
from contextlib import closing

import pytest

from tests.guards import running, stem, table, trees
from tests.guards.table import Guard

GUARDS = table.read()


def a_guard(**over):
    entry = {"name": "x", "promise": 1, "keeps": ("MOD-1",), "file": "a.py", "was": "1", "tests": ("t",), "gone": "2"}
    return Guard(**entry | over)


def test_every_guard_stands_where_the_table_says():
    assert {guard.name: found for guard in GUARDS if (found := table.problems(guard))} == {}


def test_all_promises_have_guards_and_no_two_one_name():
    assert {guard.promise for guard in GUARDS} == set(table.PROMISES)
    assert len(GUARDS) >= 60
    assert len({guard.name for guard in GUARDS}) == len(GUARDS)


def test_a_guard_names_its_tests_narrowly():
    assert [guard.name for guard in GUARDS if not all("::" in test for test in guard.tests)] == []


@pytest.mark.parametrize(
    ("over", "problem"),
    [
        ({"file": "b.py"}, "is not there"),
        ({"was": "limit"}, "stands 2 times"),
        ({"was": "nothing"}, "stands 0 times"),
        ({"gone": "11"}, "is the same"),
        ({"gone": "("}, "is no Python"),
        ({"promise": 11}, "no promise 11"),
        ({"keeps": ()}, "names no test"),
        ({"tests": ("test_a.py::test_gone",)}, "no test test_a.py::test_gone"),
        ({"tests": ("test_b.py",)}, "no test test_b.py"),
    ],
)
def test_a_stale_entry_is_named(tmp_path, over, problem):
    (tmp_path / "a.py").write_text("limit = 11\nprint(limit)\n")
    (tmp_path / "test_a.py").write_text("def test_one():\n    pass\n")
    good = {"was": "11", "gone": "1", "tests": ("test_a.py::test_one[x]",)}
    assert table.problems(a_guard(**good), tmp_path) == []
    assert any(problem in each for each in table.problems(a_guard(**good | over), tmp_path))


@pytest.mark.parametrize(
    ("code", "output", "word"),
    [
        (0, "3 passed", "SURVIVED"),
        (1, "FAILED tests/a.py::test_b - AssertionError: assert 1 == 2", "killed"),
        (1, "FAILED tests/a.py::test_b[own phone]", "killed"),
        (1, "FAILED tests/a.py::test_b - NameError: name 'x' is not defined", "BROKEN"),
        (1, "ERROR tests/a.py::test_b - RuntimeError", "BROKEN"),
        (2, "ERROR tests/a.py - SyntaxError", "BROKEN"),
        (-1, "", "BROKEN"),
    ],
)
def test_only_a_test_that_fails_by_itself_is_a_witness(code, output, word):
    assert running.judge(a_guard(), code, output).word == word


def test_a_skip_holds_only_where_services_are_not_compulsory(monkeypatch):
    monkeypatch.setenv("REQUIRE_SERVICES", "0")
    assert running.Verdict(a_guard(), "skipped").holds
    monkeypatch.setenv("REQUIRE_SERVICES", "1")
    assert not running.Verdict(a_guard(), "skipped").holds
    assert not running.Verdict(a_guard(), "SURVIVED").holds


SCHEMA = """
CREATE TABLE "thing" ("id" integer PRIMARY KEY, "a" text, "b" integer,
    CONSTRAINT "a_is_x" CHECK (("a" IN ('x', ')') AND "b" > 0)), CONSTRAINT "one_a" UNIQUE ("a"));
CREATE UNIQUE INDEX "one_b" ON "thing" ("b") WHERE "b" > 5;
CREATE TRIGGER "thing_no_update" BEFORE UPDATE ON "thing" BEGIN SELECT RAISE(ABORT, 'append-only'); END;
INSERT INTO "thing" VALUES (1, 'x', 9);
"""
FORBIDDEN = {
    "a_is_x": "INSERT INTO thing VALUES (2, 'y', 1)",
    "one_a": "INSERT INTO thing VALUES (2, 'x', 1)",
    "one_b": "INSERT INTO thing VALUES (2, ')', 9)",
    "thing_no_update": "UPDATE thing SET b = 3",
}


@pytest.mark.parametrize("name", FORBIDDEN)
def test_a_guard_of_the_database_can_be_dropped_and_leaves_the_others(tmp_path, name):
    path = tmp_path / "rows.sqlite3"
    with closing(sqlite3.connect(path)) as rows:
        rows.executescript(SCHEMA)
    trees.drop(path, name)
    for other, statement in FORBIDDEN.items():
        with closing(sqlite3.connect(path)) as rows:
            if other == name:
                rows.execute(statement)
            else:
                with pytest.raises(sqlite3.IntegrityError):
                    rows.execute(statement)
    with pytest.raises(LookupError):
        trees.drop(path, name)


def test_a_tree_is_whole_again_afterwards(tmp_path):
    tree = trees.Tree(tmp_path)
    (tmp_path / "a.py").write_text("limit = 11\n")
    tree.template = None
    before = (tmp_path / "a.py").stat().st_mtime
    with tree.without(a_guard(was="11", gone="12")):
        assert (tmp_path / "a.py").read_text() == "limit = 12\n"
        assert int((tmp_path / "a.py").stat().st_mtime) > int(before), "compiled code of the same second would be kept"
    assert (tmp_path / "a.py").read_text() == "limit = 11\n"


BEFORE = """
from functools import wraps
LIMIT = 11
def loud(function):
    @wraps(function)
    def inner():
        return function() + "!"
    return inner
@loud
def kept():
    return "kept"
class Door:
    def shut(self):
        return all(each for each in [True])
"""


@pytest.fixture
def house(tmp_path):
    """A module as a running process has it."""
    path = tmp_path / "a_house.py"
    path.write_text(BEFORE)
    spec = importlib.util.spec_from_file_location("a_house", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["a_house"] = module
    spec.loader.exec_module(module)
    yield path, module
    del sys.modules["a_house"]


def test_a_running_process_forgets_a_function(house):
    path, module = house
    door = module.Door()
    assert stem.forget(path, BEFORE, BEFORE.replace('return "kept"', 'return "gone"').replace("[True]", "[False]"))
    assert module.kept() == "gone!"
    assert door.shut() is False


def test_also_one_that_stands_under_a_decorator(house):
    path, module = house
    assert stem.forget(path, BEFORE, BEFORE.replace('+ "!"', '+ "?"'))
    assert module.kept() == "kept?"


@pytest.mark.parametrize(
    ("was", "gone"),
    [
        ("LIMIT = 11", "LIMIT = 1"),
        ("class Door:", "class Door:\n    open = True"),
        ("@loud\n", ""),
        ("def shut(self):", "def shut(self, hard=True):"),
        ("LIMIT = 11", "LIMIT = 11"),
    ],
)
def test_and_says_so_where_it_cannot(house, was, gone):
    path, _module = house
    assert not stem.forget(path, BEFORE, BEFORE.replace(was, gone))


def test_nor_what_ran_at_the_start(house):
    path, _module = house
    after = BEFORE.replace('return "kept"', 'return "gone"')
    assert not stem.forget(path.with_name("apps.py"), BEFORE, after)
    assert not stem.forget(path.parent / "migrations" / "a.py", BEFORE, after)
