"""Answers addresses as the site would, in a process of its own: `python -m isuwc.site.management.backups.pages`.

It reads an address a line and writes the status, the bytes and the SHA-256 of what a visitor gets, so that two of them
with different databases and folders can be compared.
"""

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import django

# Beside what the sitemap names
MORE = ("/robots.txt", "/sitemap.xml", "/news/rss/", "/news/atom/", "/news/feed.json", "/events/calendar.ics")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "isuwc.settings")
    django.setup()
    for line in sys.stdin:
        status, body = answer(line.rstrip("\n"))
        sys.stdout.write(f"{status} {len(body)} {hashlib.sha256(body).hexdigest()}\n")
        sys.stdout.flush()


def answer(address: str) -> tuple[int, bytes]:
    """To a visitor who is not signed in."""
    from django.conf import settings  # noqa: PLC0415 - after django.setup()
    from django.test import Client  # noqa: PLC0415

    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    if host not in settings.ALLOWED_HOSTS and not settings.DEBUG:
        host = settings.ALLOWED_HOSTS[0].lstrip(".")
    client = Client(raise_request_exception=False, SERVER_NAME=host)
    response = client.get(address, secure=settings.HTTPS)
    body = b"".join(response) if response.streaming else response.content
    response.close()
    return response.status_code, body


def addresses() -> Iterator[str]:
    """Every address that the sitemap of this process's site names, its parts, and the feeds."""
    yield from MORE
    parts = re.findall(r"<loc>([^<]+)</loc>", answer("/sitemap.xml")[1].decode())
    for part in map(_local, parts):
        yield part
        yield from map(_local, re.findall(r"<loc>([^<]+)</loc>", answer(part)[1].decode()))


def _local(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


if __name__ == "__main__":
    main()
