"""Permanent redirects, cached or not depending on whether they can be undone.

Browsers may cache a permanent redirect for ever unless the response says otherwise: if a page were moved back, they
would go round in circles.
"""

from typing import Any

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import resolve_url

A_DAY = 86_400  # seconds


def moved(to: Any) -> HttpResponsePermanentRedirect:
    """To the current address of a page that people have moved and may move again, so it is never cached.

    It is permanent for search engines, which then list the page under its new address.
    """
    return _permanent(resolve_url(to), "no-cache")


def respelled(to: Any, query: str = "") -> HttpResponsePermanentRedirect:
    """To the canonical spelling of an address, such as lower case, which is a rule of the site and never changes."""
    address = resolve_url(to)
    return _permanent(f"{address}?{query}" if query else address, f"public, max-age={A_DAY}")


def _permanent(address: str, caching: str) -> HttpResponsePermanentRedirect:
    return HttpResponsePermanentRedirect(address, headers={"Cache-Control": caching})
