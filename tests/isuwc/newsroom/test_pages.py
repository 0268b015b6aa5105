"""Who may see a page of the admin that is not a list or form of a model."""

from typing import Any

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from isuwc.newsroom.pages import require, require_view
from news.models import Photo

pytestmark = pytest.mark.django_db


def request_of(*permissions: str) -> HttpRequest:
    """A request of somebody on the staff who has these permissions on photos."""
    request = HttpRequest()
    request.user = User.objects.create_user("somebody", is_staff=True)
    request.user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return request


@pytest.mark.parametrize("permission", ["view_photo", "change_photo"])
def test_whoever_may_change_rows_may_see_them(permission):
    require_view(site.get_model_admin(Photo), request_of(permission))


@pytest.mark.parametrize("permissions", [[], ["add_photo", "delete_photo", "view_banner"]])
def test_whoever_may_neither_see_nor_change_rows_is_refused(permissions):
    with pytest.raises(PermissionDenied):
        require_view(site.get_model_admin(Photo), request_of(*permissions))


def test_every_required_permission_is_needed():
    request: Any = request_of("view_photo", "add_photo")
    require(request, "news.view_photo", "news.add_photo")
    with pytest.raises(PermissionDenied):
        require(request, "news.view_photo", "news.change_photo")
    request.user = AnonymousUser()
    with pytest.raises(PermissionDenied):
        require(request, "news.view_photo")
