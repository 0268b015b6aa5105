"""The way to https, and which content a page may use."""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBadRequest, HttpResponsePermanentRedirect
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


def no_nul(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Refuse an address that holds a NUL: no text of ours has one, and the database takes none."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if "%00" in request.META.get("QUERY_STRING", "") or "\x00" in request.path_info:
            return HttpResponseBadRequest("An address can't hold a NUL.", content_type="text/plain")
        return get_response(request)

    return middleware


class PolicyMiddleware(CSPMiddleware):
    """The site's content security policy; in the admin styles alone are looser, which its editor for texts needs."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith("/admin/") and not report_only:
            parts.replace = {**(parts.replace or {}), "style-src": [SELF, UNSAFE_INLINE]}
        return parts
