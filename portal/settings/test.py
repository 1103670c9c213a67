"""For the test run: the embedded settings with cheap hashes and plain static names."""

import os

from portal.settings.base import redis
from portal.settings.dev import *  # noqa: F403 (settings are inherited by name)
from portal.settings.dev import DATA_DIR, REDIS_URL

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "test-media" / os.environ.get("PYTEST_XDIST_WORKER", "main")
CLOCK_SECONDS = 0
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

_worker = os.environ.get("PYTEST_XDIST_WORKER", "")
if REDIS_URL and _worker:
    # `cache.clear()` empties a whole Redis database, the tickets of the test beside it included; so each worker of a
    # parallel run has a database of its own. Servers that tests start keep the one they were given.
    CHANNEL_LAYERS, CACHES = redis(f"{REDIS_URL.rsplit('/', 1)[0]}/{int(_worker.removeprefix('gw')) % 15 + 1}", _worker)
