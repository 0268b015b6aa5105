"""The log, on standard error, and who is told of errors (docs/running.md)."""

import re
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

_ADDRESS = re.compile(r"[^@\s<>]++@[^@\s<>]++")


def log(env: environ.Env) -> tuple[str, dict[str, Any]]:
    """LOG_FORMAT, which is plain lines or one object of JSON a line, and Django's LOGGING."""
    form = env.str("LOG_FORMAT", default="plain").strip().lower()
    if form not in {"plain", "json"}:
        raise ImproperlyConfigured(f"LOG_FORMAT must be plain or json, not {form!r}.")
    return form, {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {"()": "isuwc.site.monitoring.lines.Plain"},
            "json": {"()": "isuwc.site.monitoring.lines.Json"},
        },
        "filters": {"news": {"()": "isuwc.site.monitoring.lines.News"}},
        "handlers": {
            "alarms": {"class": "isuwc.site.monitoring.alarms.Alarms", "level": "ERROR"},
            "console": {"class": "logging.StreamHandler", "formatter": form, "filters": ["news"]},
        },
        "root": {"handlers": ["alarms", "console"], "level": env.str("LOG_LEVEL", default="INFO")},
        "loggers": {
            "isuwc.access": {"handlers": ["console"], "propagate": False},
            # Django would send letters of its own, and print lines a second time; runserver's are in the access log
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": False},
        },
    }


def admins(env: environ.Env) -> list[tuple[str, str]]:
    """Who is told of errors by letter, as Django has them: a name, which is empty, and an address."""
    addresses = [address.strip() for address in env.str("ADMINS", default="").split(",") if address.strip()]
    if odd := [address for address in addresses if not _ADDRESS.fullmatch(address)]:
        raise ImproperlyConfigured(f"ADMINS must be e-mail addresses, separated by commas; {odd[0]!r} is none.")
    return [("", address) for address in addresses]


def error_hook(env: environ.Env) -> str:
    """The address to which errors are posted; empty for none."""
    address: str = env.str("ERROR_HOOK", default="").strip()
    if address and urlsplit(address).scheme not in {"http", "https"}:
        raise ImproperlyConfigured(f"ERROR_HOOK must begin with https:// or http://, not {address!r}.")
    return address
