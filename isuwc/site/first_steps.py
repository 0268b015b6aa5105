"""What staff of a new site do first, on its empty pages and on the first page of the newsroom.

It is gone once there is a season.
"""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from events.models import Season
from isuwc.newsroom.first_page import Section, Task, section

# What it is, its form, the permission it takes, and what is beside it
STEPS = (
    ("Series", "events_series", "Its name and its story, which stands on the page About"),
    ("Season", "events_season", "Of one series"),
    ("Venue", "events_venue", "With its time zone, by which all its sessions go"),
    ("Event", "events_event", "With its programme, day by day"),
    ("Cup and scale", "standings_cup", "What races count for"),
    ("Listing", "events_listing", "Who shows what where"),
    ("Article", "news_article", "The first story"),
)


def first_steps(user: Any) -> tuple[Task, ...]:
    """What this person may add, in an order that works. The shipped calendar and results come in by commands."""
    found = []
    for words, form, more in STEPS:
        app, _, model = form.partition("_")
        if user.has_perm(f"{app}.add_{model}"):
            found.append(Task(words, reverse(f"admin:{form}_add"), more=more))
    return tuple(found)


@section(0)
def on_the_first_page(request: HttpRequest) -> Section | None:
    if Season.objects.exists():
        return None
    steps = first_steps(request.user)
    return Section("What to do first", steps) if steps else None
