"""The same form, sent twice, is one change: by a double click, a reload, or going back and sending it again."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from isuwc.signin.kept.submissions import OF_THE_PAGE
from isuwc.submissions.models import Sent
from isuwc.submissions.sending.last_moment import asked_again
from isuwc.submissions.sending.outcomes import again, outcome_of
from isuwc.submissions.sending.page import ONCE, with_tokens

View = Callable[..., HttpResponse]
TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
LEFT_OUT = OF_THE_PAGE | {ONCE}  # what is sent of the same form may differ in these


def sent_once(view: View) -> View:
    """For a view of the admin. Its forms carry tokens, and what a form of theirs does is done once.

    A form with a token is answered in one transaction with what it changes: whoever sends it again at the same moment
    waits, and is answered like the first. What the database refuses is asked again, with what was typed
    (`asked_again`). A form that comes without a token, from a program, is answered as ever.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        token = token_of(request)
        if token is None or hasattr(request, "sent_before"):
            return with_tokens(view(request, *args, **kwargs))

        def at_once() -> HttpResponse:
            with transaction.atomic():
                return with_tokens(_once(request, token, lambda: view(request, *args, **kwargs)))

        return asked_again(request, at_once)

    return answer


def token_of(request: HttpRequest) -> str | None:
    if request.method != "POST" or not request.user.is_authenticated:
        return None
    token = request.POST.get(ONCE, "")
    return token if TOKEN.fullmatch(token) else None


def _once(request: HttpRequest, token: str, view: Callable[[], HttpResponse]) -> HttpResponse:
    user, digest, now = cast(int, request.user.pk), digest_of(request), timezone.now()  # who is signed in has a key
    key = Sent.objects.claim(user, token, digest, now)
    before = None
    if key is None:
        before = Sent.objects.select_for_update().get(user_id=user, token=token)
        if before.digest == digest and before.outcome is not None:
            return again(request, before.outcome)
        key = before.pk
    # A form that adds something asks: sent again with other words, it may be meant as another one or not.
    request.sent_before = before.outcome if before else None  # type: ignore[attr-defined]
    response = view()
    mine = Sent.objects.filter(pk=key)
    if outcome := outcome_of(request, response):
        mine.update(outcome=outcome, digest=digest, sent_at=now)
    elif before is None:
        mine.delete()
    return response


def digest_of(request: HttpRequest) -> str:
    """Equal for the same words and the same files, sent to the same address. Keyed: a form may hold a password."""
    found = salted_hmac("isuwc.submissions.once", request.get_full_path(), algorithm="sha256")
    for name, values in sorted(request.POST.lists()):
        if name not in LEFT_OUT:
            found.update(repr((name, values)).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            found.update(repr((name, getattr(file, "name", ""))).encode())
            for chunk in file.chunks():
                found.update(chunk)
            file.seek(0)
    return found.hexdigest()
