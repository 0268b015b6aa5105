"""Settings, all from the environment.

Nothing here has a fallback that would be unsafe in production: SECRET_KEY, ALLOWED_HOSTS and DATABASE_URL must be set.
`make run` and `make test` write them once for this checkout into `var/local.env`, which `manage.py` reads. It has
EMBEDDED_POSTGRES=true in place of DATABASE_URL, so that the embedded server is used.
"""

import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, SELF
from django.core.exceptions import ImproperlyConfigured
from django_prose_editor.config import html_tags
from js_asset import static_lazy

from isuwc.clock.words import NoMomentError, moment_of

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()


def _flag(name: str, default: bool = False) -> bool:
    """A boolean that must be spelled as one: an odd value stops the start instead of meaning False."""
    value = env.str(name, default=str(default)).strip().lower()
    if value in {"true", "1", "yes", "on"}:
        return True
    if value in {"false", "0", "no", "off", ""}:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")


def _required(name: str) -> str:
    value: str = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. On a developer's machine `make setup` writes it to var/local.env; "
            "a server gets it from its environment (docs/operators.md)."
        )
    return value


def _number(name: str, default: int) -> int:
    try:
        value: int = env.int(name, default=default)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {env.str(name)!r}.") from None
    return value


# Name and address of the site

DEBUG = _flag("DEBUG")
SECRET_KEY = _required("SECRET_KEY")
ALLOWED_HOSTS = [host.strip() for host in _required("ALLOWED_HOSTS").split(",") if host.strip()]
PORT = _number("PORT", 8000)
# QR codes, feeds and calendars need absolute addresses, and a QR code on paper one that lasts
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
_site = urlsplit(SITE_URL)
if _site.scheme not in {"http", "https"} or not _site.netloc or _site.path:
    raise ImproperlyConfigured(f"SITE_URL must be an address such as https://example.org, not {SITE_URL!r}.")
HTTPS = _site.scheme == "https"

# Applications

INSTALLED_APPS = [
    "isuwc.site",
    "isuwc.signin",
    "isuwc.submissions",
    "isuwc.history",
    "isuwc.tables",
    "isuwc.outbox",
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
    "django.middleware.security.SecurityMiddleware",
    "isuwc.web.security.https_only",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "isuwc.web.security.PolicyMiddleware",
    "isuwc.web.security.no_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "isuwc.site.upload_limits.upload_limits",
    "django.contrib.messages.middleware.MessageMiddleware",
    "isuwc.newsroom.kept.middleware.KeptFormsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "isuwc.signin.middleware.HashingFullMiddleware",
    "isuwc.newsroom.history.middleware.acting_in_the_newsroom",
    "isuwc.site.clock.shown_moment",
    "news.pages.old_addresses.old_addresses",
    "isuwc.site.banner_pages.BannerMiddleware",
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
                "isuwc.site.banner_pages.no_banner",
            ],
            "builtins": ["isuwc.signin.templatetags.made_for"],  # marks each form of the newsroom with whose it is
        },
    },
]

# Database: DATABASE_URL, or this checkout's own embedded server

EMBEDDED_POSTGRES = _flag("EMBEDDED_POSTGRES")
DATABASES: dict[str, dict[str, Any]]
if EMBEDDED_POSTGRES and not env.str("DATABASE_URL", default="").strip():
    DATABASES = {"default": {"ENGINE": "isuwc.embedded_postgres", "NAME": "isuwc"}}
else:
    _required("DATABASE_URL")
    DATABASES = {"default": env.db("DATABASE_URL")}
    if DATABASES["default"].get("ENGINE") != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL must name a Postgres database (postgres://…).")
# Connections stay open between requests, one for each thread. The development server starts a thread for each request.
DATABASES["default"] |= {"CONN_MAX_AGE": 0 if DEBUG else 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A demo may stand still at another moment than now, for everybody. Never where people rely on the site: only with the
# embedded database of a checkout, and `check --deploy` refuses it as well.

DEMO_NOW: datetime.datetime | None = None
if _demo_now := env.str("DEMO_NOW", default="").strip():
    try:
        DEMO_NOW = moment_of(_demo_now)
    except NoMomentError as error:
        raise ImproperlyConfigured(f"DEMO_NOW is {_demo_now!r}. {error}") from None
    if DATABASES["default"]["ENGINE"] != "isuwc.embedded_postgres" or HTTPS:
        raise ImproperlyConfigured("DEMO_NOW is for a demo with the embedded database, not for a server: remove it.")

# Language and time: texts are English, stored times are UTC, pages name the zone of each time that they show

LANGUAGE_CODE = "en-gb"
USE_I18N = False
FORMAT_MODULE_PATH = "isuwc.text.formats"
TIME_ZONE = "UTC"
USE_TZ = True

# Files

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS: list[Path] = []
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
# Photographs as they came, and files that the public may not see now: beside the public ones, never among them
PRIVATE_ROOT = Path(env.str("PRIVATE_ROOT", default="").strip() or MEDIA_ROOT.parent / "private")
for _name, _served in (("MEDIA_ROOT", MEDIA_ROOT), ("STATIC_ROOT", STATIC_ROOT)):
    if PRIVATE_ROOT.resolve().is_relative_to(_served.resolve()):
        raise ImproperlyConfigured(f"PRIVATE_ROOT lies in {_name}, whose files everybody may read: put it elsewhere.")
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

AUTHENTICATION_BACKENDS = ["isuwc.signin.backend.LimitsBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["isuwc.signin.hashing.BoundedPBKDF2PasswordHasher"]
# The number of our own proxies before the site: so many entries of X-Forwarded-For are trusted
PROXIES = _number("PROXIES", 0)
if PROXIES < 0:
    raise ImproperlyConfigured(f"PROXIES must be 0 or more, not {PROXIES}.")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"  # used if `next` is not an address of this site

# E-mail: sent by the command send_letters alone, never while somebody waits for an answer

_email_url = env.str("EMAIL_URL", default="").strip()
SENDS_MAIL = bool(_email_url)
try:
    _email: dict[str, Any] = environ.Env.email_url_config(_email_url) if SENDS_MAIL else {}
except (ImproperlyConfigured, ValueError):
    _email = {}
if SENDS_MAIL and not (_email.get("EMAIL_HOST") or _email_url.startswith(("memorymail:", "consolemail:"))):
    raise ImproperlyConfigured(
        "EMAIL_URL must be an address such as smtp+tls://user:password@mail.example.org:587 (docs/operators.md)."
    )
EMAIL_BACKEND = _email.get("EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend")
EMAIL_HOST = _email.get("EMAIL_HOST") or ""
EMAIL_PORT = _email.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _email.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _email.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = bool(_email.get("EMAIL_USE_TLS"))
EMAIL_USE_SSL = bool(_email.get("EMAIL_USE_SSL"))
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default=f"newsroom@{_site.hostname}")

# Forms: that of the largest result sheet has 806 fields, that of an article with many blocks more

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 100
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024**2

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
        "frame-src": ["https://www.youtube-nocookie.com"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    },
}
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "isuwc.newsroom.kept.refused.csrf_failure"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
