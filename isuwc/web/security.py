"""Redirecting to https, answering probes, refusing NUL in addresses, and the content security policy."""

from collections.abc import Callable
from urllib.parse import urlsplit

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBadRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase

from isuwc.web.problems import is_for_programs, problem

OPEN = {"/healthz", "/readyz"}  # for load balancers, which use http


def https_only(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Redirect requests to https that came by http according to the proxy's X-Forwarded-Proto.

    Without a proxy there is no such header, so a developer's machine needs no certificate. If SITE_URL is https,
    Django's SECURE_SSL_REDIRECT also redirects without the header.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.headers.get("X-Forwarded-Proto") == "http" and request.path not in OPEN:
            return HttpResponsePermanentRedirect(f"https://{request.get_host()}{request.get_full_path()}")
        return get_response(request)

    return middleware


def probes(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer a health check under whatever name it came: load balancers ask by number, http://127.0.0.1:8000/healthz.

    What it is answered holds no address, so that nobody gains by the name that they give.
    """
    own = urlsplit(settings.SITE_URL).netloc

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path in OPEN:
            request.META["HTTP_HOST"] = own
            request.META.pop("HTTP_X_FORWARDED_HOST", None)
        return get_response(request)

    return middleware


def no_nul(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Refuse an address that contains a NUL: no address of the site has one, and the database refuses it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if "%00" in request.META.get("QUERY_STRING", "") or "\x00" in request.path_info:
            why = "An address can't hold a NUL."
            return problem(400, why) if is_for_programs(request) else HttpResponseBadRequest(why, "text/plain")
        return get_response(request)

    return middleware


class PolicyMiddleware(CSPMiddleware):
    """The site's content security policy. The admin also allows inline styles, which its rich text editor needs."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith("/admin/") and not report_only:
            parts.replace = {**(parts.replace or {}), "style-src": [SELF, UNSAFE_INLINE]}
        return parts
