"""The one bootstrap says in one plain line what it cannot do, and does nothing twice."""

import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from types import SimpleNamespace

import pytest
from django.conf import settings


@pytest.fixture
def prepare(tmp_path, monkeypatch):
    """The script as a module, its folder somewhere else."""
    sys.dont_write_bytecode = True
    loader = SourceFileLoader("prepare", str(settings.ROOT / ".ci" / "prepare"))
    module = module_from_spec(spec_from_loader("prepare", loader))
    loader.exec_module(module)
    for lock in module.LOCKS.values():
        (tmp_path / lock).write_text("nothing==1\n")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    return module


def stopped(capsys, act):
    with pytest.raises(SystemExit) as ended:
        act()
    assert ended.value.code == 1
    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) == 1
    return said[0]


def test_no_room_on_the_disk(prepare, monkeypatch, capsys):
    monkeypatch.setattr(prepare.shutil, "disk_usage", lambda path: SimpleNamespace(free=5_000_000))
    assert "only 5 MB are free" in stopped(capsys, lambda: prepare.main(["run"]))


def test_an_old_python(prepare, monkeypatch, capsys):
    monkeypatch.setattr(prepare.sys, "version_info", (3, 9, 2))
    assert "Python 3.11 or newer is needed" in stopped(capsys, lambda: prepare.main(["run"]))


def test_python_without_environments_and_no_right_to_install(prepare, monkeypatch, capsys):
    monkeypatch.setattr(prepare.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(prepare, "apt", lambda: None)
    assert "apt-get install python3." in stopped(capsys, lambda: prepare.main(["run"]))


def test_a_folder_that_may_not_be_written(prepare, monkeypatch, capsys):
    def refuse():
        raise PermissionError(13, "Permission denied", "/site/.venv")

    monkeypatch.setattr(prepare, "make_venv", refuse)
    assert "Permission denied: /site/.venv" in stopped(capsys, lambda: prepare.main(["run"]))


def test_a_package_that_cannot_be_had(prepare, monkeypatch, capsys):
    monkeypatch.setattr(prepare, "has_venv", lambda: True)
    answer = subprocess.CompletedProcess([], 1, "", "ERROR: no such package\n")
    monkeypatch.setattr(prepare.subprocess, "run", lambda *args, **kwargs: answer)
    with pytest.raises(SystemExit):
        prepare.main(["run"])
    assert "requirements.lock could not be installed: ERROR: no such package" in capsys.readouterr().err


def test_what_is_ready_is_not_made_again(prepare, monkeypatch):
    calls = []
    monkeypatch.setattr(prepare, "has_venv", lambda: True)

    def run(command, **kwargs):
        calls.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(prepare.subprocess, "run", run)
    (prepare.ROOT / ".venv").mkdir()
    prepare.main(["test", "--no-system"])
    assert len(calls) == 1
    assert "--require-hashes" in calls[0]
    prepare.main(["test", "--no-system"])
    prepare.main(["run"])  # what is ready for tests is ready to run
    assert len(calls) == 1
    (prepare.ROOT / "requirements-dev.lock").write_text("other==2\n")
    prepare.main(["test", "--no-system"])
    assert len(calls) == 2


def test_without_a_browser_it_says_how_to_get_one(prepare, monkeypatch, capsys):
    monkeypatch.setattr(prepare.shutil, "which", lambda name: None)
    prepare.system()
    assert "apt-get install chromium" in capsys.readouterr().err


def test_make_prints_itself():
    told = subprocess.run(["make"], cwd=settings.ROOT, capture_output=True, text=True, check=True, timeout=30).stdout
    for name in ("run", "test", "check", "bench", "seed", "grow", "shots", "lock", "clean"):
        assert f"make {name} " in told
