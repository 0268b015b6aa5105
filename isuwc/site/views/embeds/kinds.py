"""What can be embedded: a standing, a race's result, an event's programme, where to watch.

Each is given the query of its address and returns a `Frame`, or raises Http404. It shows what the page has that it
stands for, in the words of that page where something is partial, unofficial or provisional.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from events.broadcast.answers import watch
from events.calendar.schedule import schedule
from events.models import Country, Event
from events.models.planned import State
from events.views.pages import asked_event, every_answer
from standings.views.cups import asked_table
from standings.views.races import race_context

PLACES = 10


@dataclass(frozen=True)
class Frame:
    """What an iframe shows.

    `page` is the address of the whole page, `more` the words that lead there, `address` its own, `card` that of a
    picture of 1200 × 630, or "". `height` in CSS pixels holds most of its kind from a width of 320 on; others scroll.
    """

    template: str
    title: str
    page: str
    more: str
    address: str
    height: int
    context: Mapping[str, Any] = field(repr=False)
    card: str = ""


Make = Callable[..., Frame]


def standing(asked: QueryDict, season: str, category: str, cup: str) -> Frame:
    """The first ten of a cup, or after the event of `?after=` or the race of `?race=` as on its page."""
    table, _ = asked_table(asked, season, category, cup)
    query = _kept(asked, "after", "race")
    return Frame(
        "embeds/standing.html",
        f"{table.cup.title} {table.cup.season}: standing",
        f"{table.cup.get_absolute_url()}{query}",
        "Whole standing",
        f"{reverse('embed-standing', args=[season, category, cup])}{query}",
        720,
        {
            "table": table,
            "rows": [row for row in table.rows if row.standing.rank <= PLACES],
            "published": [place for place in table.final_places if place.rank <= PLACES],
        },
        reverse("cup-card", args=[season, category, cup]),
    )


def race(asked: QueryDict, season: str, event: str, race: str) -> Frame:
    """The first ten lines of a result, or why there is none."""
    context = race_context(season, event, race)
    found, lines = context["race"], context["lines"]
    return Frame(
        "embeds/race.html",
        f"{found.title}, {found.event.venue.city} {found.event.season}",
        found.get_absolute_url(),
        "Whole result" if lines else "Page of this race",
        reverse("embed-race", args=[season, event, race]),
        720,
        {**context, "count": len(lines), "lines": lines[:PLACES]},
        reverse("race-card", args=[season, event, race]),
    )


def next_event(asked: QueryDict) -> Frame:
    """The event that is on or comes next, whichever that is when it is looked at."""
    found = Event.objects.going_ahead().upcoming().with_place().with_programme().first()
    address = reverse("embed-next-event")
    if found is None:
        title, page = "The next World Cup Speed Skating event", reverse("events:index")
        return Frame("embeds/event.html", title, page, "All events", address, 560, {"event": None, "schedule": None})
    return _of_event(found, address)


def event(asked: QueryDict, season: str, event: str) -> Frame:
    """An event's sessions, and whether it is on, moved or over."""
    events = Event.objects.with_place().with_programme()
    found = get_object_or_404(events, season__slug=season, slug=event)
    return _of_event(found, reverse("embed-event", args=[season, event]))


def _of_event(found: Event, address: str) -> Frame:
    context = {"event": found, "schedule": schedule(found)}
    card, more = reverse("event-card", args=[found.season.slug, found.slug]), "Programme and results"
    return Frame("embeds/event.html", str(found), found.get_absolute_url(), more, address, 560, context, card)


def everywhere(asked: QueryDict) -> Frame:
    """Who shows an event in every country: that of `?event=`, or the one that is on, next or last."""
    found = asked_event(Event.objects.all(), asked.get("event", ""))
    title = f"Where to watch {found.title} in {found.venue.city}" if found else "Where to watch"
    page = found.watch_address if found else reverse("events:where_to_watch")
    address = f"{reverse('embed-everywhere')}{_kept(asked, 'event')}"
    context = {"event": found, **every_answer(found)}
    return Frame("embeds/everywhere.html", title, page, "Your country, and session times", address, 720, context)


def country(asked: QueryDict, noc: str) -> Frame:
    """Who shows an event in a country: that of `?event=`, or the one that is on, next or last."""
    if noc != noc.lower():
        raise Http404("A country is written in small letters: /embed/where-to-watch/ned/.")
    found = get_object_or_404(Country.objects.places().select_related("follows"), noc=noc.upper())
    chosen = asked_event(Event.objects.all(), asked.get("event", ""))
    answers = watch.by_event(found, [chosen]) if chosen else []
    page = found.get_absolute_url()
    return Frame(
        "embeds/country.html",
        f"Where to watch in {found.name_in_text}{f': {chosen}' if chosen else ''}",
        f"{page}?season={chosen.season.slug}#{chosen.slug}" if chosen else page,
        "Every event of the season",
        f"{reverse('embed-country', args=[noc])}{_kept(asked, 'event')}",
        560,
        {
            "country": found,
            "each": answers[0] if answers else None,
            "is_over": chosen is not None and chosen.state == State.FINISHED,
        },
    )


def _kept(asked: QueryDict, *names: str) -> str:
    """These of the query, as a query: ?race=2-women-500m-a."""
    kept = {name: asked[name] for name in names if asked.get(name)}
    return f"?{urlencode(kept, safe='/')}" if kept else ""


# By the URL name of the page that each stands for
OF_PAGES: dict[str, Make] = {
    "standings:cup": standing,
    "standings:race": race,
    "event": event,
    "events:index": next_event,
    "events:where_to_watch": everywhere,
    "events:country": country,
}
# By its own
FRAMES: dict[str, Make] = {
    "embed-standing": standing,
    "embed-race": race,
    "embed-event": event,
    "embed-next-event": next_event,
    "embed-everywhere": everywhere,
    "embed-country": country,
}
