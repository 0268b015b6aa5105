"""Catches forms of the newsroom that would be lost, and lets each browser know who uses it."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.log import log_response

from isuwc.database.away import is_away
from isuwc.newsroom.kept.answers import given_back
from isuwc.newsroom.kept.full import why_full, why_refused
from isuwc.newsroom.kept.keeping import is_signed_in, keep, note_sent, refused, submission_of, typed_by
from isuwc.newsroom.kept.too_much import refuse_too_much
from isuwc.newsroom.rights import Refusal, refusal
from isuwc.outbox.alarms import tells_somebody
from isuwc.signin.kept.marks import COOKIE, PATH, Browser, made_for
from isuwc.signin.kept.submissions import still_lost
from isuwc.submissions.sending.once import token_of
from isuwc.submissions.two_people.deleted import RowGoneError

logger = logging.getLogger("isuwc.newsroom")
# What Django answers otherwise than as an error of the site
NO_ERRORS = (BadRequest, Http404, MultiPartParserError, PermissionDenied, SuspiciousOperation, UnreadablePostError)
REFUSALS = ((PermissionDenied, 403, "no_right.html"), (Http404, 404, "gone.html"))


class KeptFormsMiddleware:
    """After the middleware that knows who is signed in, and after the one that limits what may be sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PATH):
            return self.get_response(request)
        browser = Browser.of(request)
        kept = keep_lost(request, browser) if request.method == "POST" else None
        if kept is None and request.method == "POST" and is_signed_in(request):
            kept = refuse_too_much(request)
        response = kept or self.get_response(request)
        if response.status_code >= 500:  # who is signed in may be what can't be asked
            return response
        if is_signed_in(request) and browser.user != request.user.pk and COOKIE not in response.cookies:
            browser.used_by(request.user).set_on(response)
        if request.method == "POST" and response.status_code < 400:
            note_sent(request, browser)
            if response.status_code == 302:
                say_lost_files(request)
        return response

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """A file of the form could not be taken in, for want of room."""
        why = getattr(request, "no_room_for_upload", "")
        if why:
            logger.error("A form could not be saved for want of room: %s", why)
        return give_back(request, why)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        # While the database is away, nobody's rights can be asked for: `isuwc.site.views.errors` gives the form back
        if not request.path_info.startswith(PATH) or is_away(exception) or not is_signed_in(request):
            return None
        if request.method != "POST":
            return no_right(request, exception)
        if why := why_full(exception):
            logger.error("A form could not be saved for want of room: %s", exception)
            return give_back(request, why)
        if why := why_refused(exception):
            return give_back(request, why, 409, "busy.html")
        for kind, status, template in REFUSALS:
            if isinstance(exception, kind):
                why = str(exception) if isinstance(exception, RowGoneError) else ""
                kept = refused(request, Browser.of(request), status, template, why, who_can(request, exception))
                return kept or no_right(request, exception)
        return after_error(request, exception)


def keep_lost(request: HttpRequest, browser: Browser) -> HttpResponse | None:
    """The answer to a form of somebody who is not signed in, or of somebody else than who is; None for others.

    A form without a mark of ours that comes from somebody who is signed in goes on to its view.
    """
    if is_signed_in(request) and made_for(request) in {None, request.user.pk}:
        return None
    submission = submission_of(request)
    person = typed_by(request, browser) if submission else None
    return keep(request, browser, person, submission) if submission and person else None


def who_can(request: HttpRequest, exception: Exception) -> Refusal | None:
    return refusal(request, exception) if isinstance(exception, PermissionDenied) else None


def no_right(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """The page that says who can, and leads back. None for other errors, and for scripts, which show no page."""
    found = who_can(request, exception)
    if found is None or "text/html" not in request.headers.get("Accept", "text/html"):
        return None
    came_from = request.headers.get("Referer", "")
    is_here = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure())
    context = {**admin.site.each_context(request), "title": "You can’t do this here", "refusal": found}
    response = render(request, "admin/no_right.html", {**context, "back": came_from if is_here else ""}, status=403)
    add_never_cache_headers(response)
    log_response("Forbidden (Permission denied): %s", request.path, response=response, request=request)
    return response


def say_lost_files(request: HttpRequest) -> None:
    """Of a form that was taken without a file that had been chosen in it before it was refused or kept."""
    if names := [name for _, name in still_lost(request)]:
        said = f"Sent without {', '.join(names)}: browsers don’t keep a chosen file."
        messages.warning(request, f"{said} Choose it again where it belongs, and save.")


def after_error(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """The answer to a form that met an error of the site, which is reported as Django does.

    None where Django's own answer says more, and for what is not a form of a page: only these are all or nothing.
    """
    if settings.DEBUG or isinstance(exception, NO_ERRORS) or token_of(request) is None:
        return None
    told = "and those who run it have been told" if tells_somebody() else "and its log has it"
    response = give_back(request, f"The site made an error, {told}.", 500, "error.html")
    if response:
        got_request_exception.send(sender=KeptFormsMiddleware, request=request)
        words = "%s: %s", response.reason_phrase, request.path
        log_response(*words, response=response, request=request, exception=exception)
    return response


def give_back(request: HttpRequest, why: str, status: int = 507, template: str = "no_room.html") -> HttpResponse | None:
    """The form in the answer itself, as nothing can be kept either; scripts hold what they sent."""
    if why and request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"error": f"{why} Nothing was saved."}, status=status)
    submission = submission_of(request) if why else None
    return given_back(request, submission, template, status, why) if submission else None
