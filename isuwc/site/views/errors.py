"""Responses to requests that can't be accepted, or can't be answered now."""

import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import defaults

from isuwc.database.away import is_away
from isuwc.newsroom.kept.away import RETRY_AFTER, WORDS, form_given_back
from isuwc.outbox.alarms import tells_somebody
from isuwc.web.problems import is_for_programs, problem

TOO_MUCH: dict[type[Exception], str] = {
    TooManyFieldsSent: f"It has more than {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,} fields.",
    TooManyFilesSent: f"It has more than {settings.DATA_UPLOAD_MAX_NUMBER_FILES:,} files.",
    RequestDataTooBig: f"It holds more than {settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 1024**2:.1f} MB of text.",
}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's bare page, except for forms that are too large, which get an explanation: anybody may send one."""
    why = TOO_MUCH.get(type(exception))
    if why is None:
        return defaults.bad_request(request, exception)
    return render(request, "too_much.html", {"why": why}, status=413)


def server_error(request: HttpRequest) -> HttpResponse:
    """The answer to an error of the site, and to a database that is away, which Django calls both an error.

    Neither page asks the database, nor the session, which is in it.
    """
    if is_away(sys.exc_info()[1]):
        return unavailable(request)
    if is_for_programs(request):
        return problem(500, "The site has failed.")
    return HttpResponse(render_to_string("500.html", {"is_told": tells_somebody()}), status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Come back later (503): nothing is wrong with the address, and search engines keep what they have of it."""
    response: HttpResponse
    if is_for_programs(request):
        response = problem(503, WORDS)
    elif request.headers.get("Accept", "").startswith("application/json"):
        response = JsonResponse({"error": WORDS})
    else:
        response = form_given_back(request) or HttpResponse(render_to_string("503.html", {"is_told": tells_somebody()}))
    response.status_code = 503
    response.headers["Retry-After"] = str(RETRY_AFTER)
    response.headers["Cache-Control"] = "no-store"
    return response
