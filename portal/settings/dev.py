"""The embedded default: one process, SQLite, in-process channel layer, demo mailbox. Never for real children."""

import os
from pathlib import Path

from portal.settings.base import *  # noqa: F403 (settings are inherited by name)
from portal.settings.base import ROOT, SQLITE_OPTIONS
from portal.settings.environment import read

EMBEDDED = True
DEBUG = read("DEBUG")
DATA_DIR = Path(read("DATA_DIR") or ROOT / "var")
DATA_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = read("SECRET_KEY", "embedded-only-this-key-is-public-and-signs-nothing-that-matters")
VAULT_KEYS = read("VAULT_KEYS", "demo:" + "ZGVtby1vbmx5LTMyLWJ5dGVzLXZhdWx0LWtleS0wMDE=")
ALLOWED_HOSTS = read("ALLOWED_HOSTS", ["*"])
BASE_URL = read("BASE_URL", f"http://{read('HOST')}:{read('PORT')}")
WAGTAILADMIN_BASE_URL = BASE_URL
CSRF_TRUSTED_ORIGINS = [BASE_URL]

DATABASES = {
    "default": read("DATABASE_URL", {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "tongyan.sqlite3"})
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS

REDIS_URL = os.environ.get("REDIS_URL", "")
if REDIS_URL:
    CHANNEL_LAYERS = {
        "default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [REDIS_URL]}}
    }
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "portal.notices.mailbox.DemoMailbox"
MEDIA_ROOT = DATA_DIR / "media"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.ui.hashed.HashedStatic"},
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
