"""Stands around the application: gives a page that is kept and still true, and has it made otherwise.

Only GET and HEAD by people who are not signed in, of pages that say nothing else of caching themselves. Whoever has a
session of the newsroom, and every form, goes past this.
"""

import logging
import time
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import get_path_info
from django.utils.http import parse_http_date_safe

from isuwc.freshness.reading import Read, reading
from isuwc.site.kept.figures import Figures
from isuwc.site.kept.packing import best_way
from isuwc.site.kept.page import Page
from isuwc.site.kept.query import NOTED, looked_at
from isuwc.site.kept.shared import SharedPages
from isuwc.site.kept.shelf import Shelf
from isuwc.site.kept.watcher import Seen, Watcher
from isuwc.site.middleware.clock import REAL_TIME
from isuwc.site.monitoring.asked import HEADER, Asked, answering
from isuwc.site.monitoring.requests import note

log = logging.getLogger("isuwc.kept")
Environment = dict[str, Any]
Application = Callable[[Environment, Callable[..., Any]], Iterable[bytes]]

# How long after it was last known to be true a page may still be given while somebody makes it anew, in seconds. With
# the pause between two looks nobody gets a page that is stale for more than one second.
LAST_ONE = 0.5
PATIENCE = 10.0  # seconds for which one waits for another one that makes the page
# What an answer depends on beside its address, and what a page that is made for everybody is not asked with
NOT_ASKED = (
    "HTTP_COOKIE",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_MATCH",
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_RANGE",
)
# A link to a preview is asked by the method with which it came: only GET is logged as an opening
PAST = (*REAL_TIME, settings.STATIC_URL, "/news/preview/")
CACHING = "public, max-age=0, s-maxage=1, stale-while-revalidate=1, stale-if-error=300"
OWN = {"content-length", "content-encoding", "etag", "vary", "date", HEADER.lower()}
OF_UNCHANGED = {
    "age", "etag", "vary", "date", "cache-control", "last-modified", "content-location", "expires", HEADER.lower(),
    "access-control-allow-origin", "access-control-expose-headers",
}  # fmt: skip


class KeptPages:
    """The application with its pages kept."""

    def __init__(
        self,
        application: Application,
        size: int | None = None,
        watcher: Watcher | None = None,
        shared: SharedPages | None = None,
    ) -> None:
        self.application = application
        self.shared = shared or _shared()
        self.shelf = Shelf(settings.KEPT_PAGES if size is None else size)
        self.watcher = watcher or Watcher()
        self.figures = Figures()

    def __call__(self, environ: Environment, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not self._is_for_everybody(environ):
            return self.application(environ, start_response)
        seen = self.watcher.seen
        if seen is None:
            return self.application(environ, start_response)
        begun = time.perf_counter()
        address = (environ.get("HTTP_HOST"), environ.get("HTTP_X_FORWARDED_PROTO"), environ["PATH_INFO"])
        page = self._page(address, environ, seen)
        self.figures.say_now_and_then(self.shelf)
        if isinstance(page, Page):
            return self._give(page, environ, start_response, begun)
        status, headers, body = page
        start_response(status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _is_for_everybody(self, environ: Environment) -> bool:
        return (
            self.shelf.size > 0
            and environ["REQUEST_METHOD"] in {"GET", "HEAD"}
            and not environ["PATH_INFO"].startswith(PAST)
            and settings.SESSION_COOKIE_NAME not in environ.get("HTTP_COOKIE", "")
            and "HTTP_RANGE" not in environ
        )

    def _page(self, address: tuple[Any, ...], environ: Environment, seen: Seen) -> Any:
        query = environ.get("QUERY_STRING", "")
        key = (address, looked_at(query, self.shelf.names(address)))
        page = self._on_the_shelf(key, query)
        if page and (self._is_true(page, seen) or (self._is_unchanged(page, seen) and self.watcher.is_cut_off(seen))):
            self.figures.given += 1
            return page
        may_wait = page is not None and time.monotonic() - page.true_at < LAST_ONE
        with self.shelf.making(key, 0 if may_wait else PATIENCE) as is_mine:
            if not is_mine and may_wait:
                self.figures.given += 1
                return page  # somebody makes it anew
            now = self.watcher.seen or seen
            again = self._on_the_shelf(key, query)
            if again and self._is_true(again, now):
                self.figures.given += 1
                return again  # made while this one waited
            if other := self._made_elsewhere(address, key, query, now):
                return other
            return self._make(address, environ, now, page)

    def _on_the_shelf(self, key: Any, query: str) -> Page | None:
        """The page of that key, if it is the one of this query: what an address looks at may be forgotten."""
        page = self.shelf.get(key)
        return page if page and page.answers(query) else None

    def _made_elsewhere(self, address: tuple[Any, ...], key: Any, query: str, seen: Seen) -> Page | None:
        """By another process or machine, and as it would be made now; it goes on the shelf."""
        _, looked = key
        if not self.shared or looked:  # what depends on its query is not there
            return None
        page = self.shared.get(key, seen.window)
        if page is None or not page.answers(query) or not self._is_true(page, seen):
            return None
        self.shelf.put((address, looked_at(query, self.shelf.note_names(address, page.names))), page)
        self.figures.shared += 1
        return page

    def _is_true(self, page: Page, seen: Seen) -> bool:
        if not self._is_unchanged(page, seen) or page.window not in {None, seen.window}:
            return False
        page.true_at = time.monotonic()
        return True

    def _is_unchanged(self, page: Page, seen: Seen) -> bool:
        """Whether what it was made of is as it was, whatever the time."""
        return page.states == seen.marks.of(page.scopes)

    def _make(self, address: tuple[Any, ...], environ: Environment, seen: Seen, last: Page | None) -> Any:
        """The page if it can be kept, else the answer as it is."""
        noted: set[str] = set()
        begun = time.monotonic()
        asked = {name: value for name, value in environ.items() if name not in NOT_ASKED}
        asked.update({"REQUEST_METHOD": "GET", NOTED: noted, "wsgi.input": BytesIO(), "CONTENT_LENGTH": ""})
        with reading() as read:
            status, headers, body = _answer(self.application, asked)
        self.figures.made += 1
        self.figures.making += time.monotonic() - begun
        if last and status.startswith("503") and self._is_unchanged(last, seen):
            return last  # the database is away, and what was true when it answered is better than no page
        if not _can_be_kept(status, headers, read):
            return status, headers, body
        scopes, names, query = tuple(sorted(read.scopes)), frozenset(noted), environ.get("QUERY_STRING", "")
        page = Page(
            status=status,
            headers=[(name, value) for name, value in headers if name.lower() not in OWN],
            body=body,
            scopes=scopes,
            states=seen.marks.of(scopes),
            window=seen.window if read.asks_the_time else None,
            names=names,
            asked=looked_at(query, names),
            true_at=begun,
        )
        key = (address, looked_at(query, self.shelf.note_names(address, names)))
        self.shelf.put(key, page)
        now = self.watcher.seen
        if self.shared and now and self._is_unchanged(page, now):  # else another one may have put a newer one there
            self.shared.put(key, page, seen.until if read.asks_the_time else None)
        return page

    def _give(self, page: Page, environ: Environment, start_response: Callable[..., Any], begun: float) -> list[bytes]:
        this = Asked.of(environ)
        headers = [*page.headers, ("ETag", page.etag), ("Vary", "Accept-Encoding"), (HEADER, this.number)]
        if not any(name.lower() == "cache-control" for name, _ in page.headers):
            headers.append(("Cache-Control", CACHING))
        elif page.window is not None:  # as long as it says, from when it was made: as until a right ends
            headers.append(("Age", str(page.age)))
        status, body = page.status, page.body
        if _has_it(page, environ):
            status, body = "304 Not Modified", b""
            headers = [pair for pair in headers if pair[0].lower() in OF_UNCHANGED]
        else:
            if page.is_compressible and (way := best_way(environ.get("HTTP_ACCEPT_ENCODING", ""))):
                body = page.packed(way)
                headers.append(("Content-Encoding", way.value))
            headers.append(("Content-Length", str(len(body))))
        start_response(status, headers)
        with answering(this):
            note(environ["REQUEST_METHOD"], get_path_info(environ), this, int(status[:3]), str(len(body)), begun)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _shared() -> SharedPages | None:
    """As the settings say; a demo at another moment has pages of its own."""
    if not settings.REDIS_SECRET_URL or settings.DEMO_NOW:
        return None
    try:
        return SharedPages.at(settings.REDIS_SECRET_URL)
    except OSError:
        log.exception("Pages are not shared: which release this is can't be read.")
        return None


def _answer(application: Application, environ: Environment) -> tuple[str, list[tuple[str, str]], bytes]:
    """The application's whole answer."""
    started: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], _: Any = None) -> Callable[[bytes], None]:
        started[:] = [status, headers]
        return lambda _: None

    answer = application(environ, start_response)
    try:
        body = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return started[0], started[1], body


def _can_be_kept(status: str, headers: list[tuple[str, str]], read: Read) -> bool:
    values = {name.lower(): value for name, value in headers}
    caching = values.get("cache-control", "")
    return (
        status.startswith("200 ")
        and not read.unknown
        and "set-cookie" not in values
        and "cookie" not in values.get("vary", "").lower()
        and not any(word in caching for word in ("no-store", "private", "no-cache"))
    )


def _has_it(page: Page, environ: Environment) -> bool:
    """Whether the browser's copy is this page."""
    if asked := environ.get("HTTP_IF_NONE_MATCH"):
        tags = {tag.strip().removeprefix("W/") for tag in asked.split(",")}
        return "*" in tags or page.etag.removeprefix("W/") in tags
    if not (asked := environ.get("HTTP_IF_MODIFIED_SINCE")) or not page.last_modified:
        return False
    since, changed = parse_http_date_safe(asked), parse_http_date_safe(page.last_modified)
    return since is not None and changed is not None and changed <= since
