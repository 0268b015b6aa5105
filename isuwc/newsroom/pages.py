"""Pages of the admin that are not a list or form of a model: their frame and the permissions they require."""

from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.db.models import Model
from django.http import HttpRequest
from django.template.response import TemplateResponse

from isuwc.newsroom.rights import NoRightError


def admin_page(
    request: HttpRequest, site: AdminSite, template: str, title: str, context: dict[str, Any]
) -> TemplateResponse:
    """A page in the admin's frame. `admin_view`, which wraps every view of the admin, keeps it out of caches."""
    return TemplateResponse(request, template, {**site.each_context(request), "title": title, **context})


def require(request: HttpRequest, *permissions: str) -> None:
    """Raises NoRightError, a PermissionDenied, for whoever lacks one of the permissions."""
    if not request.user.has_perms(permissions):
        raise NoRightError(*permissions)


def require_view(admin: "ModelAdmin[Any]", request: HttpRequest, row: Model | None = None) -> None:
    """Raises NoRightError for whoever may not see the admin's rows, or this one. Whoever may change them may."""
    if not admin.has_view_permission(request, row):
        raise NoRightError(f"{admin.opts.app_label}.view_{admin.opts.model_name}")
