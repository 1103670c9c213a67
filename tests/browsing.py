"""A real browser for tests. Every page it opens must keep the strict policy, load nothing foreign and make no error."""

import contextlib
import functools
import os
import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.test import Client
from playwright.sync_api import Locator, Page, expect, sync_playwright

from tests import needs

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A refusal (403, 404, 409) of the page itself is what some tests are after; files of a page are watched apart.
EXPECTED = re.compile(r"^Failed to load resource")
PATIENCE_MS = 15_000


def until_there(click):
    """A click that leads on returns when the next page is there whole. By itself it returns when that page has begun:
    on a busy machine what a test looks at next is then an empty document."""

    @functools.wraps(click)
    def clicked(self, *args, **options):
        click(self, *args, **options)
        page = getattr(self, "page", self)
        if not page.is_closed():
            page.wait_for_load_state("domcontentloaded")

    return clicked


Locator.click, Page.click = until_there(Locator.click), until_there(Page.click)
expect.set_options(timeout=PATIENCE_MS)


@contextlib.contextmanager
def launched(*more: str, whole: bool = False):
    # The test thread has a running event loop while the browser is open; the ORM may be used there all the same.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=needs.chromium(whole=whole), args=[*ARGS, *more])
            try:
                yield chromium
            finally:
                chromium.close()
                # Beside a running loop this thread has a connection of its own; the next test uses another database.
                connections.close_all()
                if hasattr(connections._connections, DEFAULT_DB_ALIAS):
                    del connections[DEFAULT_DB_ALIAS]
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Visits:
    """Opens pages as different people would, each with cookies of their own, and gathers what went wrong on them."""

    def __init__(self, chromium):
        self.chromium = chromium
        self.problems: list[str] = []
        self.allowed: list[re.Pattern] = [EXPECTED]
        self._contexts = []

    def allow(self, pattern: str) -> None:
        """Says beforehand that this trouble is part of the test."""
        self.allowed.append(re.compile(pattern))

    def __call__(self, url: str, *, phone=False, language="zh-hans", dark=False, javascript=True, **more):
        """A new browser at `url` (the address of a process), not yet on any page; `page.goto("/zh-hans/")` goes on."""
        context = self.chromium.new_context(
            base_url=url,
            viewport=PHONE if phone else DESKTOP,
            locale="zh-CN" if language == "zh-hans" else "en-GB",
            timezone_id="Asia/Shanghai",
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            has_touch=phone,
            reduced_motion="reduce",
            service_workers="block",
            **more,
        )
        self._contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        context.on("page", self._watch)
        own = urlsplit(url).netloc
        context.on("request", lambda request: self._only_ours(request, own))
        context.on("response", self._whole)
        return context.new_page()

    def _watch(self, page) -> None:
        page.on("pageerror", lambda error: self._note(f"script error: {error}", page.url))
        page.on("console", lambda said: said.type == "error" and self._note(said.text, page.url))

    def _only_ours(self, request, own: str) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != own:
            self._note(f"request to another host: {request.url}", "")

    def _whole(self, response) -> None:
        if response.status >= 400 and response.request.resource_type in {"script", "stylesheet", "image", "font"}:
            self._note(f"{response.status} for {response.url}", "")

    def _note(self, text: str, url: str) -> None:
        if not any(pattern.search(text) for pattern in self.allowed):
            self.problems.append(f"{url} {text}".strip())

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def visit():
    """`page = visit(site.url, phone=True, language="en", dark=True)`; afterwards nothing may have gone wrong on it."""
    with launched() as chromium:
        visits = Visits(chromium)
        yield visits
        visits.close()
        assert not visits.problems, "the browser complained:\n" + "\n".join(visits.problems)


@pytest.fixture
def sits(visit):
    """`page = sits(site, person, "en", phone=True)`: somebody's screen, signed in; staff with the second factor."""
    from tests.making.accounts import sign_in  # this file is read before there are models

    def sit_down(site, person, language="zh-hans", **look):
        client = Client()
        sign_in(client, person)
        page = visit(site.url, language=language, **look)
        cookies = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
        for name, value in (cookies | {"django_language": language}).items():
            page.context.add_cookies([{"name": name, "value": value, "url": site.url}])
        return page

    return sit_down


def complaints(page) -> list[str]:
    """What axe finds on a page, one line a fault. The window is as tall as the page: the bar at the bottom then covers
    nothing, as for a person who scrolls."""
    page.wait_for_load_state()  # rules about colours need the styles
    shown = page.viewport_size
    tall = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": shown["width"], "height": max(shown["height"], tall)})
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    page.set_viewport_size(shown)
    return [f"{each['id']}: {node['html'][:160]} ({page.url})" for each in found for node in each["nodes"]]


@pytest.fixture
def axe():
    """`axe(page)` fails with what keeps somebody out of this page."""

    def check(page):
        found = complaints(page)
        assert not found, "\n".join(found)

    return check
