"""Public lists that lie beside the project on some machines and are not shipped with it."""

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


def shared(name: str) -> Path:
    """The path of one of them; the test skips aloud where it is absent."""
    for beside in (PROJECT.parent, PROJECT.parent.parent):
        path = beside / "shared" / "data" / name
        if path.exists():
            return path
    pytest.skip(f"../shared/data/{name} is not on this machine; our own shorter list stands in for it")
