"""The log, on standard error (docs/running.md)."""

from typing import Any


def log(form: str, level: str) -> dict[str, Any]:
    """Django's LOGGING: plain lines or one object of JSON a line."""
    return {
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
        "root": {"handlers": ["alarms", "console"], "level": level},
        "loggers": {
            "isuwc.access": {"handlers": ["console"], "propagate": False},
            # Django would send letters of its own, and print lines a second time; runserver's are in the access log
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": False},
        },
    }
