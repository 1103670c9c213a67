"""The production that compose.yaml describes is one that the settings know, and demo people stay out of it."""

import os
import re
import runpy
import shlex
import subprocess
import sys

import pytest
import yaml
from django.conf import settings
from django.test import Client, override_settings
from django.utils import timezone

from portal.audit import log
from portal.audit.apps import refuse_demo
from portal.settings.environment import VARIABLES
from tests.serving import free_port

ROOT = settings.ROOT
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
OURS = ["migrate", "web", "sockets", "tasks", "scheduler"]
EMBEDDED_ONLY = {variable.name for variable in VARIABLES.values() if "embedded" in variable.meaning}


@pytest.mark.parametrize("name", OURS)
def test_each_of_our_services_has_every_setting_and_no_other(name):
    given = set(SERVICES[name]["environment"]) - {"DJANGO_SETTINGS_MODULE"}
    assert SERVICES[name]["environment"]["DJANGO_SETTINGS_MODULE"] == "portal.settings.production"
    assert given == set(VARIABLES) - EMBEDDED_ONLY


def test_its_shape():
    assert SERVICES["web"]["deploy"]["replicas"] >= 2
    assert "portal.wsgi" in SERVICES["web"]["command"]
    assert "websockets-sansio" in SERVICES["sockets"]["command"]
    assert "db_worker" in SERVICES["tasks"]["command"]
    assert "tick" in SERVICES["scheduler"]["command"]
    assert {"database", "redis", "store", "proxy"} <= set(SERVICES)
    published = [name for name, service in SERVICES.items() if "ports" in service]
    assert published == ["proxy"]


def test_no_secret_is_written_down():
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if re.search(r"KEY$|KEYS$|SECRET|PASSWORD", name):
                assert re.fullmatch(r"\$\{\w+:[?-]\}", value), f"{name} stands in compose.yaml"


def test_the_proxy_sends_sockets_to_the_socket_workers():
    told = (ROOT / "docs" / "Caddyfile").read_text()
    assert re.search(r"handle /ws/\* \{\s+reverse_proxy \{\s+dynamic a sockets 8000", told)
    assert re.search(r"handle \{\s+reverse_proxy \{\s+dynamic a web 8000", told)


def test_commands_exist():
    from django.core.management import get_commands

    for name in OURS:
        for command in re.findall(r"manage\.py (\w+)", SERVICES[name]["command"]):
            assert command in get_commands()


@pytest.mark.django_db
def test_demo_people_are_refused():
    assert refuse_demo(None, databases=["default"]) == []
    log.write("demo.filled", by=None, subject="demo:1", at=timezone.now())
    assert refuse_demo(None, databases=["default"]) == []
    with override_settings(EMBEDDED=False):
        assert [error.id for error in refuse_demo(None, databases=["default"])] == ["audit.E001"]


def test_production_settings_in_short(monkeypatch):
    for name, value in runpy.run_path(str(ROOT / ".ci" / "deploy-check"))["INVENTED"].items():
        monkeypatch.setenv(name, value)
    found = runpy.run_path(str(ROOT / "portal" / "settings" / "production.py"))
    for cookie in ("SESSION", "CSRF", "LANGUAGE"):
        assert found[f"{cookie}_COOKIE_NAME"].startswith("__Host-")  # SEC-13
        assert found[f"{cookie}_COOKIE_SECURE"] is True
    assert found["SESSION_COOKIE_HTTPONLY"] is True
    assert found["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert found["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
    assert 0 < found["EMAIL_TIMEOUT"] <= 30
    assert found["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1  # else a whole town shares one limit
    assert found["CHANNEL_LAYERS"]["default"]["BACKEND"].endswith("RedisPubSubChannelLayer")
    assert found["DATABASES"]["default"]["CONN_MAX_AGE"] == 600
    assert "CLOCK_SECONDS" in found
    assert not found["CLOCK_SECONDS"]
    assert found["STORAGES"]["default"]["OPTIONS"]["default_acl"] == "private"


def test_a_process_is_well_under_whatever_name_it_is_asked():
    """The proxy and the health checks ask each process by its own address; refused, every process counts as ill."""
    stranger = Client(headers={"host": "web:8000"})
    with override_settings(ALLOWED_HOSTS=["tongyan.example"], BASE_URL="https://tongyan.example"):
        assert stranger.get("/healthz").status_code == 200
        assert stranger.get("/zh-hans/").status_code == 400


def test_a_strange_host_name_leaves_no_line(capfd):
    """What stands in Host is anybody's writing. No handler at all would not do: Python then writes the fault itself."""
    chosen = settings.LOGGING["loggers"]["django.security.DisallowedHost"]
    assert not chosen["propagate"]
    assert [settings.LOGGING["handlers"][name]["class"] for name in chosen["handlers"]] == ["logging.NullHandler"]
    with override_settings(ALLOWED_HOSTS=["tongyan.example"]):
        assert Client(headers={"host": "say-something.invalid"}).get("/zh-hans/").status_code == 400
    assert "say-something" not in "".join(capfd.readouterr())


def test_a_wrong_setting_ends_the_web_workers_instead_of_starting_them_for_ever():
    command = shlex.split(SERVICES["web"]["command"])
    assert "--preload" in command
    command[command.index("--bind") + 1] = f"127.0.0.1:{free_port()}"
    env = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "portal.settings.production"}
    env |= runpy.run_path(str(ROOT / ".ci" / "deploy-check"))["INVENTED"] | {"VAULT_KEYS": ""}
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == [
        "VAULT_KEYS: missing (keys of the vault of real identity, `id:base64` with a comma between, newest first)"
    ]


def test_a_service_hears_when_it_is_to_stop():
    assert all(SERVICES[name].get("init") for name in OURS)


def test_the_bucket_is_made_before_anybody_needs_it():
    assert "manage.py bucket" in SERVICES["migrate"]["command"]
    for name in set(OURS) - {"migrate"}:
        assert SERVICES[name]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}


def test_the_proxy_knows_each_process_and_goes_round_one_that_is_away():
    told = (ROOT / "docs" / "Caddyfile").read_text()
    for name in ("web", "sockets"):
        assert re.search(rf"dynamic a {name} 8000\s+lb_policy least_conn\s+lb_try_duration 5s\s+fail_duration", told)
    assert "header -Server" in told


def test_static_files_are_for_our_pages_only():
    assert settings.WHITENOISE_ALLOW_ALL_ORIGINS is False
