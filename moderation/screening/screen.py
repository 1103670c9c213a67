"""The list of rules a text passes through."""

import re
import unicodedata

from moderation.screening.finding import Context, Finding

PHONE = re.compile(r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")


def screen(text: str, context: Context | None = None) -> list[Finding]:
    """Every finding in the text, in the order of the text."""
    wide = "".join(unicodedata.normalize("NFKC", c)[:1] or c for c in text)
    return [Finding("phone.mobile", "1", "phone", m.start(), m.end(), 1.0) for m in PHONE.finditer(wide)]
