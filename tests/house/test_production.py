"""The production that compose.yaml describes is one that the settings know, and demo people stay out of it."""

import re
import runpy

import pytest
import yaml
from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from portal.audit import log
from portal.audit.apps import refuse_demo
from portal.settings.environment import VARIABLES

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
    assert re.search(r"handle /ws/\* \{\s+reverse_proxy sockets:8000", told)
    assert "reverse_proxy web:8000" in told


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
    assert found["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1  # else a whole town shares one limit
    assert found["CHANNEL_LAYERS"]["default"]["BACKEND"].endswith("RedisPubSubChannelLayer")
    assert found["DATABASES"]["default"]["CONN_MAX_AGE"] == 600
    assert "CLOCK_SECONDS" in found
    assert not found["CLOCK_SECONDS"]
    assert found["STORAGES"]["default"]["OPTIONS"]["default_acl"] == "private"
