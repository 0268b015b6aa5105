"""The outermost middleware: numbers requests, writes the access log, and limits the patience with the database."""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from isuwc.database.patience import ANSWERING, patience
from isuwc.site.monitoring.alarms import raise_waiting
from isuwc.site.monitoring.asked import HEADER, Asked, answering
from isuwc.site.monitoring.masks import masked

PROBES = {"/healthz", "/readyz"}  # asked every few seconds: lines only where they fail

logger = logging.getLogger("isuwc.access")


def requests(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """One line a request: method, path, status, milliseconds and client. Never a query, a body, a cookie or a token."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        begun = time.perf_counter()
        this = Asked.of(request.META)
        with answering(this), patience(ANSWERING):
            response = get_response(request)
            response.headers[HEADER] = this.number
            length = response.headers.get("Content-Length")
            note(request.method or "", request.path, this, response.status_code, length, begun)
            raise_waiting()
        return response

    return middleware


def note(method: str, path: str, this: Asked, status: int, length: str | None, begun: float) -> None:
    """The line of an answer of so many bytes that was begun then (`time.perf_counter`)."""
    milliseconds = 1_000 * (time.perf_counter() - begun)
    is_quiet = path in PROBES and status < 400
    method, path = method if method.isalpha() and len(method) < 12 else "?", masked(path)
    facts: dict[str, object] = {"method": method, "path": path, "status": status, "ms": round(milliseconds, 1)}
    if length:
        facts["bytes"] = int(length)
    logger.log(
        logging.DEBUG if is_quiet else logging.INFO,
        "%s %s %s %.0f ms %s", method, path, status, milliseconds, this.client,
        extra={"facts": facts},
    )  # fmt: skip
