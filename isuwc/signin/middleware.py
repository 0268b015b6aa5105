"""The response if a password could not be hashed on a page other than sign-in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from isuwc.signin.hashing import RETRY_AFTER, HashingFullError


class HashingFullMiddleware:
    """Show a page that says so if a password is changed or a user added while the hashing queue is full."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, HashingFullError):
            return None
        response = render(request, "signin/full.html", {"seconds": RETRY_AFTER}, status=503)
        response.headers["Retry-After"] = str(RETRY_AFTER)
        add_never_cache_headers(response)
        return response
