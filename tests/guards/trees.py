"""A copy of the working tree in which a guard can be taken away and put back; the tree itself is never touched."""

import contextlib
import itertools
import os
import re
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from tests.guards.table import ROOT, Guard

KEPT = "var"
STARTING = {"apps.py", "roles.py"}  # part of the template's name; what it holds is not changed by them
LEFT_OUT = {".git", ".venv", ".venv-tools", "build", KEPT, "__pycache__", ".hypothesis", ".ruff_cache"}
_seconds = itertools.count(1)
_one_at_a_time = threading.Lock()


def template_of(root: Path) -> Path:
    """Where the tests of a tree look for their migrated database, as its files are now."""
    from tests import databases

    with _one_at_a_time:
        was, databases.ROOT = databases.ROOT, root
        try:
            name = Path(databases.Databases().template).stem
        finally:
            databases.ROOT = was
    return root / KEPT / f"{name}.sqlite3"


class Tree:
    def __init__(self, path: Path):
        self.path = path

    def lay(self, template: Path) -> "Tree":
        """The working tree as it is now, whatever an earlier run left here, with a migrated database of its own."""
        shutil.rmtree(self.path, ignore_errors=True)
        for each in ROOT.iterdir():
            if each.name in LEFT_OUT:
                continue
            if each.is_dir():
                shutil.copytree(each, self.path / each.name, ignore=shutil.ignore_patterns(*LEFT_OUT))
            else:
                self.path.mkdir(parents=True, exist_ok=True)
                shutil.copy2(each, self.path / each.name)
        (self.path / KEPT).mkdir()
        self.template = template_of(self.path)
        shutil.copyfile(template, self.template)
        return self

    @contextlib.contextmanager
    def without(self, guard: Guard) -> Iterator[None]:
        with self._without_in_database(guard) if guard.drops else self._without_in_code(guard):
            yield

    @contextlib.contextmanager
    def _without_in_code(self, guard: Guard) -> Iterator[None]:
        path = self.path / guard.file
        text = path.read_text(encoding="utf-8")
        self._write(path, guard.without(text))
        again = template_of(self.path) if path.name in STARTING else self.template
        if again != self.template:
            shutil.copyfile(self.template, again)
        try:
            yield
        finally:
            self._write(path, text)
            if again != self.template:
                again.unlink()

    @contextlib.contextmanager
    def _without_in_database(self, guard: Guard) -> Iterator[None]:
        whole = self.template.with_suffix(".whole")
        shutil.copyfile(self.template, whole)
        try:
            drop(self.template, guard.drops)
            yield
        finally:
            whole.replace(self.template)

    @staticmethod
    def _write(path: Path, text: str) -> None:
        """With a time of its own: Python takes compiled code of the same second and length for the same."""
        path.write_text(text, encoding="utf-8")
        moment = path.stat().st_mtime + next(_seconds)
        os.utime(path, (moment, moment))


def drop(database: Path, name: str) -> None:
    """Takes a trigger, an index or a constraint out of a SQLite database. Raises LookupError where there is none."""
    with contextlib.closing(sqlite3.connect(database, isolation_level=None)) as rows:
        for kind in ("trigger", "index"):
            if rows.execute("SELECT 1 FROM sqlite_master WHERE type = ? AND name = ?", (kind, name)).fetchone():
                rows.execute(f'DROP {kind} "{name}"')
                return
        found = rows.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND instr(sql, ?)", (f'CONSTRAINT "{name}" ',)
        ).fetchone()
        if not found:
            raise LookupError(f"the database has no {name}")
        _lay_table_anew(rows, found[0], _without_constraint(found[1], name))


def _without_constraint(sql: str, name: str) -> str:
    """SQLite knows no DROP CONSTRAINT: the table's own statement, less that one."""
    begin = re.search(rf',\s*CONSTRAINT "{re.escape(name)}" (?:CHECK|UNIQUE) \(', sql)
    depth = 1
    for each in re.finditer(r"'[^']*'|[()]", sql[begin.end() :]):
        depth += {"(": 1, ")": -1}.get(each[0], 0)
        if not depth:
            break
    return sql[: begin.start()] + sql[begin.end() + each.end() :]


def _lay_table_anew(rows: sqlite3.Connection, table: str, sql: str) -> None:
    others = rows.execute("SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type IN ('index', 'trigger')", (table,))
    others = [each for (each,) in others if each]
    rows.execute("PRAGMA foreign_keys = OFF")
    rows.execute("PRAGMA legacy_alter_table = ON")  # other tables go on naming this one
    rows.execute(f'ALTER TABLE "{table}" RENAME TO "old_{table}"')
    rows.execute(sql)
    rows.execute(f'INSERT INTO "{table}" SELECT * FROM "old_{table}"')  # noqa: S608 (our own schema's name)
    rows.execute(f'DROP TABLE "old_{table}"')
    for statement in others:
        rows.execute(statement)
