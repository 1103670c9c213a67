"""Every address has said who it is for and what for (CON-20, SEC-1); nobody fetches by key alone."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from portal.accounts.routes import Audience, declared
from tests.house import tree


def addresses(resolver=None, prefix="/"):
    for each in (resolver or get_resolver()).url_patterns:
        path = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each, path)
        elif isinstance(each, URLPattern):
            yield path, each.callback


ALL = list(addresses())


def test_the_walk_finds_the_house():
    assert len(ALL) > 100
    assert any(path.startswith("/admin/") for path, _ in ALL)


# Addresses of others that we do not use; what nobody declares the door keeps shut.
SHUT = {"/zh-hans/_util/": "Wagtail's page passwords: our pages are public or are no pages"}


def test_every_route_declares_audience_and_purpose():
    wrong = []
    for path, view in ALL:
        if path.startswith(tuple(SHUT)):
            assert declared(view, path) is None
            continue
        declaration = declared(view, re.sub(r"[\^$]", "", path))
        if declaration is None or not declaration.purpose.strip() or declaration.audience not in list(Audience):
            wrong.append(f"{path} {view.__module__}.{getattr(view, '__name__', view)}")
    assert wrong == []


# Views that look something up by key and are right to, each with its reason.
ALLOWED: dict[str, str] = {}
BY_KEY = re.compile(r"objects\.get\(|get_object_or_404\(\s*[A-Z]\w+\s*,|objects\.filter\(\s*(pk|id)=")


def views():
    floors = ("views", "consumers", "viewsets")
    return [path for path in tree.python() if path.stem in floors or path.parent.name in floors]


@pytest.mark.parametrize("path", views(), ids=tree.name)
def test_views_load_through_what_is_visible(path):
    lines = path.read_text().splitlines()
    wrong = [line.strip() for line in lines if BY_KEY.search(line) and not re.search(r"queries\.|visible_to", line)]
    assert wrong == [] or tree.name(path) in ALLOWED
