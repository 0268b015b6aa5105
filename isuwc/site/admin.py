"""The site's part of the newsroom: what several apps know something of on its first page.

Broadcast staff's work is here, what staff of a new site do first in `first_steps`.
"""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from events.broadcast.desk import season_choice
from events.broadcast.permissions import LISTING_PERMISSIONS
from events.models.listing import CHECK_HOLDS
from isuwc.newsroom.first_page import Section, Task, section
from isuwc.newsroom.people import admin as people
from isuwc.site import first_steps
from isuwc.site.views.broadcast_desk import sections_of

__all__ = ["broadcast", "first_steps", "people"]  # all are found on the first page once this module is loaded

# Sections of the desk by their place on its page, what they are called here, and what waits in them
WAITING = (
    ("moved", "Sessions moved", "their broadcasts have to be confirmed", ("moved",)),
    ("contradictions", "Contradictions", "two rights at once, or twice the same", ("contradictions",)),
    ("times", "Broadcast times", "impossible since something was changed", ("odd_times",)),
    ("countries", "Countries without an answer", "of skaters of the season", ("unanswered",)),
    ("links", "Links", "dead, failing, malformed or missing", ("link_count",)),
    ("expiring", "Expiring", "within 30 days, or over since the last event", ("ending", "expired")),
    ("unchecked", "To be checked", f"never checked, or not for {CHECK_HOLDS} days", ("unchecked",)),
)


@section(20)
def broadcast(request: HttpRequest) -> Section | None:
    """Of the season that the desk opens with."""
    if not request.user.has_perms(LISTING_PERMISSIONS):
        return None
    return Section("Where to watch", tuple(_tasks()))


def _tasks() -> Iterator[Task]:
    _, season = season_choice()
    desk = reverse("broadcast-desk")
    yield Task("Broadcast desk", desk, more=f"What needs attention in {season}" if season else "", is_main=True)
    yield Task("Add a listing", reverse("admin:events_listing_add"), more="Who shows what where")
    yield Task("Matrix", reverse("admin:events_listing_matrix"), more="Every country’s answer for every event")
    found: dict[str, Any] = sections_of(season) if season else {}
    for place, words, more, names in WAITING if found else ():
        if count := sum(_count(found[name]) for name in names):
            yield Task(words, f"{desk}#{place}", count, more)


def _count(waiting: Any) -> int:
    return waiting if isinstance(waiting, int) else len(waiting)
