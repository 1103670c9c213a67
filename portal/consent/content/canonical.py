"""One spelling for a JSON value, so that its fingerprint and signature are the same wherever it is written (RFC 8785).

Only what receipts hold: objects, lists, texts, whole numbers, true, false, null. A fraction has no one spelling and is
refused.
"""

import json

LARGEST = 2**53 - 1  # what every reader of JSON keeps exactly


def canonical(value) -> bytes:
    """UTF-8, keys in order, no spaces. Raises ValueError for what has no one spelling."""
    _check(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def parse(data: bytes):
    """Reads JSON strictly. Raises ValueError; a key said twice is two meanings and is refused."""
    value = json.loads(data.decode("utf-8"), object_pairs_hook=_once)
    _check(value)
    return value


def _once(pairs: list[tuple]) -> dict:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _check(value) -> None:
    if isinstance(value, dict):
        # In ASCII the order of characters is the order of RFC 8785's code units.
        if not all(isinstance(key, str) and key.isascii() for key in value):
            raise ValueError("keys are ASCII texts")
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            _check(each)
    elif isinstance(value, int) and not isinstance(value, bool):
        if abs(value) > LARGEST:
            raise ValueError("a number too large to be kept exactly")
    elif not (value is None or isinstance(value, str | bool)):
        raise ValueError(f"{type(value).__name__} has no one spelling")
