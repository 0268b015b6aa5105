"""What a visitor gets at an address of this site, asked without a request over the network."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, QueryDict
from django.urls import Resolver404, resolve

# No pages for readers: the newsroom, what counts scans, files, and what machines ask
NO_PAGES = ("/admin/", "/q/", "/media/", "/static/", "/banners/", "/healthz", "/readyz", "/.well-known/")


@dataclass(frozen=True)
class Answer:
    """`is_page`: readers find a page there; `moved_to`: they are led on to this address of ours."""

    is_page: bool
    moved_to: str = ""


NOTHING = Answer(False)


def answer(address: str) -> Answer:
    """What is at an address that begins with a slash. The page is made, but not drawn."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or parts.path.startswith(NO_PAGES):
        return NOTHING
    try:
        match = resolve(parts.path)
        request = _request(parts.path, parts.query)
        request.resolver_match = match
        response = match.func(request, *match.args, **match.kwargs)
    except (Resolver404, Http404, PermissionDenied, SuspiciousOperation):
        return NOTHING
    if 300 <= response.status_code < 400:
        return Answer(False, response.headers.get("Location", ""))
    return Answer(response.status_code == 200)


def _request(path: str, query: str) -> HttpRequest:
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    request.GET = QueryDict(query)
    request.user = AnonymousUser()
    site = urlsplit(settings.SITE_URL)
    request.META = {"SERVER_NAME": site.hostname or "", "SERVER_PORT": str(site.port or 80), "REQUEST_METHOD": "GET"}
    return request
