"""For real children: PostgreSQL, Redis, private media in a bucket, every secret from the environment."""

from urllib.parse import unquote, urlsplit

from django.http.request import validate_host

from portal.settings.base import *  # noqa: F403 (settings are inherited by name)
from portal.settings.base import redis
from portal.settings.environment import WrongSetting, read

EMBEDDED = False
CLOCK_SECONDS = 0
DEBUG = False
SECRET_KEY = read("SECRET_KEY")
if len(SECRET_KEY) < 50:
    raise WrongSetting("SECRET_KEY", "shorter than 50 characters")
SECRET_KEY_FALLBACKS = read("SECRET_KEY_FALLBACKS")
VAULT_KEYS = read("VAULT_KEYS")
RECEIPT_KEYS = read("RECEIPT_KEYS")
ALLOWED_HOSTS = read("ALLOWED_HOSTS")
if "*" in ALLOWED_HOSTS:
    raise WrongSetting("ALLOWED_HOSTS", "name the hosts; links in our mail are made from them")
BASE_URL = read("BASE_URL").rstrip("/")
if not BASE_URL.startswith("https://"):
    raise WrongSetting("BASE_URL", "must begin with https://, children's words never travel in the open")
if not validate_host(urlsplit(BASE_URL).hostname or "", ALLOWED_HOSTS):
    raise WrongSetting("BASE_URL", "its host is not among ALLOWED_HOSTS")
WAGTAILADMIN_BASE_URL = BASE_URL
CSRF_TRUSTED_ORIGINS = [BASE_URL]

DATABASES = {"default": read("DATABASE_URL") | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    raise WrongSetting("DATABASE_URL", "production needs PostgreSQL")

REDIS_URL = read("REDIS_URL")
CHANNEL_LAYERS, CACHES = redis(REDIS_URL, read("REDIS_PREFIX"))
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

_mail = urlsplit(read("EMAIL_URL"))
EMAIL_HOST, EMAIL_PORT = _mail.hostname, _mail.port or 587
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_USE_TLS = not EMAIL_USE_SSL
EMAIL_TIMEOUT = 10  # seconds; a mail server that hangs must not hold every thread of the pages
DEFAULT_FROM_EMAIL = SERVER_EMAIL = read("MAIL_FROM")
SMS = read("SMS_URL")
if SMS["way"] == "demo":
    raise WrongSetting("SMS_URL", "demo:// sends nothing; say off:// where nobody comes in by phone")
# Named on the rules pages; without a person to turn to there is no start (PRI-1).
RESPONSIBLE = {"name": read("RESPONSIBLE_NAME"), "contact": read("RESPONSIBLE_CONTACT")}

STORAGES = {
    "default": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": read("MEDIA_BUCKET"),
            "endpoint_url": read("MEDIA_ENDPOINT"),
            "access_key": read("MEDIA_KEY"),
            "secret_key": read("MEDIA_SECRET"),
            "default_acl": "private",
            "file_overwrite": False,
        },
    },
    "staticfiles": {"BACKEND": "portal.ui.hashed.HashedStatic"},
}

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_NAME = "__Host-language"
ALLAUTH_TRUSTED_PROXY_COUNT = read("TRUSTED_PROXIES")
