"""Whose account a page is about, and whether it is them: asked by their password where the sign-in is long ago."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from isuwc.signin.accounts.sessions.store import FACTS
from isuwc.signin.accounts.steps.pending import Pending, setting_up

FRESH = 15 * 60  # seconds
CONFIRMED = "isuwc.confirmed"  # of the session: when the password was last given


@dataclass(frozen=True)
class Owner:
    """`pending` is there while they sign in, and have to set up a second factor for it."""

    person: User
    pending: Pending | None = None


Page = Callable[[HttpRequest, AdminSite, Owner], HttpResponse]


def for_owner(page: Page) -> Callable[[HttpRequest, AdminSite], HttpResponse]:
    """Of a page that changes by what somebody signs in: for them alone, and only shortly after their password."""

    @wraps(page)
    def answer(request: HttpRequest, site: AdminSite) -> HttpResponse:
        if site.has_permission(request):
            person = User.objects.get(username=request.user.get_username())
            return page(request, site, Owner(person)) if is_fresh(request) else to_confirm(request)
        if found := setting_up(request):
            return page(request, site, Owner(found[1], found[0]))
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))

    return answer


def is_fresh(request: HttpRequest) -> bool:
    signed_in_at = (request.session.get(FACTS) or [0])[0]
    return bool(max(signed_in_at, request.session.get(CONFIRMED, 0)) > time.time() - FRESH)


def to_confirm(request: HttpRequest) -> HttpResponse:
    onward = request.path if request.method in {"GET", "HEAD"} else reverse("admin:account")
    return HttpResponseRedirect(f"{reverse('admin:confirm')}?{urlencode({'next': onward})}")
