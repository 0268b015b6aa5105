"""Public pages at another moment than now: `?at=` for signed-in staff, DEMO_NOW for a whole demo.

`?at=2026-02-15T12:00Z` shows the page as it was or will be then, and a cookie keeps the moment for every further public
page in this browser, so that the site can be walked; `?at=` without a value leads back to now. The cookie is signed for
the account, and only read beside its session: nobody else finds any trace of this, nor costs it them a query.

Such a request can't write, since its transaction is read-only. Its answer is never kept: not by a cache, nor by a
browser that asks whether its copy is still current. The newsroom, files and QR codes go by the real time.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from events.models import Race
from isuwc.clock.shown import Shown, showing
from isuwc.clock.words import NoMomentError, in_address, moment_of

COOKIE = "shown-at"
# What has no moment: the newsroom, what counts scans, files, and what machines ask to see whether the site lives
REAL_TIME = ("/admin/", "/q/", "/media/", "/banners/", "/healthz", "/readyz")
VALIDATORS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")


def shown_moment(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware; it stands inside of those that know who asks, and outside of whatever reads for a page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"} or request.path.startswith(REAL_TIME):
            return get_response(request)
        staff = _staff(request)
        if staff and "at" in request.GET:
            return _asked(request, staff, get_response)
        if staff and (at := _kept(request, staff)):
            return _answer(request, at, staff, get_response)
        if settings.DEMO_NOW:
            return _answer(request, in_address(settings.DEMO_NOW), staff, get_response, is_demo=True)
        return get_response(request)

    return middleware


def _staff(request: HttpRequest) -> Any:
    """Who is signed in as staff and asks for a moment or has one kept; None for all others, who cost no query."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    if "at" not in request.GET and COOKIE not in request.COOKIES and settings.DEMO_NOW is None:
        return None
    user = request.user
    return user if user.is_active and user.is_staff else None


def _kept(request: HttpRequest, staff: Any) -> str | None:
    """The moment in this account's cookie."""
    kept: str | None = request.get_signed_cookie(COOKIE, default=None, salt=_salt(staff))
    return kept


def _asked(request: HttpRequest, staff: Any, get_response: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """The page at the moment in its address, which is kept; without a value back to now; what is none is refused."""
    text = request.GET["at"].strip()
    if not text:
        response: HttpResponse = HttpResponseRedirect(_without_moment(request))
        response.delete_cookie(COOKIE, samesite="Lax")
        return _never_kept(response)
    try:
        at = in_address(moment_of(text))
    except NoMomentError as error:
        context = {"asked": text[:60], "why": str(error), "now": _without_moment(request, "")}
        return _never_kept(render(request, "no_moment.html", context, status=400))
    response = _answer(request, at, staff, get_response)
    response.set_signed_cookie(
        COOKIE, at, salt=_salt(staff), httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
    )
    return response


def _answer(
    request: HttpRequest,
    at: str,
    staff: Any,
    get_response: Callable[[HttpRequest], HttpResponse],
    is_demo: bool = False,
) -> HttpResponse:
    """The page at that moment, written as in an address."""
    for name in VALIDATORS:
        request.META.pop(name, None)
    moment = moment_of(at)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        to_come = frozenset(Race.objects.over_after(moment).order_by().values_list("pk", flat=True))
        sees = staff is not None and (staff.has_perm("news.view_article") or staff.has_perm("news.change_article"))
        with showing(Shown(moment, to_come, sees, is_demo, may_change=staff is not None)):
            response = get_response(request)
    response.headers["X-Shown-At"] = at
    return _never_kept(response)


def _never_kept(response: HttpResponse) -> HttpResponse:
    """Nobody but who asked is to see it, and not a second time: it's not what the site shows at this address."""
    for name in ("ETag", "Last-Modified", "Expires"):
        del response.headers[name]
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _salt(staff: Any) -> str:
    return f"{COOKIE} of {staff.pk}"


def _without_moment(request: HttpRequest, *ats: str) -> str:
    """The same address with no `?at=`, or with another."""
    query = request.GET.copy()
    query.setlist("at", list(ats))
    return f"{request.path}?{query.urlencode()}" if query.urlencode() else request.path
