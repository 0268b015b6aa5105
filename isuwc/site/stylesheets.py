"""The stylesheets of each kind of page, and of the newsroom, which collectstatic joins into one.

Their sources are in `static/isuwc/css`: the foundation of every page, and in `components/` a file for each part of a
page, named after its template. A page names its kind (`{% stylesheets "event" %}`) and gets one link to
`isuwc/css/event.css`; without collected files, as in development, it gets a link to each part instead.
"""

from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

FOLDER = "isuwc/css/"
FOUNDATION = ("font", "tokens", "base", "layout")
# On every page: the site's header and footer, and what any text or table may hold
EVERYWHERE = (
    "site-header", "site-footer", "breadcrumb", "page-head", "section-head", "button", "tabs", "pagination", "form",
    "noc", "chip", "subscribe", "notice", "card", "figure", "banner", "neighbours", "figures", "numbers", "medal",
    "ranking", "moment", "countdown", "notes", "prose", "quote", "video", "share",
)  # fmt: skip
CARDS = ("picture", "focal-point")
ARTICLE = (
    "article", "live-blog", "corrections", "photo", "gallery", "data-card", "trailing", "standings-links",
    "season-events",
)  # fmt: skip
ANSWER = ("answer", "my-answer")
SESSIONS = ("start", "sessions")
RACE_DAY = ("race-day", "renewal", "start-list")
WATCH = ("renewal", "my-country", "until", "zone-choice", "country-list", "session-line", "event-answer", "foreseen")
STANDINGS = (
    "cup-card", "cup-table", "standing-after", "title-race", "plot", "result-table", "podium", "scale",
    "named-in", "skaters", "stats", "cup-line", "start-list", "titles", "renewal", "season-plot", "head-to-head",
)  # fmt: skip
KINDS = {
    "page": (),
    "home": (
        *CARDS, *ANSWER, *RACE_DAY, "lead-story", "race-podiums", "season-band", "leaders", "season-numbers",
        "story-cards",
    ),
    "news": (*CARDS, "story-cards"),
    "article": (*CARDS, *ARTICLE, *ANSWER, "start", "session-line"),
    "calendar": (*SESSIONS, "until", "event-list", "event-programme", "calendar-feeds"),
    "event": (
        *CARDS, *ANSWER, *SESSIONS, *RACE_DAY, "event-head", "race-podiums", "event-results", "cup-top",
        "event-watch",
    ),
    "watch": (*ANSWER, *SESSIONS, *WATCH),
    "standings": STANDINGS,
    "search": ("found", "suggestions"),
    "feeds": ("feed-names",),
    "data": ("api-operation", "data-files"),
    "embed-choice": ("embed-choice",),
}  # fmt: skip
# The newsroom's, by their files: what every page of it begins with, below the admin's styles of forms and lists, and
# what stands above those.
NEWSROOM = {
    "newsroom": (
        f"{FOLDER}font.css", f"{FOLDER}tokens.css", "isuwc/admin/theme.css", "isuwc/admin/theme-parts.css",
        "isuwc/admin/widths.css",
    ),
    "newsroom-parts": ("submissions/in-sight.css", "isuwc/admin/tables.css", "isuwc/admin/choices.css"),
}  # fmt: skip
# A page for other sites' iframes: without the site's header, footer and font
EMBED = {
    "embed": tuple(
        f"{FOLDER}{name}.css"
        for name in (
            "tokens", "base", "components/figures", "components/medal", "components/noc", "components/chip",
            "components/notice", "components/moment", "components/start", "components/session-line",
            "components/answer", "components/country-list", "components/result-table", "components/cup-table",
            "components/embed-page",
        )
    )
}  # fmt: skip
APART = {**NEWSROOM, **EMBED}
JOINED = (*KINDS, *APART)


def bundle(kind: str) -> str:
    """The static file of all styles of that kind of page."""
    return f"{FOLDER}{kind}.css"


def parts(kind: str) -> list[str]:
    """The static files that it is made of, in their order. KeyError for a kind that is not there."""
    if kind in APART:
        return list(APART[kind])
    components = [f"components/{name}" for name in (*EVERYWHERE, *KINDS[kind])]
    return [f"{FOLDER}{name}.css" for name in (*FOUNDATION, *components, "print")]


class BundlingStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Static files with their hash in their name, compressed, and the stylesheets of each kind of page joined.

    Scripts import each other by these names, too.
    """

    joins_stylesheets = True
    # So that a module is kept for good by browsers, and is one file to them whoever imports it
    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Joins stylesheets before what was collected gets its hashes. KeyError where a part was not collected."""
        if dry_run:
            return
        for kind in JOINED:
            name = bundle(kind)
            self.delete(name)
            self.save(name, ContentFile("\n".join(_text(*paths[part]) for part in parts(kind)).encode()))
            paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)


def _text(storage: Storage, path: str) -> str:
    with storage.open(path) as file:
        return bytes(file.read()).decode()
