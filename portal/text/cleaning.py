"""The one place where HTML that somebody wrote is cleaned: at write, by two sieves that agree (SEC-14, SEC-15).

bleach is required and has had its last release; nh3 is maintained. The text is capped, stripped of what cannot be
seen, put through nh3 and then bleach, until it changes no more. Only what comes out of here is a `CleanHtml`, and only
a `CleanHtml` is marked safe at render. Children's words never pass here: they are plain text (`portal.text.plain`).
"""

import html
import re
import unicodedata

import bleach
import nh3

LONGEST = 20_000  # bleach needs quadratic time for deep nesting
TAGS = frozenset(
    {"p", "br", "hr", "h2", "h3", "h4", "b", "strong", "i", "em", "sup", "sub", "ul", "ol", "li", "blockquote", "a"}
)
LINK = re.compile(r"https://[^\s\"'<>\\`]+", re.IGNORECASE)
ROUNDS = 4


class CleanHtml(str):
    """HTML that went through `clean`. Joining or slicing it gives a plain str again, which is escaped like any."""

    __slots__ = ()


def _may_stay(tag: str, name: str, value: str) -> str | None:
    """Only a whole https address is a link; a relative or odd one is none."""
    return value if tag == "a" and name == "href" and LINK.fullmatch(value) else None


_first = nh3.Cleaner(
    tags=set(TAGS),
    attributes={"a": {"href"}},
    attribute_filter=_may_stay,
    url_schemes={"https"},
    link_rel=None,
    strip_comments=True,
)
_second = bleach.Cleaner(
    tags=TAGS,
    attributes=lambda tag, name, value: _may_stay(tag, name, value) is not None,
    protocols={"https"},
    strip=True,
    strip_comments=True,
)


def clean(text: str) -> CleanHtml:
    """The same words with the few tags and links we allow; text that will not settle comes out with no tags at all."""
    if isinstance(text, CleanHtml):
        return text
    text = _visible(text)[:LONGEST]
    for _round in range(ROUNDS):
        cleaned = _second.clean(_first.clean(text))
        if cleaned == text:
            return CleanHtml(text)
        text = cleaned
    return CleanHtml(_second.clean(html.escape(re.sub(r"<[^>]*>", "", text), quote=False)))


def _visible(text: str) -> str:
    """Without control and format characters, in which addresses and tags are hidden; line breaks stay."""
    return "".join(char for char in text if char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Cn"))
