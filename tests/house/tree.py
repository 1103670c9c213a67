"""Walks the house's own files, for the tests that hold its shape."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("portal", "activities", "voices", "moderation")


def python(*more: str) -> list[Path]:
    """Our Python files, migrations apart (tools write those)."""
    found = [path for part in (*PARTS, *more) for path in (ROOT / part).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def templates() -> list[Path]:
    found = list((ROOT / "templates").rglob("*"))
    found += [path for part in PARTS for path in (ROOT / part).rglob("templates/**/*")]
    return sorted(path for path in found if path.is_file())


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
