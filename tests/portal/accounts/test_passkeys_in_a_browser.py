"""A guardian signs up by phone, adds a passkey and comes in by it; shows again who they are; nobody is locked out."""

import os
import re
from pathlib import Path

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as RECORDS
from django.conf import settings
from django.urls import reverse

from portal.accounts.adapters.sessions import SessionStore
from portal.accounts.models import User
from portal.privacy.models import Contact

pytestmark = pytest.mark.browser
TYPED, LETTERS = "139 0000 1234", "+8613900001234@sms.invalid"
OTHER = "139 0000 5678"
SHOTS = os.environ.get("PASSKEY_SHOTS", "")


def with_authenticator(page):
    """A phone's own key store, played by Chromium."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def latest_code(visit, address) -> str:
    page = visit(address)
    page.goto("/dev/mail/")
    letter = page.locator(f"[data-letter-to='{LETTERS}']").first.inner_text()
    page.context.close()
    return re.search(r"\b(\d{6})\b", letter).group(1)


def looked_at(page, axe, name, language):
    axe(page)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0, name
    if SHOTS:
        width = page.viewport_size["width"]
        page.screenshot(path=Path(SHOTS) / f"{name}-{language}-{width}.png", full_page=True)


def press(page, selector):
    page.locator(selector).first.click()


def sign_up(page, visit, address):
    page.goto(reverse("account_signup"))
    page.locator("input[name=phone]").fill(TYPED)
    press(page, "form:has(input[name=phone]) button[type=submit]")
    page.locator("input[name=code]").fill(latest_code(visit, address))
    press(page, "form:has(input[name=code]) button[type=submit]")
    page.wait_for_url("**/family/")


@pytest.mark.parametrize(("language", "phone"), [("zh-hans", True), ("en", False)])
def test_by_phone_then_by_passkey(site, visit, axe, language, phone):
    address = site.url.replace("127.0.0.1", "localhost")  # a passkey belongs to a name
    page = visit(address, phone=phone, language=language)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": address}])
    with_authenticator(page)
    page.goto(reverse("account_signup"))
    looked_at(page, axe, "signup", language)
    sign_up(page, visit, address)
    assert Contact.objects.get().verified_at

    page.goto(reverse("mfa_index"))
    looked_at(page, axe, "second-step", language)
    page.goto(reverse("mfa_add_webauthn"))
    page.locator("input[name=name]").fill("手机")
    if page.locator("input[name=passwordless]").count():
        page.locator("input[name=passwordless]").check()
    looked_at(page, axe, "passkey-add", language)
    press(page, "#mfa_webauthn_add")
    page.wait_for_url(lambda url: "webauthn/add" not in url)
    looked_at(page, axe, "passkey-added", language)
    page.goto(reverse("mfa_list_webauthn"))
    assert page.locator("main li bdi", has_text="手机").is_visible()
    looked_at(page, axe, "passkeys", language)
    page.goto(reverse("account_change_phone"))
    looked_at(page, axe, "number", language)
    page.goto(reverse("usersessions_list"))
    assert page.locator("main li strong").count() == 1, "a new session key loses no session from the list"
    looked_at(page, axe, "sessions", language)

    page.goto(reverse("account_logout"))
    press(page, "main form button[type=submit]")
    page.goto(reverse("account_login"))
    looked_at(page, axe, "login", language)
    press(page, "#passkey_login")
    page.wait_for_url("**/family/")

    page.goto(reverse("mfa_list_webauthn"))
    press(page, "a[href*='/edit/']")
    page.locator("input[name=name]").fill("旧手机")
    looked_at(page, axe, "passkey-edit", language)
    press(page, "main form:has(input[name=name]) button[type=submit]")
    page.goto(reverse("mfa_list_webauthn"))
    assert page.locator("main li bdi", has_text="旧手机").is_visible()
    press(page, "a[href*='/remove/']")
    looked_at(page, axe, "passkey-remove", language)
    press(page, "main form button[type=submit]")
    page.goto(reverse("mfa_index"))
    assert not User.objects.get().authenticator_set.filter(type="webauthn").exists()


def test_a_passkey_locks_nobody_out_where_no_script_runs(site, visit):
    address = site.url.replace("127.0.0.1", "localhost")
    page = visit(address, phone=True)
    with_authenticator(page)
    sign_up(page, visit, address)
    page.goto(reverse("mfa_add_webauthn"))
    page.locator("input[name=name]").fill("手机")
    if page.locator("input[name=passwordless]").count():
        page.locator("input[name=passwordless]").check()
    press(page, "#mfa_webauthn_add")
    page.wait_for_url(lambda url: "webauthn/add" not in url)
    plain = visit(address, phone=True, javascript=False)
    plain.goto(reverse("account_login"))
    plain.locator("input[name=login]").fill(TYPED)
    press(plain, "form:has(input[name=login]) button[type=submit]")
    plain.locator("input[name=code]").fill(latest_code(visit, address))
    press(plain, "form:has(input[name=code]) button[type=submit]")
    plain.wait_for_url("**/family/")


def an_hour_later(page):
    """What this session has shown is an hour old."""
    kept = {each["name"]: each["value"] for each in page.context.cookies()}
    session = SessionStore(kept[settings.SESSION_COOKIE_NAME])
    session[RECORDS] = [record | {"at": record["at"] - 3600} for record in session[RECORDS]]
    session.save()


@pytest.mark.parametrize(("language", "phone"), [("zh-hans", True), ("en", False)])
def test_what_was_typed_outlives_the_proof(site, visit, axe, language, phone):  # SEC-9
    page = visit(site.url, phone=phone, language=language, dark=phone)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
    sign_up(page, visit, site.url)
    page.goto(reverse("account_change_phone"))
    page.locator("input[name=phone]").fill(OTHER)
    an_hour_later(page)
    press(page, "main form:has(input[name=phone]) button[type=submit]")
    looked_at(page, axe, "proof", language)
    press(page, "main form button[type=submit]")
    page.locator("input[name=code]").fill("00")
    press(page, "main form:has(input[name=code]) button[type=submit]")
    looked_at(page, axe, "proof-code", language)
    page.locator("input[name=code]").fill(latest_code(visit, site.url))
    press(page, "main form:has(input[name=code]) button[type=submit]")
    looked_at(page, axe, "proof-on", language)
    press(page, "main form button[type=submit]")
    page.wait_for_url(f"**{reverse('account_verify_phone')}")
