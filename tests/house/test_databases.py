"""The template of the test databases is made anew when anything it was made from changes."""

from pathlib import Path

from tests import databases
from tests.house import tree


def test_every_migration_counts(monkeypatch):
    read = []
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path) or b"")
    databases.fingerprint()
    migrations = {path for part in tree.PARTS for path in (tree.ROOT / part).rglob("migrations/*.py")}
    assert len(migrations) > 20
    assert migrations <= set(read)
