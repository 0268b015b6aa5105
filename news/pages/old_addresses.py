"""Leads addresses of the replaced site to their pages, where this site has no page of its own."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from isuwc.web.redirects import moved
from news.models import OldAddress

# Where no page of the replaced site is looked for: the newsroom and files, whose 404 costs no query
NEVER = ("/admin/", "/media/", "/static/")


def old_addresses(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware. A page that is found costs nothing, one that is not a query, and another if it leads on."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"} or request.path.startswith(NEVER):
            return response
        target = OldAddress.objects.target_of(request.path, request.META.get("QUERY_STRING", ""))
        return moved(target) if target else response

    return middleware
