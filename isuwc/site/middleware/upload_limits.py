"""Which pages accept files, and how large. A request that declares a larger size is refused before it is read.

The declared size is that of a whole form; single files are counted as they arrive (`isuwc.files.uploads`). Visitors who
are not signed in as staff have nothing to send but a user name and a password, or a form of the newsroom that was typed
before the session ended.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve

from isuwc.files.documents.reading import LONGEST as TEXT
from isuwc.files.pictures.images import MAX_BYTES as PICTURE
from isuwc.files.tables.books import MOST_BYTES as TABLE
from isuwc.files.uploads import limit_uploads
from isuwc.newsroom.kept import too_much
from isuwc.signin.kept.marks import Browser
from isuwc.signin.kept.submissions import is_form
from standings.results.official.ranking import LONGEST as RANKING
from standings.sheets.document import MOST_BYTES as SHEET

VISITOR = 100 << 10  # bytes
SHEETS_AT_ONCE = 60 << 20
PICTURES_AT_ONCE = 300 << 20
READ_ANYWAY = 100 << 20  # bytes beyond a page's limit that are read for the words among them, by staff
NOT_READ = "Nothing was read, and nothing was saved. Use your browser's Back button to return to what you typed."
PATIENCE = 5  # seconds for which a refused body is read and discarded, so that browsers show the response


@dataclass(frozen=True)
class Allowed:
    """What a page accepts: bytes of a file by field, and of all its files together."""

    files: Mapping[str, int] = field(default_factory=dict)
    together: int = 0

    @property
    def most_bytes(self) -> int:
        """The limit of the whole body: the files, the other fields, and the multipart encoding."""
        return max(self.together, *self.files.values(), 0) + settings.FORM_TEXT + (1 << 20)


ONLY_FIELDS = Allowed()
PICTURE_FORM = Allowed({"upload": PICTURE})
TABLE_FORM = Allowed({"file": TABLE})
ROUTES = {
    "admin:news_photo_upload": Allowed({"file": PICTURE}),
    "admin:news_photo_many": Allowed({"pictures": PICTURE}, PICTURES_AT_ONCE),
    "admin:news_photo_add": PICTURE_FORM,
    "admin:news_photo_change": PICTURE_FORM,
    "admin:news_banner_add": PICTURE_FORM,
    "admin:news_banner_change": PICTURE_FORM,
    "admin:news_article_from_text": Allowed({"file": TEXT, "pictures": PICTURE}, PICTURES_AT_ONCE),
    "admin:events_event_add": Allowed({"art": PICTURE}),
    "admin:events_event_change": Allowed({"art": PICTURE}),
    "admin:events_event_programme": TABLE_FORM,
    "admin:events_listing_import": TABLE_FORM,
    "admin:events_listing_sessions_import": TABLE_FORM,
    "admin:standings_racesheet_change": Allowed({"pasted_file": TABLE}),
    "admin:standings_startsheet_change": Allowed({"pasted_file": TABLE}),
    "admin:standings_check": Allowed({"file": RANKING}),
    "admin:standings_sheetimport_table": TABLE_FORM,
    "admin:standings_sheetimport_hand_in": Allowed({"sheets": SHEET}, SHEETS_AT_ONCE),
}


def upload_limits(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Comes after authentication, and before CSRF protection, which reads the body."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return get_response(request)
        if "Transfer-Encoding" in request.headers and not request.META.get("CONTENT_LENGTH"):
            return _answer(request, 411, "The request did not declare its length, so it was not read.")
        is_staff = request.user.is_active and request.user.is_staff
        allowed = _allowed(request) if is_staff else ONLY_FIELDS
        # Whose session has just ended may have typed as much; the words are kept, no byte of a file is.
        is_known = is_staff or Browser.of(request).user is not None
        size, most = (
            _declared(request),
            (allowed if is_staff else _allowed(request)).most_bytes if is_known else VISITOR,
        )
        if is_staff and request.content_type == "application/x-www-form-urlencoded":
            # No file, and up to six bytes a letter: how many letters there are is counted once they are read
            most = max(most, settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)
        if size > most:
            if is_staff and size <= most + READ_ANYWAY and is_form(request):
                limit_uploads(request, {})  # the words come in, no byte of a file is kept
                return too_much.answer(request, _too_large(size, most))
            if is_known:
                _discard(request, size)
            return _answer(request, 413, f"{_too_large(size, most)} {NOT_READ}")
        limit_uploads(request, allowed.files)
        return get_response(request)

    return middleware


def _allowed(request: HttpRequest) -> Allowed:
    try:
        return ROUTES.get(resolve(request.path_info).view_name, ONLY_FIELDS)
    except Resolver404:
        return ONLY_FIELDS


def _declared(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    # The first 19 digits of a longer number are too large in any case
    return int(length[:19]) if length.isascii() and length.isdecimal() else 0


def _discard(request: HttpRequest, size: int) -> None:
    """Read the body without keeping it: a browser that is cut off while sending shows no response."""
    until = time.monotonic() + PATIENCE
    while size > 0 and time.monotonic() < until:
        read = len(request.read(min(size, 1 << 20)))
        if not read:
            return
        size -= read


def _too_large(size: int, most: int) -> str:
    return f"You sent {size >> 20:,} MB. This page accepts at most {most / (1 << 20):,.1f} MB."


def _answer(request: HttpRequest, status: int, words: str) -> HttpResponse:
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"error": words}, status=status)
    return render(request, "too_large.html", {"words": words}, status=status)
