"""Responses to requests that can't be accepted."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults

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
