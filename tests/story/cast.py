"""The people of the story and how each of them comes in."""

import re
import time
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from portal.accounts.models import User
from portal.pages.management.demo import people
from portal.pages.management.demo.telling import code
from tests.serving import Site

EMAIL = "grandma.of.the.story@example.org"
REAL_NAME = "林小满"
PICTURES = ["kite", "moon", "fish", "key"]


@dataclass
class Story:
    """What the steps hand on: the site, how to open a browser, how to look for what keeps people out, who is who."""

    site: Site
    visit: object
    axe: object
    guardian: Page | None = None
    child: Page | None = None
    child_id: str = ""
    other: Page | None = None
    desk: Page | None = None
    second_desk: Page | None = None
    activity: str = ""
    room: str = ""
    voice: str = ""
    old: str = ""  # revision and digest of the case before the change
    picture: str = ""
    campaign: str = ""
    brief: str = ""

    def at(self, number: int) -> str:
        """The address of a process; the second where there are two, so that news has to travel."""
        return self.site.urls[number % len(self.site.urls)]

    @property
    def kid(self) -> User:
        return User.objects.get(pk=self.child_id)


def path_of(page: Page) -> str:
    return urlsplit(page.url).path


def latest_code(story: Story) -> str:
    """The code in the newest letter of the demo mailbox."""
    page = story.visit(story.at(0))
    page.goto("/dev/mail/")
    letter = page.locator(f"[data-letter-to='{EMAIL}']").first.inner_text()
    page.context.close()
    return re.search(r"\b([A-Z0-9]{3,4}-[A-Z0-9]{3,4})\b", letter).group(1)


def sign_in_staff(story: Story, name: str, process: int = 0) -> Page:
    """Password, then the second factor; before it no staff page opens."""
    page = story.visit(story.at(process))
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(name)
    page.locator("details.more summary").click()
    page.locator("input[name=password]").fill(people.PASSWORD)
    page.locator("details.more button").click()
    expect(page.locator("input[name=code]")).to_be_visible()
    page.goto("/admin/")
    assert not page.locator(".sidebar, #wagtail-sidebar").count(), "a password alone opened the desk"
    page.goto("/accounts/2fa/authenticate/")
    half_minute = int(time.time() // 30)
    if not pass_second_step(page):  # a code counts once, and the last moment of its half minute may be missed
        page.wait_for_function("seen => Date.now() / 30000 >= seen + 1", arg=half_minute, timeout=35_000)
        assert pass_second_step(page), "a fresh code was refused"
    return page


def pass_second_step(page: Page) -> bool:
    """Types the code of this half minute and says whether it opened."""
    page.locator("input[name=code]").fill(code(people.TOTP_SECRET))
    with page.expect_navigation():
        page.locator("form:has(input[name=code]) button[type=submit]").first.click()
    return "/2fa/" not in page.url


def open_card(page: Page, address: str, pictures: list[str] | None = None) -> None:
    """A child's first time on a phone: the card, whose phone it is, four pictures in order, or the words offered."""
    page.goto(urlsplit(address).path)
    page.locator("button[name=phone][value=own]").click()
    if pictures:
        press(page, pictures)
        page.locator("button[name=keep]").click()
    else:
        offered = page.locator("[data-offered]").inner_text()
        page.locator("button[name=ready]").click()
        page.locator("input[name=words]").fill(offered)  # seen once, typed once
        page.locator("main form:has(input[name=words]) button").click()
    page.wait_for_url("**/me/")


def press(page: Page, pictures: list[str]) -> None:
    for number, picture in enumerate(pictures):
        before = page.locator("input[name=so_far]")
        expect(before).to_have_value(" ".join(pictures[:number]))
        page.locator(f"button[value={picture}]").click()


def born(years: int, today: date) -> str:
    return date(today.year - years, today.month, min(today.day, 28)).isoformat()
