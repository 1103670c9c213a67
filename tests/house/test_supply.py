"""What we lean on: every dependency with a reason, locked with hashes, no hosts, nothing fetched by a test (SEC-39)."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.ROOT
PROJECT = (ROOT / "pyproject.toml").read_text()


def test_every_dependency_and_every_ignore_has_a_reason():
    inside = re.findall(r"^(?:dependencies|dev|ignore) = \[\n(.*?)^\]", PROJECT, re.MULTILINE | re.DOTALL)
    lines = [line for block in inside for line in block.splitlines() if line.strip()]
    assert len(lines) > 30
    assert [line for line in lines if not re.search(r"# .{8,}", line)] == []


def test_every_suppressed_warning_has_a_reason():
    wrong = []
    for part in ("portal", "activities", "voices", "moderation", "tests"):
        for path in set((ROOT / part).rglob("*.py")) - {Path(__file__)}:
            for line in path.read_text().splitlines():
                if re.search(r"# noqa", line) and not re.search(r"# noqa: [A-Z0-9, ]+ ?[(#—-]", line):
                    wrong.append(f"{path.relative_to(ROOT)}: {line.strip()}")
    assert [each for each in wrong if "E402" not in each] == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_locks_have_hashes_and_name_no_host(name):
    text = (ROOT / name).read_text()
    assert not re.search(r"https?://|--index|--find-links|--trusted", text)
    pins = re.findall(r"^([A-Za-z0-9_.\[\],-]+)==\S+ \\\n    --hash=sha256:", text, re.MULTILINE)
    lines = re.findall(r"^([A-Za-z0-9][^\s=]*)==", text, re.MULTILINE)
    assert len(pins) == len(lines) > 60


def test_what_is_asked_for_is_locked():
    locked = {
        match.split("[")[0].lower().replace("_", "-")
        for match in re.findall(
            r"^([A-Za-z0-9_.\[\],-]+)==", (ROOT / "requirements-dev.lock").read_text(), re.MULTILINE
        )
    }
    project = tomllib.loads(PROJECT)
    asked = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = {re.split(r"[\[<>=]", each)[0].lower().replace("_", "-") for each in asked}
    assert names <= locked


def test_what_is_locked_is_asked_for_or_needed_by_what_is():
    """A lock written from something else than pyproject.toml brings code nobody answers for."""
    orphans, origins = [], set()
    for entry in re.split(r"^(?=[A-Za-z0-9])", (ROOT / "requirements-dev.lock").read_text(), flags=re.MULTILINE)[1:]:
        notes = [line.strip(" #").removeprefix("via").strip() for line in entry.splitlines() if "    #" in line]
        wanted_by = {note for note in notes if note and note != "-c requirements.lock"}
        origins |= {note for note in wanted_by if " " in note}
        if not wanted_by:
            orphans.append(entry.split("==")[0])
    assert orphans == []
    assert {origin.split(" (")[0] for origin in origins} == {"tongyan"}


def test_no_lock_that_names_package_hosts():
    assert not (ROOT / "uv.lock").exists()
    assert not (ROOT / "package-lock.json").exists()
