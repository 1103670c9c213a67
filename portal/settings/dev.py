"""The embedded default: one process, SQLite, in-process channel layer, demo mailbox. Never for real children."""

import os
from pathlib import Path

from django.utils.functional import SimpleLazyObject

from portal.settings.base import *  # noqa: F403 (settings are inherited by name)
from portal.settings.base import ROOT, SQLITE_OPTIONS, redis
from portal.settings.environment import WrongSetting, read
from portal.settings.keys import kept_key

EMBEDDED = True
CLOCK_SECONDS = read("CLOCK_SECONDS")
DEBUG = read("DEBUG")
DATA_DIR = Path(read("DATA_DIR") or ROOT / "var")
try:
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    if not os.access(DATA_DIR, os.R_OK | os.W_OK | os.X_OK):
        raise PermissionError(13, "it may not be read or written")
except OSError as problem:
    raise WrongSetting("DATA_DIR", f"{DATA_DIR} cannot be used ({problem.strerror})") from None

SECRET_KEY = read("SECRET_KEY", "embedded-only-this-key-is-public-and-signs-nothing-that-matters")
VAULT_KEYS = read("VAULT_KEYS", "demo:" + "ZGVtby1vbmx5LTMyLWJ5dGVzLXZhdWx0LWtleS0wMDE=")
# Made when the first receipt is signed: a start that fails leaves nothing behind.
RECEIPT_KEYS = read("RECEIPT_KEYS", "") or SimpleLazyObject(lambda: kept_key(DATA_DIR / "receipt-key"))
# On this machine only, unless told to listen to others: then they may call us anything.
_local = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = read("ALLOWED_HOSTS", _local if read("HOST") in {"localhost", "127.0.0.1", "::1"} else ["*"])
BASE_URL = read("BASE_URL", f"http://{read('HOST')}:{read('PORT')}")
WAGTAILADMIN_BASE_URL = BASE_URL
CSRF_TRUSTED_ORIGINS = [BASE_URL]

DATABASES = {
    "default": read("DATABASE_URL", {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "tongyan.sqlite3"})
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS

REDIS_URL = read("REDIS_URL", "")
if REDIS_URL:
    CHANNEL_LAYERS, CACHES = redis(REDIS_URL, read("REDIS_PREFIX"))
else:
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    # Full, it throws away any third: with the usual 300, a class that comes in together would lose its tickets.
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100_000}}
    }

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "portal.notices.mailbox.DemoMailbox"
SMS = read("SMS_URL", {"way": "demo"})  # shown at /dev/mail/
RESPONSIBLE = {
    "name": read("RESPONSIBLE_NAME", "林知远（虚构） Lin Zhiyuan (fictional)"),
    "contact": read("RESPONSIBLE_CONTACT", "privacy@yanxia.example"),
}
MEDIA_ROOT = DATA_DIR / "media"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.ui.hashed.HashedStatic"},
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
