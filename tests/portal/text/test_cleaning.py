"""HTML: two sieves that agree, nothing alive left in it, and only their output marked safe (SEC-14, SEC-15)."""

import json
import time
from html.parser import HTMLParser

import bleach
import nh3
import pytest
from django.template import engines
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.text import cleaning
from portal.text.cleaning import LONGEST, TAGS, CleanHtml, clean
from portal.text.fields import CleanHtmlField
from tests.making.shared import shared

OWN = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><p>",
    "<a href='javascript:alert(1)'>a</a>",
    "<a href='java\u200bscript:alert(1)'>a</a>",
    "<a href='\x01java\x03script:alert(1)'>a</a>",
    "<a href='//evil.example'>a</a>",
    "<a href='/admin/'>a</a>",
    "<a href='http://plain.example'>a</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>a</a>",
    "<a href=\"https://x.example/' onmouseover='alert(1)\">a</a>",
    "<a href='https://x.example/`'>a</a>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<p style='background:url(javascript:alert(1))'>a</p>",
    "<form action=x><button formaction=javascript:alert(1)>b</button></form>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<b>un<i>even</b></i><p>one<p>two<h2>three<ul><li>four",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<xmp><img src=x onerror=alert(1)></xmp><plaintext>",
]
TAGGED = ["<", ">", "</", "/>", "<b>", "</b>", "<p>", "<script>", "<!--", "-->", "<svg>", "<style>", "</style>"]
ODD = ["'", '"', "https://x.example/", "javascript:", "&lt;", "&#60", "&nbsp;", "儿童", "\x00", "\u202e", "\u200b"]
PIECES = st.sampled_from([*TAGGED, *ODD, "<a href=", " onx=1", " ", "\n"])


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, attributes))

    handle_startendtag = handle_starttag


def assert_dead(text: str):
    for tag, attributes in Tags(text).found:
        assert tag in TAGS
        assert all(name == "href" and value.startswith("https://") for name, value in attributes)
        assert len(attributes) <= 1


def assert_settled(text: str):
    """Each sieve, and a fresh one of each, leaves it as it is."""
    assert cleaning._first.clean(text) == text
    assert cleaning._second.clean(text) == text
    assert clean(str(text)) == text


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=14).map("".join)))
@settings(max_examples=250, deadline=None)
@example("a&nbsp;b")
@example("<a href='https://x.example/?a=1&b=2'>x</a>")
def test_what_comes_out_is_settled_and_dead(text):  # SEC-14: the output of each is a fixed point of the other
    cleaned = clean(text)
    assert_settled(cleaned)
    assert_dead(cleaned)


@pytest.mark.parametrize("text", OWN)
def test_own_list(text):
    cleaned = clean(text)
    assert_settled(cleaned)
    assert_dead(cleaned)


@pytest.mark.parametrize("name", ["h5sc-vectors.txt", "blns.json"])
def test_public_lists(name):
    text = shared(name).read_text(encoding="utf-8")
    for vector in json.loads(text) if name.endswith("json") else text.splitlines():
        cleaned = clean(vector)
        assert_settled(cleaned)
        assert_dead(cleaned)


def test_what_staff_write_stays():
    text = '<h2>图书角</h2><p>开到<b>七点</b>，<a href="https://example.org/a?b=1&amp;c=2">看这里</a>。</p><ul><li>一</li></ul>'
    assert clean(text) == text


def test_both_sieves_stand_in_the_way(monkeypatch):
    """Either alone would do; so one that is turned off is not enough to let a script through."""
    for name in ("_first", "_second"):
        with monkeypatch.context() as patched:
            patched.setattr(cleaning, name, type("Open", (), {"clean": staticmethod(str)}))
            assert_dead(clean("<p onclick=x><script>alert(1)</script><a href='javascript:x'>a</a><a href='/x'>b</a>"))


def test_very_long_and_deep_text_takes_no_time():
    started = time.monotonic()
    assert len(clean("<b>" * 20_000)) < 10 * LONGEST
    assert time.monotonic() - started < 20


def render(value) -> str:
    return engines["django"].from_string("{% load cleaning %}{{ value|clean_html }}").render({"value": value})


def test_only_clean_html_is_marked_safe():
    assert render(clean("<b>x</b>")) == "<b>x</b>"
    assert render("<b>x</b>") == "&lt;b&gt;x&lt;/b&gt;"
    assert render(clean("<b>x</b>") + "<script>") == "&lt;b&gt;x&lt;/b&gt;&lt;script&gt;"


def test_a_column_cleans_whatever_way_it_is_written():
    field = CleanHtmlField()
    assert field.get_prep_value("<b onclick=x>x</b><script>y</script>") == "<b>x</b>"
    assert field.get_prep_value(None) is None
    assert type(field.from_db_value("<b>x</b>", None, None)) is CleanHtml


def test_the_sieves_are_the_ones_we_name():
    assert bleach.__version__ == "6.4.0"
    assert nh3.__version__
