"""Reads the environment, every name declared once with its meaning; a wrong value stops the start by name."""

import base64
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit


class WrongSetting(SystemExit):
    """Ends the start with one plain line on standard error that names the variable."""

    def __init__(self, name: str, problem: str):
        super().__init__(f"{name}: {problem}")


@dataclass(frozen=True)
class Variable:
    name: str
    meaning: str
    default: str = ""
    required: bool = False  # in production
    kind: Callable[[str], object] = str


def switch(text: str) -> bool:
    try:
        return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}[text.lower()]
    except KeyError:
        raise ValueError("say 1 or 0") from None


def words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def vault_keys(text: str) -> str:
    """Checks the shape only, and never repeats what it was given: the message goes to a log."""
    for pair in text.split(","):
        name, _, key = pair.partition(":")
        try:
            size = len(base64.b64decode(key, validate=True))
        except ValueError:
            size = 0
        if not name.strip() or size != 32:
            raise ValueError("each key is id:base64 of 32 bytes")
    return text


def address(*schemes: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        parts = urlsplit(text)
        if parts.scheme not in schemes or not parts.hostname:
            raise ValueError(f"begin with {' or '.join(f'{scheme}://' for scheme in schemes)} and name a host")
        return text

    return check


SHORT = ("sign", "code", "unknown", "exists", "changed", "asked", "news")


def short_messages(text: str) -> dict:
    """How short messages leave. Never repeats what it was given: the message goes to a log, and there is a key in it.

    `off://`, or `aliyun://key:secret@dysmsapi.aliyuncs.com/?sign=…` and the code of each of our texts:
    `&code=SMS_1&unknown=SMS_2&exists=SMS_3&changed=SMS_4&asked=SMS_5&news=SMS_6`.
    """
    parts = urlsplit(text)
    if parts.scheme in {"off", "demo"}:
        return {"way": parts.scheme}
    said = {key: value.strip() for key, value in parse_qsl(parts.query)}
    missing = [name for name in SHORT if not said.get(name)]
    if parts.scheme != "aliyun" or not (parts.hostname and parts.username and parts.password):
        raise ValueError("use off:// or aliyun://key:secret@host/?…")
    if missing:
        raise ValueError(f"after the ? is missing: {', '.join(missing)}")
    carrier = {
        "endpoint": f"https://{parts.hostname}",
        "key": unquote(parts.username),
        "secret": unquote(parts.password),
        "sign": said["sign"],
        "templates": {name: said[name] for name in SHORT[1:]},
    }
    return {"way": "aliyun", "carrier": carrier}


def count(text: str) -> int:
    if not text.isdecimal():
        raise ValueError("say a number, 0 or more")
    return int(text)


def port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise ValueError("a port is a number from 1 to 65535")
    return int(text)


def database(url: str) -> dict:
    """`sqlite:///path` or `postgres://user:password@host:port/name` to Django's dictionary. Raises ValueError."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path[1:] if parts.path.startswith("//") else parts.path.removeprefix("/"),
        }
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("use sqlite:///path or postgres://user:password@host:port/name")
    name = parts.path.lstrip("/")
    if not name:
        raise ValueError("the address names no database")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": {"prepare_threshold": 0},  # the plans of `portal.rows.prepared` are kept from their first use
    }


VARIABLES = {
    variable.name: variable
    for variable in (
        Variable("SECRET_KEY", "signs sessions and links; 50 characters or more", required=True),
        Variable("SECRET_KEY_FALLBACKS", "older signing keys, comma between, while they are rotated out", kind=words),
        Variable(
            "VAULT_KEYS",
            "keys of the vault of real identity, `id:base64` with a comma between, newest first",
            required=True,
            kind=vault_keys,
        ),
        Variable(
            "RECEIPT_KEYS",
            "keys that sign receipts (Ed25519), `id:base64` with a comma between, newest first",
            required=True,
            kind=vault_keys,
        ),
        Variable("DATABASE_URL", "sqlite:///path or postgres://…", required=True, kind=database),
        Variable(
            "REDIS_URL",
            "redis://host:port/number; carries room news, limits and caches between processes",
            required=True,
            kind=address("redis", "rediss"),
        ),
        Variable("ALLOWED_HOSTS", "host names the site answers to, comma and space between", required=True, kind=words),
        Variable("BASE_URL", "the public address, e.g. https://tongyan.example", required=True),
        Variable("TRUSTED_PROXIES", "how many proxies stand before us", default="1", kind=count),
        Variable("EMAIL_URL", "smtp://user:password@host:port", required=True, kind=address("smtp", "smtps")),
        Variable("MAIL_FROM", "the sender of our mail", default="同檐 <no-reply@localhost>"),
        Variable(
            "SMS_URL",
            "how codes reach phones: `off://` or `aliyun://key:secret@dysmsapi.aliyuncs.com/?sign=…&code=…&unknown=…"
            "&exists=…&changed=…&asked=…&news=…`",
            required=True,
            kind=short_messages,
        ),
        Variable(
            "RESPONSIBLE_NAME", "who answers for children's personal information, as families read it", required=True
        ),
        Variable("RESPONSIBLE_CONTACT", "how families reach that person: a phone number or an address", required=True),
        Variable("MEDIA_BUCKET", "bucket of the S3-compatible store of private pictures and recordings", required=True),
        Variable("MEDIA_ENDPOINT", "address of that store", required=True, kind=address("http", "https")),
        Variable("MEDIA_KEY", "its access key", required=True),
        Variable("MEDIA_SECRET", "its secret", required=True),
        Variable(
            "REDIS_PREFIX", "put before each key and channel where several sites share one Redis", default="tongyan"
        ),
        Variable("CLOCK_SECONDS", "how often due jobs run, 0 for never; embedded only", default="15", kind=float),
        Variable("DEBUG", "1 shows errors in full; embedded only", default="0", kind=switch),
        Variable("HOST", "address to listen on; embedded only", default="127.0.0.1"),
        Variable("PORT", "port to listen on; embedded only", default="8000", kind=port),
        Variable("DATA_DIR", "folder for the embedded database, media and built files", default=""),
    )
}


def read(name: str, default: object = None, *, environ=os.environ):
    """The value of a declared variable, parsed. `default` stands in for the declared one (embedded settings).

    Raises WrongSetting when a required one is missing and no default is given, or when it cannot be parsed.
    """
    variable = VARIABLES[name]
    text = environ.get(name, "")
    if not text:
        if default is not None:
            return default
        if variable.required:
            raise WrongSetting(name, f"missing ({variable.meaning})")
        text = variable.default
    try:
        return variable.kind(text)
    except (ValueError, KeyError) as problem:
        raise WrongSetting(name, f"cannot be used: {problem} ({variable.meaning})") from None


if __name__ == "__main__":  # the table of docs/operations.md
    for each in VARIABLES.values():
        row = (f"`{each.name}`", each.meaning, each.default or "—", "yes" if each.required else "")
        sys.stdout.write(f"| {' | '.join(row)} |\n")
