"""iCalendar feeds (RFC 5545), made from dataclasses. Pure.

Each session is an entry: with its start in UTC, so that calendar programs need no zone, or else for its whole day.
While no session of an event has a start, the event is a single entry of whole days. UIDs never change, so they don't
contain the site's host. SEQUENCE and LAST-MODIFIED rise with every change, so that a moved session stays the same
entry, and a cancelled one is shown as cancelled.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from icalendar import Calendar, Component, Event, Timezone, TimezoneStandard, vDuration

from isuwc.text.characters import line, lines

REFRESH = datetime.timedelta(hours=1)  # how often calendar programs should fetch the feed


STATUS = {"": "CONFIRMED", "moved": "CONFIRMED", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}


@dataclass(frozen=True)
class Version:
    """The identity and version of an entry: its UID, whether it was moved or cancelled, and its revision."""

    uid: str
    plan: str = ""
    note: str = ""
    sequence: int = 0
    changed_at: datetime.datetime = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)

    def within(self, outer: "Version") -> "Version":
        """A session's version combined with its event's: the graver plan with its note, and the changes of both."""
        graver = max((self, outer), key=lambda each: (list(STATUS).index(each.plan), bool(each.note)))
        return Version(
            self.uid,
            graver.plan,
            graver.note,
            self.sequence + outer.sequence,
            max(self.changed_at, outer.changed_at),
        )


@dataclass(frozen=True)
class CalendarSession:
    """A session with its day at the venue and its start and end (aware), if known."""

    version: Version
    title: str
    day: datetime.date
    span: tuple[datetime.datetime, datetime.datetime] | None
    races: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class CalendarEvent:
    """An event of the series. `path` is the address of its page, without scheme and host."""

    version: Version
    title: str
    place: str
    first_day: datetime.date
    last_day: datetime.date
    path: str
    sessions: tuple[CalendarSession, ...] = ()
    notes: tuple[str, ...] = ()
    is_part: bool = False  # its sessions are only those with a chosen distance or category


def calendar(name: str, events: Iterable[CalendarEvent], site: str) -> bytes:
    """The feed. `site` is put before every path: https://example.org."""
    feed = Calendar()
    feed.add("prodid", "-//isuwc//World Cup Speed Skating//EN")
    feed.add("version", "2.0")
    feed.add("calscale", "GREGORIAN")
    feed.add("x-wr-calname", line(name))
    feed.add("name", line(name))
    feed.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    feed.add("x-published-ttl", _duration(REFRESH))  # the same, for programs that don't know RFC 7986
    entries: list[Component] = [entry for event in events for entry in _entries(event, site)]
    for part in entries or [_utc_zone()]:
        feed.add_component(part)
    written: bytes = feed.to_ical()
    return written


def _duration(span: datetime.timedelta) -> str:
    """PT12H"""
    written: bytes = vDuration(span).to_ical()  # type: ignore[no-untyped-call]  # icalendar has types but here
    return written.decode()


def _utc_zone() -> Timezone:
    """The only component of an empty calendar, which must have at least one (RFC 5545, 3.6)."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    standard.add("dtstart", datetime.datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", datetime.timedelta())
    standard.add("tzoffsetto", datetime.timedelta())
    zone.add_component(standard)
    return zone


def _entries(event: CalendarEvent, site: str) -> Iterable[Event]:
    may_be_one_entry = not event.is_part or not event.sessions
    if may_be_one_entry and not any(session.span for session in event.sessions):
        days = _entry(event, site, event.version, event.title, event.notes)
        _on_days(days, event.first_day, event.last_day)
        yield days
        return
    for session in event.sessions:
        version = session.version.within(event.version)
        entry = _entry(event, site, version, f"{event.title} – {session.title}", (*session.races, *session.notes))
        if session.span:
            starts_at, ends_at = session.span
            entry.add("dtstart", starts_at.astimezone(datetime.UTC))
            entry.add("dtend", ends_at.astimezone(datetime.UTC))
        else:
            _on_days(entry, session.day, session.day)
        yield entry


def _on_days(entry: Event, first: datetime.date, last: datetime.date) -> None:
    """Put the entry on whole days, which calendar programs don't show as busy time."""
    entry.add("dtstart", first)
    entry.add("dtend", last + datetime.timedelta(days=1))  # exclusive
    entry.add("transp", "TRANSPARENT")


def _entry(event: CalendarEvent, site: str, version: Version, title: str, lines_of_text: Sequence[str]) -> Event:
    entry = Event()
    entry.add("uid", f"{version.uid}@isuwc")
    # The last change and not the time of this request, so that the same data give the same bytes, and the same ETag
    entry.add("dtstamp", version.changed_at.astimezone(datetime.UTC))
    entry.add("last-modified", version.changed_at.astimezone(datetime.UTC))
    entry.add("sequence", version.sequence)
    entry.add("status", STATUS[version.plan])
    entry.add("summary", line(f"{version.plan.capitalize()}: {title}" if version.plan else title))
    entry.add("location", line(event.place))
    entry.add("url", site + event.path)
    description = [each for each in (version.note, *lines_of_text) if each]
    if description:
        entry.add("description", lines("\n".join(description)))
    return entry
