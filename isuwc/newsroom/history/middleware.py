"""Whoever works in the newsroom: what a request changes is one entry of the history, under the form's name."""

from collections.abc import Callable

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst

from isuwc.history.acting import Way, acting

PAGES = {"add": "form", "change": "form", "delete": "deletion", "changelist": "list", "autocomplete": "list"}


def acting_in_the_newsroom(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(reverse("admin:index")):
            return get_response(request)
        with acting(Way.FORM, lambda: form_of(request), lambda: _signed_in(request)):
            return get_response(request)

    return middleware


def form_of(request: HttpRequest) -> str:
    """Listing form; Listing deletion; Article: publish."""
    name = (request.resolver_match and request.resolver_match.url_name) or ""
    for model in sorted(admin.site._registry, key=lambda each: -len(each._meta.model_name or "")):
        start = f"{model._meta.app_label}_{model._meta.model_name}_"
        if name.startswith(start):
            kind, page = capfirst(str(model._meta.verbose_name)), name.removeprefix(start)
            return f"{kind} {PAGES[page]}" if page in PAGES else f"{kind}: {page.replace('_', ' ')}"
    return capfirst(name.replace("_", " ").replace("-", " "))


def _signed_in(request: HttpRequest) -> object | None:
    return request.user if request.user.is_authenticated else None
