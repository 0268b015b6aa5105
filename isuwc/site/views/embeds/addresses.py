"""From the address of a page of ours to what can be embedded of it."""

from html import escape
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.http import Http404, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve

from isuwc.site.views.embeds.kinds import FRAMES, OF_PAGES, Frame
from isuwc.web.old_addresses import has_controls

WIDTH = 600  # of an iframe, in CSS pixels, where nobody says otherwise


def ours(address: str) -> SplitResult | None:
    """An address of this site, whole or from its first slash on; None for any other, and for what is none."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    is_ours = (parts.scheme in {"http", "https"} and parts.netloc == urlsplit(settings.SITE_URL).netloc) or not (
        parts.scheme or parts.netloc
    )
    return parts if is_ours and parts.path.startswith("/") and not has_controls(unquote(address)) else None


def resolved(parts: SplitResult) -> ResolverMatch | None:
    try:
        return resolve(unquote(parts.path))
    except Resolver404:
        return None


def frame_at(address: str) -> Frame | None:
    """What stands for the page at that address, or at that of the frame itself; None where there is nothing."""
    parts = ours(address)
    match = resolved(parts) if parts else None
    if parts is None or match is None:
        return None
    make = OF_PAGES.get(match.view_name) or FRAMES.get(match.view_name)
    try:
        return make(QueryDict(parts.query), **match.kwargs) if make else None
    except Http404:
        return None


def code(frame: Frame, theme: str = "", width: int = WIDTH, height: int | None = None) -> str:
    """The HTML of an iframe for it."""
    return (
        f'<iframe src="{escape(source(frame, theme))}" title="{escape(frame.title)}" width="{width}" '
        f'height="{height or frame.height}" style="border: 0; max-width: 100%" loading="lazy"></iframe>'
    )


def source(frame: Frame, theme: str = "") -> str:
    """Its whole address, in a theme."""
    if not theme:
        return f"{settings.SITE_URL}{frame.address}"
    return f"{settings.SITE_URL}{frame.address}{'&' if '?' in frame.address else '?'}theme={theme}"
