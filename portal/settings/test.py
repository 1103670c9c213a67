"""For the test run: the embedded settings with cheap hashes and plain static names."""

import os

from portal.settings.dev import *  # noqa: F403 (settings are inherited by name)
from portal.settings.dev import DATA_DIR, DATABASES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "test-media" / os.environ.get("PYTEST_XDIST_WORKER", "main")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A named file, because a database in memory cannot be kept between runs.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
else:
    # Local test servers ask for no certificate and hold no real data.
    DATABASES["default"]["TEST"] = {"NAME": "test_tongyan"}
