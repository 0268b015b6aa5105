"""Settings, all from the environment.

The environment may name a file that has them, in ENV_FILE.
Nothing here has a fallback that would be unsafe in production: what a server needs must be given, and every odd value
stops the start with its name and what would be right (`declared`). `make run` and `make test` write `var/local.env`
once for this checkout, which `manage.py` reads. It has EMBEDDED_POSTGRES=true in place of DATABASE_URL, so that the
embedded server is used.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONCE, SELF
from django.core.exceptions import ImproperlyConfigured
from django_prose_editor.config import html_tags
from js_asset import static_lazy

from isuwc.settings import declared, logs, reading, together

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"

given, _problems = reading.read(os.environ, declared.ALL)
MEDIA_ROOT = given[declared.MEDIA_ROOT] or VAR_DIR / "media"
if _problems := _problems or together.contradictions(given, MEDIA_ROOT):
    raise ImproperlyConfigured("\n".join(_problems))

# Name and address of the site

IS_SERVER = together.is_server(given)
DEBUG = given[declared.DEBUG]
SECRET_KEY = given[declared.SECRET_KEY]
SECRET_KEY_FALLBACKS = given[declared.SECRET_KEY_FALLBACKS]
ALLOWED_HOSTS = given[declared.ALLOWED_HOSTS]
PORT = given[declared.PORT]
WORKERS = given[declared.WORKERS]
KEPT_PAGES = given[declared.KEPT_PAGES] * 1_000_000
OFFLINE_PAGES = given[declared.OFFLINE_PAGES]
REDIS_SECRET_URL = given[declared.REDIS_URL]  # by its name Django leaves it out of what it shows of settings
# Another one where anything differs on which pages may depend; whoever knows it can sign pages
PAGES_SECRET = repr([(each.name, given[each]) for each in declared.ALL if each.name not in declared.OF_A_PROCESS])
# QR codes, feeds and calendars need absolute addresses, and a QR code on paper one that lasts
SITE_URL = given[declared.SITE_URL] or f"http://127.0.0.1:{PORT}"
_site = urlsplit(SITE_URL)
HTTPS = _site.scheme == "https"

# Applications

INSTALLED_APPS = [
    "isuwc.site",
    "isuwc.signin",
    "isuwc.signin.accounts",
    "isuwc.submissions",
    "isuwc.history",
    "isuwc.tables",
    "isuwc.outbox",
    "isuwc.freshness",
    "news",
    "standings",
    "events",
    "content_editor",
    "django_prose_editor",
    "js_asset",
    "csp",
    "isuwc.newsroom.config.NewsroomConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "isuwc.site.monitoring.requests.requests",
    "isuwc.web.security.probes",
    "django.middleware.security.SecurityMiddleware",
    "isuwc.web.security.https_only",
    "isuwc.site.kept.query.notes_its_query",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "isuwc.web.security.PolicyMiddleware",
    "isuwc.web.security.no_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "isuwc.signin.accounts.middleware.VerifiedUserMiddleware",
    "isuwc.site.middleware.upload_limits.upload_limits",
    "django.contrib.messages.middleware.MessageMiddleware",
    "isuwc.newsroom.kept.middleware.KeptFormsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "isuwc.signin.middleware.HashingFullMiddleware",
    "isuwc.newsroom.history.middleware.acting_in_the_newsroom",
    "isuwc.site.middleware.clock.shown_moment",
    "news.pages.old_addresses.old_addresses",
    "isuwc.site.middleware.banner_pages.BannerMiddleware",
]

ROOT_URLCONF = "isuwc.urls"
WSGI_APPLICATION = "isuwc.wsgi.application"
# Finds the widgets' templates beside all others, cuts nothing, and says which files have to be chosen again
FORM_RENDERER = "isuwc.files.chosen_again.Forms"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "isuwc.site.middleware.banner_pages.no_banner",
            ],
            "builtins": ["isuwc.signin.templatetags.made_for"],  # marks each form of the newsroom with whose it is
        },
    },
]

# Database: DATABASE_URL, or this checkout's own embedded server

# Connections stay open between requests, one for each thread. The development server starts a thread for each request.
_connections = {"CONN_MAX_AGE": 0 if DEBUG else 60, "CONN_HEALTH_CHECKS": True}
_database = given[declared.DATABASE_URL] or {"ENGINE": "isuwc.database.embedded", "NAME": "isuwc"}
DATABASES: dict[str, dict[str, Any]] = {"default": {**_connections, **_database}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A demo may stand still at another moment than now, for everybody. Never where people rely on the site: only with the
# embedded database of a checkout, and `check --deploy` refuses it as well.

DEMO_NOW = together.demo_now(given)

# Language and time: texts are English, stored times are UTC, pages name the zone of each time that they show

LANGUAGE_CODE = "en-gb"
USE_I18N = False
FORMAT_MODULE_PATH = "isuwc.text.formats"
TIME_ZONE = "UTC"
USE_TZ = True

# Files

STATIC_URL = "/static/"
STATIC_ROOT = given[declared.STATIC_ROOT] or VAR_DIR / "static"
STATICFILES_DIRS: list[Path] = []
MEDIA_URL = "/media/"
# Photographs as they came, and files that the public may not see now: beside the public ones, never among them
PRIVATE_ROOT = together.private(given, MEDIA_ROOT)
# What the rich text editor does with what is pasted into it, and with @
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {"js": [static_lazy("news/admin/pasted-documents.js")], "extensions": {"PastedDocuments": html_tags([])}},
    {"js": [static_lazy("news/admin/mentions.js")], "extensions": {"Mentions": html_tags([])}},
]
STORAGES = {
    "default": {"BACKEND": "isuwc.files.whole.WholeFileStorage"},
    "private": {"BACKEND": "isuwc.files.whole.PrivateStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "isuwc.site.stylesheets.BundlingStorage"
    },
}

# Users: `isuwc.signin` limits attempts to sign in, and hashes passwords with bounded resources

AUTHENTICATION_BACKENDS = ["isuwc.signin.backend.LimitsBackend", "isuwc.signin.accounts.backend.StaffBackend"]
PASSWORD_HASHERS = ["isuwc.signin.hashing.BoundedPBKDF2PasswordHasher"]
# The number of our own proxies before the site: so many entries of X-Forwarded-For are trusted
PROXIES = given[declared.PROXIES]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "isuwc.signin.accounts.passwords.GuessablePasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 2 * 3600  # seconds
_roles = given[declared.SECOND_FACTOR]
SECOND_FACTOR = (["Administrator", "Editor"] if HTTPS else []) if _roles is None else _roles
STAFF_CONTACT = given[declared.STAFF_CONTACT]
SECURITY_CONTACT = given[declared.SECURITY_CONTACT]
# Sessions last 12 hours from the sign-in on
SESSION_ENGINE = "isuwc.signin.accounts.sessions.store"
SESSION_COOKIE_AGE = 12 * 3600  # seconds
# __Host-: of this host alone, over https alone, so that no other host of the domain can set them
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"  # used if `next` is not an address of this site

# E-mail: sent by the command send_letters alone, never while somebody waits for an answer

_email = given[declared.EMAIL_URL]
SENDS_MAIL = bool(_email)
EMAIL_BACKEND = _email.get("EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend")
EMAIL_HOST = _email.get("EMAIL_HOST") or ""
EMAIL_PORT = _email.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _email.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _email.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = bool(_email.get("EMAIL_USE_TLS"))
EMAIL_USE_SSL = bool(_email.get("EMAIL_USE_SSL"))
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = given[declared.EMAIL_FROM] or f"newsroom@{_site.hostname}"

# Forms: that of a result sheet of 55 lines has 1,017 fields, that of an article with many blocks more

FORM_FIELDS = 5_000
FORM_TEXT = 5 * 1024**2
# Django reads more than that, so that the words of a form that is too large can be given back
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_NUMBER_FILES = 100
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024**2

# Security

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "frame-src": ["https://www.youtube-nocookie.com"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    },
}
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = given[declared.HSTS_SECONDS]
SECURE_HSTS_INCLUDE_SUBDOMAINS = given[declared.HSTS_SUBDOMAINS]
SECURE_HSTS_PRELOAD = given[declared.HSTS_PRELOAD]
# Subdomains and the preload list: whoever runs the site decides, and what they decide can't be taken back soon
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "isuwc.newsroom.kept.refused.csrf_failure"
X_FRAME_OPTIONS = "DENY"

# The log, and who is told of errors

LOG_FORMAT = given[declared.LOG_FORMAT]
LOGGING = logs.log(LOG_FORMAT, given[declared.LOG_LEVEL])
SLOW_QUERY = given[declared.SLOW_QUERY]
ADMINS = [("", address) for address in given[declared.ADMINS]]
ERROR_HOOK = given[declared.ERROR_HOOK]
