"""What a log line may hold: when, where, what kind; never anybody's words, names, addresses or tokens (SEC-37)."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime

from portal.text.bigrams import CJK

# Our own log messages are English, so any Chinese came from somebody.
PERSONAL = [
    CJK,
    re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"),  # e-mail
    re.compile(r"(?<![\w-])\+?\d[\d -]{8,}\d(?![\w-])"),  # telephone, identity number
    re.compile(r"(?<=/)(?![0-9a-f]{8}-[0-9a-f]{4}-)[^/\s?]{20,}"),  # tokens in paths; our own UUIDs may stay
    re.compile(r"\?\S+"),  # query strings
]


def scrub(text: str) -> str:
    for pattern in PERSONAL:
        text = pattern.sub("…", text)
    return text


class Line(logging.Formatter):
    """One JSON object a line, so that no message can begin a new line. A fault is told by type and place alone:
    its message may quote what somebody wrote (databases and validators do)."""

    def format(self, record):
        body = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "where": record.name,
            "what": scrub(record.getMessage()),
        }
        if record.exc_info and record.exc_info[0]:
            kind, _, trace = record.exc_info
            body["fault"] = f"{kind.__module__}.{kind.__qualname__}"
            body["trace"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        return json.dumps(body, ensure_ascii=False)
