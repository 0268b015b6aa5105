"""What values say together: each is right by itself, and the site can't run with both."""

import datetime
import os
from pathlib import Path
from urllib.parse import urlsplit

from django.http.request import validate_host

from isuwc.clock.words import NoMomentError, moment_of
from isuwc.settings import declared
from isuwc.settings.reading import Given

YEAR = 31_536_000  # seconds
HERE = {"127.0.0.1", "localhost", "::1"}


def is_server(given: Given) -> bool:
    """Whether people rely on the site: it is neither a checkout with its own database nor somebody's DEBUG."""
    return not (given[declared.EMBEDDED_POSTGRES] or given[declared.DEBUG])


def private(given: Given, media: Path) -> Path:
    """The folder of files that are not public."""
    return given[declared.PRIVATE_ROOT] or media.parent / "private"


def contradictions(given: Given, media: Path) -> list[str]:
    """A sentence for each. `media` is the folder of pictures, given or not."""
    found = _of_the_address(given)
    if given[declared.HSTS_PRELOAD] and not (given[declared.HSTS_SUBDOMAINS] and given[declared.HSTS_SECONDS] >= YEAR):
        found.append(f"HSTS_PRELOAD asks for HSTS_SUBDOMAINS=true and HSTS_SECONDS={YEAR} or more.")
    if given[declared.DEMO_NOW]:
        found += _of_a_demo(given)
    if given[declared.MEDIA_ROOT] or is_server(given):
        found += _of_the_folder(media)
    served = {"MEDIA_ROOT": media, "STATIC_ROOT": given[declared.STATIC_ROOT]}
    for name, place in served.items():
        if place and private(given, media).resolve().is_relative_to(place.resolve()):
            found.append(f"PRIVATE_ROOT lies in {name}, whose files everybody may read: put it elsewhere.")
    return found


def _of_the_address(given: Given) -> list[str]:
    url = given[declared.SITE_URL]
    if not url:
        return []
    found = []
    host = urlsplit(url).hostname or ""
    bare = f"[{host}]" if ":" in host else host
    if not validate_host(bare, given[declared.ALLOWED_HOSTS]):
        found.append(f"ALLOWED_HOSTS must have {bare}, the host of SITE_URL.")
    if is_server(given) and not url.startswith("https://") and host not in HERE:
        found.append(f"SITE_URL must begin with https:// on a server, not be {url!r}: cookies would not be Secure.")
    if given[declared.DEBUG] and url.startswith("https://"):
        found.append("DEBUG shows everybody what the code holds in its hands: remove it where SITE_URL is https.")
    return found


def _of_a_demo(given: Given) -> list[str]:
    found = []
    try:
        demo_now(given)
    except NoMomentError as error:
        found.append(f"DEMO_NOW is {given[declared.DEMO_NOW]!r}. {error}")
    if given[declared.DATABASE_URL] or given[declared.SITE_URL].startswith("https://"):
        found.append("DEMO_NOW is for a demo with the embedded database, not for a server: remove it.")
    return found


def demo_now(given: Given) -> datetime.datetime | None:
    """The moment at which a demo stands still for everybody. Raises NoMomentError."""
    words = given[declared.DEMO_NOW]
    return moment_of(words) if words else None


def _of_the_folder(media: Path) -> list[str]:
    if not media.is_dir():
        return [f"MEDIA_ROOT must be a folder that is there, and {media} is not: make it, owned by the site's user."]
    if not os.access(media, os.W_OK | os.X_OK):
        return [f"MEDIA_ROOT must be a folder that the site's user may write to, and {media} is not."]
    return []
