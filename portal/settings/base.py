"""What every set-up of the site shares; dev, test and production each change a little."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parents[2]

INSTALLED_APPS = [
    "portal.pages",
    "portal.family",
    "voices.advocacy",
    "voices",
    "activities.live",
    "activities.desk",
    "activities.councils",
    "activities",
    "portal.asking",
    "moderation",
    "portal.consent",
    "portal.notices",
    "portal.accounts",
    "portal.directory",
    "portal.privacy",
    "portal.audit",
    "portal.clock",
    "portal.ui",
    "portal.text",
    "portal.files",
    "portal.rows",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "channels",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "portal.ui.probes.ProbesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.ui.headers.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "portal.accounts.middleware.DoorMiddleware",
    "portal.consent.middleware.RememberingMiddleware",
]

JURISDICTION = "cn"  # whose rules of age and consent hold: portal.consent.purposes.JURISDICTIONS

ROOT_URLCONF = "portal.urls"
ASGI_APPLICATION = "portal.asgi.application"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

PUBSUB = "channels_redis.pubsub.RedisPubSubChannelLayer"  # the plain Redis layer is four times slower in a room


def redis(url, prefix):
    """Channel layer and cache over one Redis, apart from other sites that may use it."""
    layer = {"BACKEND": PUBSUB, "CONFIG": {"hosts": [url], "prefix": prefix}}
    cache = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url, "KEY_PREFIX": prefix}
    return {"default": layer}, {"default": cache}


SQLITE_OPTIONS = {
    # Without IMMEDIATE, WAL refuses more than half of concurrent writers ("database is locked").
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-20000;"
    ),
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LOCALE_PATHS = [ROOT / "locale" / "all"]  # each part owns its words; `manage.py catalogues` compiles them into one

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "var" / "static"
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_URL = "/media/private/"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site has any business with our files

# Wagtail: nothing phones home, nothing outside our own second factor opens it, nothing guesses at content.
WAGTAIL_SITE_NAME = _("Tongyan")
WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8000"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAILEMBEDS_FINDERS = []
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILIMAGES_IMAGE_MODEL = "pages.SiteImage"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"jpeg": "webp", "png": "webp", "heic": "webp"}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "portal.text.search"}}

# Where 快速离开 leads: a page nobody wonders about.
NEUTRAL_PAGE = "https://www.weather.com.cn/"

# allauth: guardians come in by a code sent to them, staff by password and second factor, children by their card.
ACCOUNT_ADAPTER = "portal.accounts.adapters.AccountAdapter"
MFA_ADAPTER = "portal.accounts.adapters.MFAAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone"]  # one of the two: portal.accounts.forms.allauth.SignupForm
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "同檐 "
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PHONE_VERIFICATION_TIMEOUT = ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600  # as the letters and messages say
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.allauth.LoginForm",
    "signup": "portal.accounts.forms.allauth.SignupForm",
    "request_login_code": "portal.accounts.forms.allauth.CodeForm",
    "reset_password": "portal.accounts.forms.allauth.ResetPasswordForm",
    "add_email": "portal.accounts.forms.wording.AddEmailForm",
    "change_password": "portal.accounts.forms.wording.ChangePasswordForm",
    "set_password": "portal.accounts.forms.wording.SetPasswordForm",
    "reset_password_from_key": "portal.accounts.forms.wording.ResetPasswordKeyForm",
    "reauthenticate": "portal.accounts.forms.wording.ReauthenticateForm",
    "confirm_login_code": "portal.accounts.forms.wording.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "portal.accounts.forms.wording.ConfirmEmailVerificationCodeForm",
    "verify_phone": "portal.accounts.forms.wording.VerifyPhoneForm",
}
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or second factor is told to its owner (SEC-10)
# A whole school sits behind one address: wide by address, narrow by account (SEC-6).
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "signup": "200/m/ip",
    "login_failed": "200/m/ip,5/300s/key",
    # One message costs money and somebody's sleep: a number gets few, however many knock.
    "verify_phone": "60/m/ip,3/600s/key",
    "request_login_code": "200/m/ip,3/m/key,10/3600s/key",
    "change_phone": "5/600s/user",
    "again_code": "3/600s/user",
    "again_try": "10/600s/user",
    "reset_password": "200/m/ip,5/m/key",
    "reset_password_from_key": "200/m/ip",
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "email", "pseudonym")},
    },
]
LOGIN_REDIRECT_URL = "/family/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "portal.accounts.forms.wording.AuthenticateForm",
    "reauthenticate": "portal.accounts.forms.wording.ReauthenticateByFactorForm",
    "activate_totp": "portal.accounts.forms.allauth.ActivateTOTPForm",
    "add_webauthn": "portal.accounts.forms.allauth.AddPasskeyForm",
    "edit_webauthn": "portal.accounts.forms.allauth.EditPasskeyForm",
}
MFA_TOTP_ISSUER = "同檐 Tongyan"

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_ENGINE = "portal.accounts.adapters.sessions"  # sealed: codes and half-filled forms wait in sessions
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.ui.views.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "portal.files.unspooled.Held",  # lists with names of families touch no disk
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Nothing but this reaches a log: no bodies, no local values, nobody's words (SEC-37).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "portal.text.logs.Line"}},
    "handlers": {
        "lines": {"class": "logging.StreamHandler", "formatter": "line"},
        "nobody": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["lines"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["lines"], "level": "INFO", "propagate": False},
        # Strangers write what they like into Host, all day long.
        "django.security.DisallowedHost": {"handlers": ["nobody"], "propagate": False},
        "django.server": {"handlers": ["lines"], "level": "WARNING", "propagate": False},
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "report-uri": ["/csp/"],
    }
}
