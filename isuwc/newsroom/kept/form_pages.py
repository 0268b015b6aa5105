"""The page of the admin that a kept form was sent to, as its person would see it now."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve

from isuwc.signin.kept.submissions import Submission


@dataclass(frozen=True)
class FormPage:
    """`model_admin` is None for a page that is no admin's. `request` only looks at the page, whatever the person is
    doing just now: on a POST, some admins lock a row, or its season, as soon as they read it."""

    request: HttpRequest
    match: ResolverMatch
    model_admin: "ModelAdmin[Any] | None"

    @classmethod
    def of(cls, request: HttpRequest, submission: Submission) -> "FormPage | None":
        """None where the site has no such page any more."""
        path, _, query = submission.path.partition("?")
        try:
            match = resolve(path)
        except Resolver404:
            return None
        return cls(_looking(request, submission, match, path, query), match, _admin_of(match))

    @property
    def is_form_of_row(self) -> bool:
        step = (self.match.url_name or "").rpartition("_")[2]
        return self.match.func.__name__ in {"add_view", "change_view"} and step in {"add", "change"}

    @cached_property
    def row(self) -> Any:
        """The row that the page is about, if there is one and this person may see it."""
        key = self.match.kwargs.get("object_id") or self.match.kwargs.get("pk")
        if self.model_admin is None or not key:
            return None
        row = self.model_admin.get_object(self.request, unquote(str(key)))
        return row if row is not None and self.model_admin.has_view_permission(self.request, row) else None

    @cached_property
    def is_open_to_them(self) -> bool:
        """Whether this person may still open the form, and so sees in it what can be chosen."""
        if self.model_admin is None:
            return False
        if (self.match.url_name or "").endswith("_add"):
            return self.model_admin.has_add_permission(self.request)
        return self.model_admin.has_view_or_change_permission(self.request, self.row)


def _looking(request: HttpRequest, submission: Submission, match: ResolverMatch, path: str, query: str) -> HttpRequest:
    found = HttpRequest()
    found.method, found.path, found.path_info, found.resolver_match = "GET", path, path, match
    found.META, found.COOKIES, found.GET = request.META, request.COOKIES, QueryDict(query)
    found.user, found.session = request.user, request.session
    # Some forms offer what was chosen in them beside what they would offer anew
    data = QueryDict(mutable=True)
    for name, value in submission.fields:
        data.appendlist(name, value)
    found.POST = data  # type: ignore[assignment]
    return found


def _admin_of(match: ResolverMatch) -> "ModelAdmin[Any] | None":
    for model, model_admin in admin.site._registry.items():
        if (match.url_name or "").startswith(f"{model._meta.app_label}_{model._meta.model_name}_"):
            return model_admin
    return None
