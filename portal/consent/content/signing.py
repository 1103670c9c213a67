"""Signing receipts with Ed25519, beside them and not in them; the newest key signs, every key is published."""

import base64

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from portal.privacy.vault import parse_keys

ALGORITHM = "Ed25519"


class SignatureError(ValueError):
    """The words are not the ones that were signed, or nobody here signed them; the text says which."""


def _keys() -> dict[str, Ed25519PrivateKey]:
    keys = parse_keys(str(settings.RECEIPT_KEYS))
    return {key_id: Ed25519PrivateKey.from_private_bytes(key) for key_id, key in keys.items()}


def sign(data: bytes) -> dict:
    key_id, key = next(iter(_keys().items()))
    return {"algorithm": ALGORITHM, "key": key_id, "signature": base64.b64encode(key.sign(data)).decode()}


def public_keys() -> dict:
    """As a set of JSON Web Keys, newest first."""
    same = {"kty": "OKP", "crv": ALGORITHM, "alg": "EdDSA", "use": "sig"}
    keys = _keys().items()
    return {"keys": [{"kid": key_id, "x": _url64(key.public_key().public_bytes_raw())} | same for key_id, key in keys]}


def verify(data: bytes, signature: dict, keys: dict) -> str:
    """The id of the key of `keys` (as published) that signed it. Raises SignatureError."""
    try:
        wanted, algorithm = signature["key"], signature["algorithm"]
        signed = base64.b64decode(signature["signature"], validate=True)
        found = {each["kid"]: each["x"] for each in keys["keys"] if each["crv"] == ALGORITHM}
    except (KeyError, TypeError, ValueError):
        raise SignatureError("this is no signature of a receipt, or these are no keys") from None
    if algorithm != ALGORITHM or wanted not in found:
        raise SignatureError(f"nobody here signs with the key {wanted!r}")
    x = found[wanted]
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(x + "=" * (-len(x) % 4)))
        public.verify(signed, data)
    except (InvalidSignature, ValueError):
        raise SignatureError("the receipt is not the one that was signed") from None
    return wanted


def _url64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
