"""Databases for tests: migrated once into a template, then copied, never flushed (append-only tables refuse it).

The template is named after the migrations it holds, so it is made anew exactly when they change.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

ROOT = settings.ROOT
MADE_FROM = ("migrations/*.py", "apps.py", "roles.py", "settings/base.py", "rows/*.py", "text/index.py")

shared = ""  # the database in which pytest-django rolls back each test
lines_of_template = 0  # what migrating itself put on record


def fingerprint() -> str:
    """Changes when a migration, an app's start-up or a locked version does; and differs between working copies."""
    digest = hashlib.sha256(str(ROOT).encode())
    files = {ROOT / "requirements.lock"}
    for part in ("portal", "activities", "voices", "moderation"):
        files |= {path for pattern in MADE_FROM for path in (ROOT / part).rglob(pattern)}
    for path in sorted(files):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@contextlib.contextmanager
def locked(name: str):
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.DATA_DIR / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def use(name: str) -> None:
    """Points Django at another database, in every thread that has no connection yet."""
    connections.close_all()
    connection.settings_dict["NAME"] = name
    connections.settings["default"]["NAME"] = name


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


class Databases:
    """Makes the template if it is missing, hands out copies, and drops them."""

    def __init__(self):
        prefix = f"t{hashlib.sha256(str(ROOT).encode()).hexdigest()[:6]}"
        self.family = prefix
        self.template = self._name(f"{prefix}_template_{fingerprint()}")
        self._given = 0

    def _name(self, name: str) -> str:
        return str(settings.DATA_DIR / f"{name}.sqlite3") if is_sqlite() else name

    def make_template(self) -> None:
        with locked(f"template-{connection.vendor}"):
            if self._exists(self.template):
                return
            self._forget_old()
            building = self._name(f"{self.family}_building")
            self.drop(building)
            if not is_sqlite():
                self._run(f'CREATE DATABASE "{building}"')
            use(building)
            call_command("migrate", verbosity=0, interactive=False)
            if is_sqlite():
                with connection.cursor() as cursor:
                    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connections.close_all()
            if is_sqlite():
                Path(building).replace(self.template)
            else:
                self._run(f'ALTER DATABASE "{building}" RENAME TO "{self.template}"')

    def copy(self, label: str = "", *, keeper: int = 0) -> str:
        """A fresh copy, committed and private to the caller; give it back to `drop`. `keeper` is the process that keeps
        it, where that is not this one."""
        self._given += 1
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        name = self._name(f"{self.family}_{label or 'copy'}_{worker}_{keeper or os.getpid()}_{self._given}")
        if is_sqlite():
            shutil.copyfile(self.template, name)
        else:
            with locked("copying"):  # PostgreSQL copies a template only while nobody else does
                self._run(f'CREATE DATABASE "{name}" TEMPLATE "{self.template}"')
        return name

    def drop(self, name: str) -> None:
        if is_sqlite():
            for end in ("", "-wal", "-shm", "-journal"):
                Path(name + end).unlink(missing_ok=True)
        else:
            self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _exists(self, name: str) -> bool:
        return Path(name).exists() if is_sqlite() else name in self._names()

    def _forget_old(self) -> None:
        """Templates of earlier migrations; copies of runs that were killed go with them."""
        if is_sqlite():
            old = [str(path) for path in settings.DATA_DIR.glob(f"{self.family}_*.sqlite3")]
        else:
            old = [name for name in self._names() if name.startswith(f"{self.family}_")]
        for name in old:
            if not _alive(name):
                self.drop(name)

    def _names(self) -> list[str]:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database")
            return [row[0] for row in cursor.fetchall()]

    def _run(self, statement: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement)


def _alive(name: str) -> bool:
    """Whether the run that made this copy is still going."""
    words = Path(name).stem.split("_")
    return len(words) == 5 and words[3].isdigit() and Path(f"/proc/{words[3]}").exists()


if __name__ == "__main__":
    import django

    django.setup()
    Databases().make_template()
