"""Pages of the admin that are no list and no form of a model."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers


def page(request: HttpRequest, site: AdminSite, template: str, title: str, context: dict[str, Any]) -> HttpResponse:
    """The template with all that the admin's own pages have. Kept by no cache: it is of what staff may see now."""
    response = render(request, template, {**site.each_context(request), "title": title, **context})
    add_never_cache_headers(response)
    return response
