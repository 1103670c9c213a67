"""A child at its own phone: sees its phones, takes one away, changes pictures, takes words at twelve (SEC-5, SEC-8)."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts import actions, queries
from portal.accounts.models import ChildSecret
from portal.accounts.states import SecretKind
from tests.making import accounts as make
from tests.making import privacy as make_privacy
from tests.making.doors import FOUR, bind, new_card

pytestmark = pytest.mark.browser
NEW = ["moon", "fish", "kite", "bell"]
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LOOKS = [  # every two of language, light and width together once
    ("zh-hans", False, True),
    ("en", True, True),
    ("zh-hans", True, False),
    ("en", False, False),
]


@pytest.fixture
def at_phone(site, visit):
    """`page = at_phone(child, "en", phone=True)`: the child came in by a card and keeps four pictures, all on the site:
    what is kept of pictures is of its own key."""

    def take(child, language, **look):
        page = visit(site.url, language=language, **look)
        page.goto(new_card(child).replace("/zh-hans/", f"/{language}/"))
        page.locator("button[name=phone][value=own]").click()
        tap(page, FOUR)
        page.locator("button[name=keep]").click()
        return page

    return take


@pytest.fixture
def looked_at(axe):
    def look(page):
        page.wait_for_load_state()
        axe(page)
        assert page.evaluate(WIDE) <= 0, page.url

    return look


def tap(page, pictures):
    for name in pictures:
        page.locator(f"button[name=picture][value={name}]").click()


def here(name, language, *args):
    return reverse(name, args=args).replace("/zh-hans/", f"/{language}/")


@pytest.mark.parametrize(("language", "dark", "phone"), LOOKS)
def test_phones_and_other_pictures(site, at_phone, looked_at, language, dark, phone):
    child = make.child(age=9, at=timezone.now())
    site.do(bind, Client(), child, phone="shared")  # an earlier phone
    page = at_phone(child, language, dark=dark, phone=phone)
    actions.make_card(by=make.guardian(), child=child, at=timezone.now())
    page.goto(here("my_ways", language))
    looked_at(page)
    assert page.locator("form[action*='/phones/']").count() == 2

    before = ChildSecret.objects.get(child=child)
    page.locator(f"a[href='{here('my_change', language)}']").click()
    looked_at(page)
    tap(page, FOUR)  # the present ones come first
    looked_at(page)
    page.locator(f"a[href='{here('my_change_to', language, 'pictures')}']").click()
    looked_at(page)
    tap(page, NEW)
    looked_at(page)
    page.locator("button[name=keep]").click()
    assert ChildSecret.objects.get(child=child).set_at > before.set_at

    page.goto(here("my_ways", language))
    other = queries.phones_of(child).get(own_phone=False)
    page.locator(f"form[action='{here('my_phone_forget', language, other.pk)}'] button").click()
    looked_at(page)
    assert not queries.phones_of(child).filter(pk=other.pk).exists()
    page.goto(here("my_ways", language))
    page.locator(f"form[action='{here('my_card_stop', language)}'] button").click()
    looked_at(page)
    assert page.locator(f"form[action='{here('my_card_stop', language)}']").count() == 0


@pytest.mark.parametrize(("language", "dark", "phone"), LOOKS)
def test_words_at_twelve(at_phone, looked_at, language, dark, phone):
    child = make.child(age=None)
    page = at_phone(child, language, dark=dark, phone=phone)
    make_privacy.identity(child.pk, real_name="欧阳长大", age=12, at=timezone.now())
    page.goto(here("my_words_offer", language))
    looked_at(page)
    to_words = page.locator(f"a[href='{here('my_change_to', language, 'passphrase')}']")
    to_words.click()
    looked_at(page)
    tap(page, FOUR)
    looked_at(page)
    to_words.click()
    looked_at(page)
    words = page.locator("[data-offered]").inner_text()
    page.locator("button[name=ready]").click()
    looked_at(page)
    page.locator("#id_words").fill("not these at all")
    page.locator("main form").first.locator("button").last.click()
    looked_at(page)
    assert page.locator(".field__error").is_visible()
    page.locator("#id_words").fill(words)
    page.locator("main form").first.locator("button").last.click()
    looked_at(page)
    assert ChildSecret.objects.get(child=child).kind == SecretKind.PASSPHRASE
    page.goto(here("my_ways", language))
    looked_at(page)
