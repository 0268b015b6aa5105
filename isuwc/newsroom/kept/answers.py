"""What whoever sent a form is answered where it was not taken."""

from typing import Any

from django.contrib import admin
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from isuwc.newsroom.kept.shown import Shown, shown
from isuwc.signin.kept.submissions import Submission


def not_taken(request: HttpRequest, template: str, status: int, **context: Any) -> HttpResponse:
    """A page in the admin's frame, without its menus: these ask the database, which may be what is full."""
    frame = {
        "site_title": admin.site.site_title,
        "site_header": admin.site.site_header,
        "title": "Nothing was saved",
        "has_permission": False,
        "is_nav_sidebar_enabled": False,
        "why": "",
        "refusal": None,
        "kept_page": "",
    }
    response = render(request, f"admin/kept/{template}", {**frame, **context}, status=status)
    add_never_cache_headers(response)
    return response


def given_back(request: HttpRequest, submission: Submission, template: str, status: int, why: str) -> HttpResponse:
    """The words of the form in the answer itself, for whom nothing could be kept or saved."""
    return not_taken(request, template, status, shown=readable(request, submission), submission=submission, why=why)


def readable(request: HttpRequest, submission: Submission) -> Shown:
    """With the labels of the form where the database answers, else with the names of its fields."""
    try:
        return shown(request, submission)
    except DatabaseError:
        return shown(request, submission, with_labels=False)
