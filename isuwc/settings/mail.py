"""EMAIL_URL taken apart. Pure."""

from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from isuwc.settings.values import OddValueError

FORM = "smtp+tls://user:password@mail.example.org:587"


def mail(value: str) -> dict[str, Any]:
    """Django's settings of the mail server."""
    try:
        found: dict[str, Any] = environ.Env.email_url_config(value)
        behind = urlsplit(value).path.strip("/") or urlsplit(value).fragment  # of a password that isn't coded
    except (ImproperlyConfigured, ValueError):
        found, behind = {}, ""
    if behind or not (found.get("EMAIL_HOST") or value.startswith(("memorymail:", "consolemail:"))):
        raise OddValueError(
            f"must be an address such as {FORM}; signs such as / ? # @ in a password are coded: %40 for @."
        )
    return found
