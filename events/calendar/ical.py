"""iCalendar feeds (RFC 5545). Pure: events come in as dataclasses, text goes out.

Every session with a known start is an entry of its own, in UTC, so that no calendar program has to know a zone; beside
such ones a session whose start is not known has its day. While no start is known the event is one entry of whole days.
Identifiers never change, so they don't name the site's host. SEQUENCE and LAST-MODIFIED rise whenever the plan does: a
moved session is the same entry, moved; one that is cancelled is sent as cancelled.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from icalendar import Calendar, Component, Event, Timezone, TimezoneStandard, vDuration

from isuwc.text.characters import line, lines

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
        """Of a session, with what holds for its whole event: the heavier word, or a note, and every change of both."""
        heavier = max((self, outer), key=lambda each: (list(STATUS).index(each.plan), bool(each.note)))
        return Version(
            self.uid,
            heavier.plan,
            heavier.note,
            self.sequence + outer.sequence,
            max(self.changed_at, outer.changed_at),
        )


@dataclass(frozen=True)
class Block:
    """A session, on its day at the venue; the span, from when to when, is aware, and None while it is not known."""

    version: Version
    title: str
    day: datetime.date
    span: tuple[datetime.datetime, datetime.datetime] | None
    races: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


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
    is_part: bool = False  # its blocks are those of one distance or category: it is not told as a whole


def calendar(name: str, occasions: Iterable[Occasion], site: str) -> bytes:
    """The feed of that name. `site` is the address before every path: https://example.org."""
    feed = Calendar()
    feed.add("prodid", "-//isuwc//World Cup Speed Skating//EN")
    feed.add("version", "2.0")
    feed.add("calscale", "GREGORIAN")
    feed.add("x-wr-calname", line(name))
    feed.add("name", line(name))
    feed.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    feed.add("x-published-ttl", _duration(REFRESH))  # the same, for programs of before RFC 7986
    entries: list[Component] = [entry for occasion in occasions for entry in _entries(occasion, site)]
    for part in entries or [_nothing()]:
        feed.add_component(part)
    written: bytes = feed.to_ical()
    return written


def _duration(span: datetime.timedelta) -> str:
    """PT12H"""
    written: bytes = vDuration(span).to_ical()  # type: ignore[no-untyped-call]  # icalendar has types but here
    return written.decode()


def _nothing() -> Timezone:
    """What an empty calendar holds, since one without any component is none (RFC 5545, 3.6): the zone of its times."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    standard.add("dtstart", datetime.datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", datetime.timedelta())
    standard.add("tzoffsetto", datetime.timedelta())
    zone.add_component(standard)
    return zone


def _entries(occasion: Occasion, site: str) -> Iterable[Event]:
    is_told_whole = not occasion.is_part or not occasion.blocks
    if is_told_whole and not any(block.span for block in occasion.blocks):
        days = _entry(occasion, site, occasion.version, occasion.title, occasion.notes)
        _on_days(days, occasion.first_day, occasion.last_day)
        yield days
        return
    for block in occasion.blocks:
        version = block.version.within(occasion.version)
        entry = _entry(occasion, site, version, f"{occasion.title} – {block.title}", (*block.races, *block.notes))
        if block.span:
            starts_at, ends_at = block.span
            entry.add("dtstart", starts_at.astimezone(datetime.UTC))
            entry.add("dtend", ends_at.astimezone(datetime.UTC))
        else:
            _on_days(entry, block.day, block.day)
        yield entry


def _on_days(entry: Event, first: datetime.date, last: datetime.date) -> None:
    """Whole days, during which nobody is busy."""
    entry.add("dtstart", first)
    entry.add("dtend", last + datetime.timedelta(days=1))  # the first day after it
    entry.add("transp", "TRANSPARENT")


def _entry(occasion: Occasion, site: str, version: Version, title: str, words: Sequence[str]) -> Event:
    entry = Event()
    entry.add("uid", f"{version.uid}@isuwc")
    # The same data give the same feed to the byte, so the last change stands for the moment of writing.
    entry.add("dtstamp", version.changed_at.astimezone(datetime.UTC))
    entry.add("last-modified", version.changed_at.astimezone(datetime.UTC))
    entry.add("sequence", version.sequence)
    entry.add("status", STATUS[version.plan])
    entry.add("summary", line(f"{version.plan.capitalize()}: {title}" if version.plan else title))
    entry.add("location", line(occasion.place))
    entry.add("url", site + occasion.path)
    description = [each for each in (version.note, *words) if each]
    if description:
        entry.add("description", lines("\n".join(description)))
    return entry
