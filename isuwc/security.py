"""Plain http, told by the proxy in front, is answered with the way to https."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase

OPEN = {"/healthz", "/readyz"}  # asked by machines inside


def https_only(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Send a visitor whom a proxy says to have come by http to the same address by https.

    Without a proxy there is no such header, so that a developer's machine needs no certificate. Where SITE_URL is
    https, Django's own SECURE_SSL_REDIRECT does the same without asking for the header.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.headers.get("X-Forwarded-Proto") == "http" and request.path not in OPEN:
            return HttpResponsePermanentRedirect(f"https://{request.get_host()}{request.get_full_path()}")
        return get_response(request)

    return middleware
