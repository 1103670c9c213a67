"""Every setting is declared once, told in one table, and stops the start by name when it is wrong or missing."""

import os
import re
import runpy
import subprocess
import sys

import pytest
from django.conf import settings

from portal.settings.environment import VARIABLES, WrongSetting, database, port, read, switch

INVENTED = runpy.run_path(str(settings.ROOT / ".ci" / "deploy-check"))["INVENTED"]
REQUIRED = [variable.name for variable in VARIABLES.values() if variable.required]


def start(**changes):
    """Loads production settings in a process of their own."""
    env = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "portal.settings.production"} | INVENTED | changes
    return subprocess.run(
        [sys.executable, "-c", "import portal.settings.production"],
        cwd=settings.ROOT,
        env={name: value for name, value in env.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_invented_environment_is_complete():
    assert start().returncode == 0
    assert set(REQUIRED) == set(INVENTED)


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_one_stops_the_start(name):
    done = start(**{name: None})
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name}: missing")
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("VAULT_KEYS", "no-key-id"),
        ("VAULT_KEYS", "one:dG9vIHNob3J0"),
        ("DATABASE_URL", "mysql://a/b"),
        ("DATABASE_URL", "sqlite:///here"),
        ("DATABASE_URL", "postgres://host"),
        ("REDIS_URL", "http://host"),
        ("BASE_URL", "http://open.example"),
        ("BASE_URL", "https://not-allowed.example"),
        ("ALLOWED_HOSTS", "*"),
        ("TRUSTED_PROXIES", "some"),
        ("TRUSTED_PROXIES", "-1"),
        ("EMAIL_URL", "mail.example"),
        ("MEDIA_ENDPOINT", "store.example"),
    ],
)
def test_a_wrong_one_stops_the_start(name, value):
    done = start(**{name: value})
    assert done.returncode == 1, done.stderr
    assert done.stderr.startswith(f"{name}: ")
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_secret_is_not_repeated_in_the_complaint():
    assert "dG9vIHNob3J0" not in start(VAULT_KEYS="one:dG9vIHNob3J0").stderr
    assert "hunter2" not in start(SECRET_KEY="hunter2").stderr
    assert "hunter2" not in start(DATABASE_URL="mysql://me:hunter2@host/x").stderr


def test_the_table_in_the_papers_is_the_table_in_the_code():
    told = (settings.ROOT / "docs" / "operations.md").read_text()
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.+) \| (.+) \| (.*) \|$", told, re.MULTILINE)
    assert rows == [
        (each.name, each.meaning, each.default or "—", "yes" if each.required else "") for each in VARIABLES.values()
    ]


def test_nobody_reads_the_environment_past_the_table():
    own = {"portal/settings/environment.py"}
    reads = re.compile(r"os\.environ(?!\.setdefault\(\"DJANGO_SETTINGS_MODULE\")|os\.getenv")
    for part in ("portal", "activities", "voices", "moderation"):
        for path in (settings.ROOT / part).rglob("*.py"):
            name = path.relative_to(settings.ROOT).as_posix()
            if name == "portal/settings/test.py":
                continue  # asks only which test worker it serves
            assert name in own or not reads.search(path.read_text()), f"{name} reads the environment by itself"


def test_parsers():
    assert database("postgres://me:p%40ss@db:5433/name") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "name",
        "USER": "me",
        "PASSWORD": "p@ss",
        "HOST": "db",
        "PORT": "5433",
        "OPTIONS": {"prepare_threshold": 0},
    }
    assert database("sqlite:////srv/x.sqlite3")["NAME"] == "/srv/x.sqlite3"
    assert switch("Yes") is True
    assert port("8000") == 8000
    with pytest.raises(ValueError, match="say 1 or 0"):
        switch("maybe")


def test_read_prefers_the_environment_then_the_callers_default_then_its_own():
    assert read("PORT", environ={"PORT": "81"}) == 81
    assert read("PORT", 99, environ={}) == 99
    assert read("PORT", environ={}) == 8000
    with pytest.raises(WrongSetting, match="PORT: cannot be used"):
        read("PORT", environ={"PORT": "x"})
