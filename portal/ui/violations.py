"""What a browser refused on a page of ours, cut down to what may stand in a log (SEC-12, SEC-37).

Anybody can send such a report, and a true one may quote a child: a piece of script, an address with words in it. So
nothing is taken over but names we know ourselves (the directive, the kind of source, our own route) and a plain host.
"""

import json
import logging
import re
from urllib.parse import unquote, urlsplit

from csp.utils import DEFAULT_DIRECTIVES
from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

log = logging.getLogger(__name__)
TYPES = {"application/csp-report", "application/reports+json"}
LONGEST = 16 * 1024  # bytes of one letter; a browser's has about one thousand a report
MOST = 10  # reports taken from one letter
SOURCES = {"inline", "eval", "wasm-eval", "self", "data", "blob", "filesystem", "about", "trusted-types-policy"}
SOURCES |= {"trusted-types-sink", "chrome-extension", "moz-extension", "safari-web-extension"}
HOST = re.compile(r"(?=.{1,60}$)[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?")
PLAIN_ROUTE = re.compile(r"[\w<>:/-]*")


def note(letter: bytes, *, host: str) -> None:
    """Writes one line for each report about a page of `host`; raises ValueError for what is no letter of a browser."""
    try:
        told = json.loads(letter)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    for report in (told if isinstance(told, list) else [told])[:MOST]:
        facts = _facts(report)
        directive = _text(facts, "effectiveDirective", "effective-directive", "violated-directive").split(" ")[0]
        page = _page(_text(facts, "documentURL", "document-uri"), host)
        if directive in DEFAULT_DIRECTIVES and page:
            log.warning("%s refused %s on %s", directive, _source(_text(facts, "blockedURL", "blocked-uri")), page)


def _facts(report) -> dict:
    """Browsers of before and of today put them in different places."""
    if not isinstance(report, dict):
        return {}
    facts = report.get("body") if report.get("type") == "csp-violation" else report.get("csp-report")
    return facts if isinstance(facts, dict) else {}


def _text(facts: dict, *names: str) -> str:
    return next((facts[name] for name in names if isinstance(facts.get(name), str)), "")


def _source(address: str) -> str:
    """Where it came from: a word of the standard, or a host without its path."""
    if address in SOURCES:
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        return "…"
    if parts.scheme in SOURCES:
        return parts.scheme
    return parts.netloc if HOST.fullmatch(parts.netloc) else "…"


def _page(address: str, host: str) -> str:
    """The route as it stands in our list of addresses, so without keys, tokens and words; empty if not ours."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.netloc != host:
        return ""
    path = unquote(parts.path)
    try:
        with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
            route = resolve(path).route
    except Resolver404:
        return "…"
    plain = PLAIN_ROUTE.match(route).group()
    return f"/{plain}" if plain == route else f"/{plain}…"
