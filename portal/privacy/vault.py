"""Sealing and marking names and contacts: AES-GCM with numbered keys; marks can be compared but not read."""

import base64
import hashlib
import hmac
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from portal.privacy.kinds import ContactKind

NONCE = 12
LONGEST_CHINESE_NAME = 6
LONGEST_FOREIGN_NAME = 4  # in words
CHINESE = re.compile(r"[\u3400-\u9fff·]+")
HAN = re.compile(r"[\u3400-\u9fff]+")  # the same folded or not
FOREIGN = re.compile(r"[^\W\d_\u3400-\u9fff]+")
HOME_MOBILE = re.compile(r"1[3-9]\d{9}")
ABROAD = re.compile(r"\+[1-9]\d{6,14}")
LANDLINE = re.compile(r"0\d{9,11}")
ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]{1,180}\.[^@\s.]{2,60}")


@lru_cache(maxsize=4)
def parse_keys(text: str) -> dict[str, bytes]:
    """`id:base64` of 32 bytes each with a comma between, in their order. Raises ValueError."""
    keys = {}
    for pair in text.split(","):
        key_id, _, encoded = pair.strip().partition(":")
        key = base64.b64decode(encoded, validate=True)
        if not key_id or len(key) != 32:
            raise ValueError("each key is `id:` and 32 bytes in base64")
        keys[key_id] = key
    return keys


def keys() -> dict[str, bytes]:
    """All keys, newest first; the newest seals, all open."""
    return parse_keys(settings.VAULT_KEYS)


def seal(plain: bytes, *, bound_to: str) -> tuple[bytes, str]:
    """The sealed bytes and the key's id. `bound_to` says whose it is: a row copied to another person won't open."""
    key_id, key = next(iter(keys().items()))
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(_derived(key, b"seal")).encrypt(nonce, plain, bound_to.encode()), key_id


def unseal(sealed: bytes, *, key_id: str, bound_to: str) -> bytes:
    """Opens what `seal` closed. Raises KeyError for a key we no longer hold, InvalidTag for a changed row."""
    sealed = bytes(sealed)
    cipher = AESGCM(_derived(keys()[key_id], b"seal"))
    return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], bound_to.encode())


@lru_cache(maxsize=16)
def _derived(key: bytes, use: bytes) -> bytes:
    return hmac.digest(key, b"tongyan/" + use, hashlib.sha256)


def folded(text: str) -> str:
    """One spelling for what looks alike: full-width, case, invisible characters."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(each for each in text if unicodedata.category(each) not in {"Cf", "Mn", "Cc"})


def stands_in(names: Iterable[str], *texts: str) -> bool:
    """Whether one of these names is in a text, in whichever spelling; Latin letters only as a word of their own."""
    spelled = [folded(name) for name in names]
    found = [re.compile(_edge(name[0], "<") + re.escape(name) + _edge(name[-1])) for name in spelled if len(name) > 1]
    return any(name.search(text) for text in map(folded, texts) for name in found)


def _edge(sign: str, before: str = "") -> str:
    return rf"(?{before}![a-z0-9])" if re.match("[a-z0-9]", sign) else ""


def mark(name: str, key: bytes) -> str:
    squeezed = name if HAN.fullmatch(name) else re.sub(r"[\s·.'-]+", "", folded(name))
    return hmac.digest(_derived(key, b"names"), squeezed.encode(), "sha256").hex()


def contact(kind: str, text: str) -> str | None:
    """`+8613800000000` or `name@example.org`; None for what is no number or address.

    A mobile without a country is one of here. Emergency contacts may be landlines.
    """
    text = folded(text).strip()
    if kind == ContactKind.EMAIL:
        return text if ADDRESS.fullmatch(text) else None
    digits = re.sub(r"[\s().·-]+", "", text)
    digits = "+" + digits[2:] if digits.startswith("00") else digits
    if HOME_MOBILE.fullmatch(digits):
        return f"+86{digits}"
    if digits.startswith("+86") and not HOME_MOBILE.fullmatch(digits[3:]):
        return None
    landline = kind == ContactKind.EMERGENCY and LANDLINE.fullmatch(digits)
    return digits if landline or ABROAD.fullmatch(digits) else None


def contact_mark(spelled: str, key: bytes) -> str:
    """The mark of a number or address in its one spelling (`contact`), of a kind with it: `phone:+86…`."""
    return hmac.new(_derived(key, b"contacts"), spelled.encode(), hashlib.sha256).hexdigest()


def parts(real_name: str) -> set[str]:
    """The whole name and, in a Chinese name of three or more characters, the given name alone."""
    name = re.sub(r"\s+", " ", folded(real_name)).strip()
    found = {name}
    bare = name.replace(" ", "").replace("·", "")
    if CHINESE.fullmatch(bare) and 3 <= len(bare) <= LONGEST_CHINESE_NAME:
        found.add(bare[2:] if len(bare) >= 4 else bare[1:])
    return {each for each in found if len(each) >= 2}


def candidates(text: str) -> Iterator[str]:
    """Every stretch of the text that could be a name."""
    text = folded(text)
    for run in CHINESE.findall(re.sub(r"(?<=[\u3400-\u9fff])[\s·.\-_]+(?=[\u3400-\u9fff])", "", text)):
        for length in range(2, LONGEST_CHINESE_NAME + 1):
            for start in range(len(run) - length + 1):
                yield run[start : start + length]
    words = FOREIGN.findall(text)
    for length in range(1, LONGEST_FOREIGN_NAME + 1):
        for start in range(len(words) - length + 1):
            yield "".join(words[start : start + length])
