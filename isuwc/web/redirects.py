"""Redirects, by whether anybody can ever undo what they say.

Browsers keep a permanent redirect for as long as they like, unless the answer says otherwise: whoever moves a page
back would send them in circles.
"""

from typing import Any

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import resolve_url

A_DAY = 86_400  # seconds


def moved(to: Any) -> HttpResponsePermanentRedirect:
    """To the address that people have given a page since, and may change again: every use asks us anew.

    Permanent for search engines, which move what they know of the page to its new address.
    """
    return _permanent(resolve_url(to), "no-cache")


def respelled(to: Any, query: str = "") -> HttpResponsePermanentRedirect:
    """To the one spelling of an address, such as lower case, which is a rule of the site and not of a row."""
    address = resolve_url(to)
    return _permanent(f"{address}?{query}" if query else address, f"public, max-age={A_DAY}")


def _permanent(address: str, caching: str) -> HttpResponsePermanentRedirect:
    return HttpResponsePermanentRedirect(address, headers={"Cache-Control": caching})
