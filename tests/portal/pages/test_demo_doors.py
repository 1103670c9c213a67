"""Everybody whom the demo prints can sign in as printed, over HTTP, by nothing but what is printed."""

import re
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from tests.story.cast import PICTURES

pytestmark = pytest.mark.browser  # real servers, though no browser
# Each member of staff and the partner, and a page that is theirs.
OWN = {
    "facilitator1": "/desk/families/",
    "facilitator2": "/desk/rooms/",
    "moderator1": "/admin/",
    "moderator2": "/admin/",
    "curator1": "/desk/briefs/",
    "curator2": "/desk/briefs/",
    "supervisor": "/desk/families/",
    "lead": "/admin/",
    "dataofficer": "/desk/openings/",
    "editor": "/admin/pages/",
    "traffic": "/accounts/2fa/",
}


class Visitor:
    """Somebody with cookies, who reads the page they are on and presses its buttons."""

    def __init__(self, site):
        self.site = site
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def go(self, address: str, **fields: str) -> str:
        body = None
        if fields:
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.text)[1]
            body = urlencode(fields | {"csrfmiddlewaretoken": token}).encode()
        where = urljoin(self.site.url, urlsplit(address).path)
        request = Request(where, body, {"Origin": self.site.url})  # noqa: S310 (the address of our own server)
        try:
            answer = self.opener.open(request, timeout=30)
        except HTTPError as refused:
            answer = refused
        self.status, self.path, self.text = answer.status, urlsplit(answer.url).path, answer.read().decode()
        return self.text


def letters(site) -> str:
    return Visitor(site).go("/dev/mail/")


def staff_comes_in(site, name: str, printed: str) -> None:
    visitor = Visitor(site)
    visitor.go(OWN[name])
    assert "/login/" in visitor.path, name
    visitor.go("/accounts/login/", login=name, password=re.search(r"password (\S+)$", printed, re.MULTILINE)[1])
    assert visitor.path == "/accounts/2fa/authenticate/", name
    visitor.go(visitor.path, code=re.search(rf'data-code-of="{name}">(\d+)<', letters(site))[1])
    assert visitor.status == 200, name
    visitor.go(OWN[name])
    assert (visitor.path, visitor.status) == (OWN[name], 200), name


def guardian_comes_in(site, printed: str) -> None:
    line = re.search(r"^  guardian +(\S+) +e-mail (\S+)$", printed, re.MULTILINE)
    visitor = Visitor(site)
    visitor.go(line[1])
    visitor.go(line[1], email=line[2])
    letter = letters(site).split(f'data-letter-to="{line[2]}"')[1]
    visitor.go(visitor.path, code=re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", letter)[0])
    assert (visitor.path, visitor.status) == ("/family/", 200)


def child_comes_in(site, card: str, pseudonym: str) -> None:
    visitor = Visitor(site)
    assert pseudonym in visitor.go(card)
    visitor.go(card, phone="own")
    if words := re.search(r"data-offered>([^<]+)<", visitor.text):
        visitor.go(visitor.path, ready="1")
        visitor.go(visitor.path, words=words[1])
    else:
        for number, picture in enumerate(PICTURES):
            visitor.go(visitor.path, so_far=" ".join(PICTURES[:number]), picture=picture)
        visitor.go(visitor.path, so_far=" ".join(PICTURES), keep="1")
    assert (visitor.path, visitor.status) == ("/zh-hans/me/", 200)
    assert pseudonym in visitor.text


def test_everybody_comes_in_as_printed(site):
    printed = site.manage("seed")
    assert set(re.findall(r"^    (\w+) +\S", printed, re.MULTILINE)) == set(OWN)
    for name in OWN:
        staff_comes_in(site, name, printed)
    guardian_comes_in(site, printed)
    children = re.findall(r"^  child, +\d+ +(\S+) +(.+?):", printed, re.MULTILINE)
    assert len(children) == 2
    for card, pseudonym in children:
        child_comes_in(site, card, pseudonym)
