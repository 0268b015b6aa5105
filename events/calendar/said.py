"""What tables of others may call countries, seasons and events, and the readers of cells that name them."""

import re
from collections.abc import Sequence

from events.models import CountryGroup, Event, Season
from events.naming.race import FIELDS, RaceIdentity
from events.naming.said import EventSaid, Said
from events.naming.seasons import name_of_slug
from isuwc.tables.matching.columns import Cells, Reader, Told
from isuwc.text.slugs import fold

_CLOCK = re.compile(
    r"(?:\d{4}-\d\d-\d\d )?(\d{1,2})(?:[.h:](\d\d))?(:\d\d)? ?"
    r"(uhr|h|am|pm|a\.m\.|p\.m\.)?",
    re.IGNORECASE,
)


def read_said() -> Said:
    """Four queries."""
    events = Event.objects.select_related("season", "venue").order_by("season__start_year", "number")
    return Said(
        places=CountryGroup.objects.all().meanings(),
        seasons=tuple(Season.objects.values_list("slug", flat=True)),
        events=[
            EventSaid(
                each.season.slug,
                each.number,
                each.is_final,
                tuple(dict.fromkeys(map(fold, (each.venue.city, each.venue.name)))),
            )
            for each in events
        ],
    )


def season(text: str, told: Told) -> Sequence[Cells]:
    return [{"season": told.known.season(text)}]


def seasons(here: Said) -> Sequence[str]:
    return [name_of_slug(slug) for slug in sorted(here.seasons, reverse=True)]


def events(name: str) -> Reader:
    """Reads any number of events into their numbers."""
    return lambda text, told: [{name: told.known.events_in(text, told.cells.get("season", ""))}]


def event(text: str, told: Told) -> Sequence[Cells]:
    """One event; its season is said with it where the row has none."""
    if text.isdecimal():
        return [{"event": text}]
    own = told.cells.get("season", "")
    found = told.known.event(text, own)
    return [{"event": str(found.number), **({} if own else {"season": found.season})}]


def clock(name: str) -> Reader:
    """Reads a clock time: 18:30, 18.30, 18h30, 18:30 Uhr, 6:30 pm. Another text is left to the row."""

    def read(text: str, told: Told) -> Sequence[Cells]:
        found = _CLOCK.fullmatch(text)
        if not found or not (found[2] or found[4]):
            return [{name: text}]
        hour, half = int(found[1]), (found[4] or "").replace(".", "").casefold()
        if half in {"am", "pm"} and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        return [{name: f"{hour}:{found[2] or '00'}{found[3] or ''}"}]

    return read


def race(text: str, told: Told) -> Sequence[Cells]:
    """A race by its title: 1st 500m Women Division B. Division A is meant where none is named."""
    identity = RaceIdentity.read(text).with_unsaid_division()
    return [{name: str(getattr(identity, name) or "") for name in FIELDS}]
