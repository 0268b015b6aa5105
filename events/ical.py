"""iCalendar feeds (RFC 5545). Pure: events come in as dataclasses, text goes out.

Every session with a known start is an entry of its own, in UTC, so that no calendar program has to know a zone. Until
then the event is one entry of whole days. Identifiers never change; SEQUENCE and LAST-MODIFIED rise whenever the plan
does, so that a moved session is the same entry, moved; one that is cancelled is sent as cancelled.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from icalendar import Calendar, Event

REFRESH = datetime.timedelta(hours=1)  # how often programs should look again


STATUS = {"": "CONFIRMED", "moved": "CONFIRMED", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}


@dataclass(frozen=True)
class Version:
    """Which of its versions an entry is: the plan as staff keep it, and what the database counts."""

    uid: str
    plan: str = ""
    note: str = ""
    sequence: int = 0
    changed_at: datetime.datetime = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)

    def within(self, outer: "Version") -> "Version":
        """Of a session, with what holds for its whole event: the heavier word, and every change of both."""
        heavier = max((self, outer), key=lambda each: list(STATUS).index(each.plan))
        return Version(
            self.uid,
            heavier.plan,
            heavier.note,
            self.sequence + outer.sequence,
            max(self.changed_at, outer.changed_at),
        )


@dataclass(frozen=True)
class Block:
    """A session whose start is known. Times are aware."""

    version: Version
    title: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    races: tuple[str, ...] = ()


@dataclass(frozen=True)
class Occasion:
    """An event of the series; its path is that of its page."""

    version: Version
    title: str
    place: str
    first_day: datetime.date
    last_day: datetime.date
    path: str
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()


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
        days = _entry(occasion, site, occasion.version, occasion.title)
        days.add("dtstart", occasion.first_day)
        days.add("dtend", occasion.last_day + datetime.timedelta(days=1))  # the first day after it
        days.add("transp", "TRANSPARENT")
        yield days
    for block in occasion.blocks:
        version = block.version.within(occasion.version)
        entry = _entry(occasion, site, version, f"{occasion.title} – {block.title}", block.races)
        entry.add("dtstart", block.starts_at.astimezone(datetime.UTC))
        entry.add("dtend", block.ends_at.astimezone(datetime.UTC))
        yield entry


def _entry(occasion: Occasion, site: str, version: Version, title: str, lines: Sequence[str] = ()) -> Event:
    entry = Event()
    entry.add("uid", f"{version.uid}@{urlsplit(site).hostname}")
    # The same data give the same feed to the byte, so the last change stands for the moment of writing.
    entry.add("dtstamp", version.changed_at.astimezone(datetime.UTC))
    entry.add("last-modified", version.changed_at.astimezone(datetime.UTC))
    entry.add("sequence", version.sequence)
    entry.add("status", STATUS[version.plan])
    entry.add("summary", f"{version.plan.capitalize()}: {title}" if version.plan else title)
    entry.add("location", occasion.place)
    entry.add("url", site + occasion.path)
    description = [line for line in (version.note, *lines, *occasion.notes) if line]
    if description:
        entry.add("description", "\n".join(description))
    return entry
