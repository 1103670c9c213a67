"""`make` prints what it can do, and each of its ways begins on a fresh clone."""

import re
import shutil
import subprocess

import pytest
from django.conf import settings

ROOT = settings.ROOT
TOLD = (ROOT / "Makefile").read_text()
TARGETS = re.findall(r"^([a-z]+):.*## ", TOLD, re.MULTILINE)


def would(target, *arguments):
    done = subprocess.run(
        [shutil.which("make"), "-n", target, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_make_alone_prints_every_target():
    done = subprocess.run([shutil.which("make")], cwd=ROOT, capture_output=True, text=True, check=True)
    assert re.findall(r"^  make (\w+) +\S", done.stdout, re.MULTILINE) == TARGETS
    assert set(TARGETS) >= {"run", "test", "check", "bench", "seed", "grow", "shots", "lock", "clean"}


@pytest.mark.parametrize("target", sorted(set(TARGETS) - {"help", "clean"}))
def test_each_makes_its_environment_first(target):
    assert would(target)[0].startswith(".ci/prepare ")


@pytest.mark.parametrize("target", ["run", "seed", "grow"])
def test_what_uses_the_embedded_database_makes_it_first(target):
    """A fresh clone has no tables: `manage.py seed` or `grow` alone ended in a traceback there."""
    assert re.search(r"manage\.py serve( --prepare\b|$)", would(target)[1])


def test_growth_takes_a_number():
    assert would("grow", "N=7")[-1].endswith("manage.py grow 7")
    assert would("grow")[-1].endswith("manage.py grow 1000")
