"""What was found right and the database refuses all the same, as somebody else saved something at the same moment."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse

from isuwc.text.violations import Violated, violated_by

CONFLICT = 409


def asked_again(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer. Where the database refuses it, that of a second try, which knows what was refused: `violated_of`.

    `answer` writes in one transaction, so nothing is left of the first try. What stood in its way is stored by now, so
    the checks of the form find it and say it at its field. A page that asks again has the status 409. Raises what the
    second try raises.
    """
    came, messages_before = {**vars(request)}, len(_queued(request))
    try:
        return answer()
    except IntegrityError as error:
        violated = violated_by(error)
    # Neither what the first try noted in the request nor what it wanted to be said is so
    del _queued(request)[messages_before:]
    vars(request).clear()
    vars(request).update(came)
    for _, files in request.FILES.lists():
        for file in files:
            file.seek(0)
    request.violated = violated  # type: ignore[attr-defined]
    response = answer()
    if response.status_code == 200:
        response.status_code = CONFLICT
    return response


def violated_of(request: HttpRequest) -> Violated | None:
    """What the database refused of this submission when it was to be saved just now."""
    return getattr(request, "violated", None)


def _queued(request: HttpRequest) -> list[Any]:
    storage: Any = messages.get_messages(request)
    queued: list[Any] = storage._queued_messages  # Django has no word of its own for those of this request alone
    return queued
