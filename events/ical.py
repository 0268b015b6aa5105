"""iCalendar feeds (RFC 5545). Pure: events come in as dataclasses, text goes out.

Every session with a known start is an entry of its own, in UTC, so that no calendar program has to know a zone. Until
then the event is one entry of whole days. Identifiers are made of season, event and session, and never change.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from icalendar import Calendar, Event

LENGTH = datetime.timedelta(hours=3)  # of a session whose end is not known
REFRESH = datetime.timedelta(hours=1)  # how often programs should look again


@dataclass(frozen=True)
class Block:
    """A session whose start is known. Times are aware."""

    key: str
    title: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime | None = None
    races: tuple[str, ...] = ()


@dataclass(frozen=True)
class Occasion:
    """An event of the series; its path is that of its page."""

    key: str
    title: str
    place: str
    first_day: datetime.date
    last_day: datetime.date
    path: str
    blocks: tuple[Block, ...] = ()


def calendar(name: str, occasions: Iterable[Occasion], site: str) -> bytes:
    """The feed of that name. `site` is the address before every path: https://example.org."""
    feed = Calendar()
    feed.add("prodid", "-//isuwc//World Cup Speed Skating//EN")
    feed.add("version", "2.0")
    feed.add("calscale", "GREGORIAN")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", name)
    feed.add("name", name)
    feed.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    feed.add("x-published-ttl", REFRESH)
    for occasion in occasions:
        for entry in _entries(occasion, site):
            feed.add_component(entry)
    return feed.to_ical()


def _entries(occasion: Occasion, site: str) -> Iterable[Event]:
    if not occasion.blocks:
        days = _entry(occasion, site, occasion.key, occasion.title)
        days.add("dtstart", occasion.first_day)
        days.add("dtend", occasion.last_day + datetime.timedelta(days=1))  # the first day after it
        days.add("transp", "TRANSPARENT")
        yield days
    for block in occasion.blocks:
        entry = _entry(occasion, site, f"{occasion.key}-{block.key}", f"{occasion.title} – {block.title}")
        entry.add("dtstart", block.starts_at.astimezone(datetime.UTC))
        entry.add("dtend", (block.ends_at or block.starts_at + LENGTH).astimezone(datetime.UTC))
        if block.races:
            entry.add("description", "\n".join(block.races))
        yield entry


def _entry(occasion: Occasion, site: str, key: str, title: str) -> Event:
    entry = Event()
    entry.add("uid", f"{key}@{urlsplit(site).hostname}")
    # The same data give the same feed to the byte, so the first day stands for the moment of writing.
    entry.add("dtstamp", datetime.datetime.combine(occasion.first_day, datetime.time(), datetime.UTC))
    entry.add("summary", title)
    entry.add("location", occasion.place)
    entry.add("url", site + occasion.path)
    return entry
