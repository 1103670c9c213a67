"""A guardian hands the phone to a child: no page of theirs opens any more, to the child or to an old cookie."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from portal.accounts import actions, queries
from portal.accounts.routes import Audience, declared
from portal.consent import actions as consent
from portal.consent import queries as answers
from portal.consent.purposes import Purpose
from tests.making import accounts as make_accounts
from tests.making import activities as make_activities
from tests.making import consent as make
from tests.making.doors import FOUR, signed_in

pytestmark = pytest.mark.django_db
THEIRS = {Audience.GUARDIAN, Audience.ADULT}
CONVERTER = re.compile(r"<(?:(\w+):)?(\w+)>")


def routes(resolver=None, prefix="/"):
    """Every address of the site with its view, as the house's own walk finds them."""
    for each in (resolver or get_resolver()).url_patterns:
        path = prefix + str(each.pattern).replace("^", "").replace("\\Z", "").replace("$", "")
        if isinstance(each, URLResolver):
            yield from routes(each, path)
        elif isinstance(each, URLPattern):
            yield path, each.callback


@pytest.fixture
def home():
    return make.family(child_age=9)


@pytest.fixture
def addresses(home):
    """All that a guardian may open, about this very child: things that are there, so that only the door says no."""
    at, walk = timezone.now(), make_activities.activity()
    asked = {"by": home.child, "child": home.child, "about": {"en": "this"}, "at": at}
    ask = consent.ask(purpose=Purpose.ADVOCACY, scope="campaign:x", **asked)
    make.says(home.guardian, home.child, Purpose.PUBLISH)
    event = answers.answers_of(home.guardian, child=home.child).get()
    known = {"children": home.child.pk, "activities": walk.pk, "asks": ask.pk, "receipts": event.pk}

    def one(path):
        def value(match):
            kind, name = match.group(1), match.group(2)
            before = path[: match.start()].rstrip("/").rpartition("/")[2]
            words = {"purpose": str(Purpose.PUBLISH), "kind": "copy", "part": "json"}
            plain = {"int": "1", "slug": words.get(name, "x"), "str": words.get(name, "x"), None: "x"}
            return str(known.get(before, home.child.pk)) if kind == "uuid" else plain[kind]

        return CONVERTER.sub(value, path)

    found = {}
    for path, view in routes():
        declaration = declared(view, path)
        if declaration and declaration.audience in THEIRS and "(" not in path:
            found[one(path)] = declaration.audience
    return found


def opened(client, addresses, audiences=THEIRS) -> dict[str, object]:
    """Every address asked once to be shown and once to act; what the door answered each time."""
    return {
        f"{method} {address}": getattr(client, method)(address)
        for address, audience in addresses.items()
        if audience in audiences
        for method in ("get", "post")
    }


def enter(client, home):
    _made, token = actions.make_card(by=home.guardian, child=home.child, at=timezone.now())
    client.post(reverse("card", args=[token]), {"phone": "shared"})
    client.post(reverse("signin_choose"), {"so_far": " ".join(FOUR), "keep": "1"})
    assert signed_in(client) == str(home.child.pk)


def test_the_walk_finds_the_guardians_windows_and_they_open_to_the_guardian(client, home, addresses):
    """Without this the others would be glad of an empty list; and no browser keeps a page to go back to."""
    make_accounts.sign_in(client, home.guardian)
    windows = [address for address, audience in addresses.items() if audience == Audience.GUARDIAN]
    assert {"/family/", f"/family/children/{home.child.pk}/", "/zh-hans/switch/"} <= set(windows)
    assert len(windows) >= 18
    pages = {address: client.get(address) for address in windows}
    shown = {address: page for address, page in pages.items() if page.status_code == 200}
    assert len(shown) >= 8
    assert [each for each, page in shown.items() if "no-store" not in page.get("Cache-Control", "")] == []


def test_a_childs_session_opens_no_page_of_an_adult(client, home, addresses):  # CON-8, SEC-1
    enter(client, home)
    answered = opened(client, addresses)
    assert {each: page.status_code for each, page in answered.items() if page.status_code != 403} == {}
    assert signed_in(client) == str(home.child.pk)


def test_after_handing_over_neither_the_child_nor_an_old_cookie_comes_back(client, home, addresses):  # CON-8, SEC-8
    make_accounts.sign_in(client, home.guardian)
    child_page = reverse("family:child", args=[home.child.pk])
    assert client.get(child_page).status_code == 200
    old = Client()
    old.cookies["sessionid"] = client.cookies["sessionid"].value
    assert old.get(child_page).status_code == 200
    client.post(reverse("switch"))
    for nobody in (client, old):  # before the child is in, nobody is
        assert nobody.get(child_page)["Location"].startswith("/accounts/login/")
    enter(client, home)
    old.cookies["phones"] = client.cookies["phones"].value
    answered = opened(client, addresses)
    assert {each: page.status_code for each, page in answered.items() if page.status_code != 403} == {}
    again = opened(old, addresses)
    assert [each for each, page in again.items() if page.status_code != 302] == []
    assert [each for each, page in again.items() if not page["Location"].startswith("/accounts/login/")] == []
    assert signed_in(old) is None
    assert not answers.answers_of(home.guardian, child=home.child).exclude(purpose=Purpose.PUBLISH).exists()


def test_the_choosing_in_between_is_nobodys_session(client, home, addresses):  # CON-8
    """A card is used on a guardian's phone while they are signed in: they are out before the first picture."""
    make_accounts.sign_in(client, home.guardian)
    _made, token = actions.make_card(by=home.guardian, child=home.child, at=timezone.now())
    client.post(reverse("card", args=[token]), {"phone": "shared"})
    answered = opened(client, addresses, {Audience.GUARDIAN})
    assert [each for each, page in answered.items() if page.status_code != 302] == []
    assert queries.phones_of(home.child).count() == 1
