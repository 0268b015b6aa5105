"""Reads the rows of a table of single sessions, with every cell checked, and writes showings as such rows. Pure."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from events import coverage
from events.broadcast.covering import DAYS_AFTER, is_near
from events.broadcast.showings.entries import ListingRef, Lookup, SessionRef
from events.broadcast.showings.listing_cells import find_listing
from events.coverage.start_times import default_day, start_problem
from events.models import Listing
from events.naming.seasons import slug_of_name
from events.naming.words import MAX_NUMBER
from events.time.clock_times import clock_text, parse_clock, read_moment
from events.time.clocks import moment
from isuwc.files.tables.spreadsheets import Table
from isuwc.files.tables.tabular import NO, Checks, DataError, Row

TABLE = Table(
    "Single sessions",
    columns=(
        "listing", "broadcaster", "country", "group", "part", "channel", "season", "event", "session", "shown", "day",
        "start", "timing", "own_channel", "link", "note", "remove",
    ),
    needed=("season", "event", "session"),
)  # fmt: skip

ONLY_IF_SHOWN = ("start", "timing", "own_channel", "link")  # columns that are empty for a session that is left out


@dataclass(frozen=True)
class ReadRow:
    """A row with its listing and session, and the showing that it asks for; None removes the one that is stored."""

    row: Row
    listing: ListingRef
    session: SessionRef
    proposed: coverage.Showing | None
    guess: str = ""  # which day a time without one was taken for, in words, where it is not the session's day

    @property
    def pair(self) -> tuple[int, int]:
        return self.listing.key, self.session.key


def read_rows(rows: Iterable[Row], lookup: Lookup) -> tuple[list[ReadRow], list[DataError]]:
    """The rows that could be read, and an error for every wrong cell. With any error nothing may be applied."""
    read: list[ReadRow] = []
    errors: list[DataError] = []
    seen: dict[tuple[int, int], int] = {}
    for row in rows:
        check = Checks()
        found = _read(row, lookup, check)
        if found and found.pair in seen:
            check.errors.append(row.error("session", f"the same listing and session as row {seen[found.pair]}"))
        errors += check.errors
        if found:
            seen.setdefault(found.pair, row.number)
            read.append(found)
    return read, errors


def _read(row: Row, lookup: Lookup, check: Checks) -> ReadRow | None:
    """The row, which may be incomplete if `check` has an error; None without its listing or session."""
    session = _session(row, lookup, check)
    is_removed = bool(check(row.flag, "remove", False))
    listing = find_listing(row, session, is_removed, lookup, check)
    stored = lookup.stored.get((listing.key, session.key)) if listing and session else None
    if stored and listing and session and not is_removed:
        row = _completed(row, listing, session, stored)
    proposed = _proposed(row, session, listing, stored, check, is_removed)
    if not listing or not session:
        return None
    # A showing that is stored may stay as it is even if its listing no longer covers the session
    is_new = not is_removed and (stored is None or proposed not in (None, stored))
    if is_new and not session.is_covered_by(listing.right):
        check.errors.append(row.error("session", f"{listing.title} does not cover {session.title}"))
    return ReadRow(row, listing, session, None if is_removed else proposed, _guess(row, session, proposed))


def _completed(row: Row, listing: ListingRef, session: SessionRef, stored: coverage.Showing) -> Row:
    """The row with what is stored in the columns that the table doesn't have: they stay as they are.

    A day belongs to its start, and a session that is left out has nothing else.
    """
    kept = dict(zip(TABLE.columns, as_row(listing, session, stored), strict=True))
    if row.has("start"):
        kept.pop("day")
    if row.cells["shown"].casefold() in NO:
        kept = {column: text for column, text in kept.items() if column not in {*ONLY_IF_SHOWN, "day"}}
    return replace(row, cells={**row.cells, **{name: text for name, text in kept.items() if not row.has(name)}})


def _session(row: Row, lookup: Lookup, check: Checks) -> SessionRef | None:
    season = slug_of_name(row.cells["season"])
    known = season in {of for of, _ in lookup.sessions}
    if not known:
        problem = f"{row.cells['season']!r} is not a season with events, such as 2025-26" if season else "empty"
        check.errors.append(row.error("season", problem))
    event = check(row.number_at, "event", 1, MAX_NUMBER)
    number = check(row.number_at, "session", 1, MAX_NUMBER)
    if not known or not event:
        return None
    sessions = lookup.sessions.get((season, event))
    if sessions is None:
        check.errors.append(row.error("event", f"{season} has no event {event}"))
        return None
    if number and number not in sessions:
        numbers = ", ".join(map(str, sorted(sessions)))
        lacks = f"has no session {number}, only {numbers}" if sessions else "has no sessions"
        check.errors.append(row.error("session", f"event {event} of {season} {lacks}"))
    return sessions.get(number)


def _proposed(
    row: Row,
    session: SessionRef | None,
    listing: ListingRef | None,
    stored: coverage.Showing | None,
    check: Checks,
    is_removed: bool,
) -> coverage.Showing | None:
    """None where a cell is wrong. For a row that removes, it is not checked whether its cells fit together."""
    cells = Checks()
    is_shown = cells(row.flag, "shown", True)
    day, start = cells(row.optional_date, "day"), cells(row.read, "start", row.cells["start"], _clock)
    timed = not cells.errors
    timing = cells(row.choice, "timing", ["", *Listing.Timing.values])
    channel, url = cells(row.text, "own_channel", 80), cells(row.link, "link")
    note = cells(row.text, "note", 200)
    starts_at = None
    if is_shown is False and not is_removed:
        filled = [column for column in ONLY_IF_SHOWN if row.cells[column]]
        if day and session and day != session.date:
            filled.append("day")
        cells.errors += [row.error(column, "must be empty for a session that is left out") for column in filled]
    elif session and listing and timed and timing is not None and not is_removed:
        starts_at = cells(_starts_at, row, session, day, start, timing or listing.timing, stored, listing.timing)
    check.errors += cells.errors
    if cells.errors or not session:
        return None
    proposed = coverage.Showing(session.key, is_shown, starts_at, timing, channel, url, note)
    # If the session was moved since, any change also confirms the start time on record
    is_confirmed = stored is not None and stored != proposed and stored.is_unconfirmed(session.facts, session.zone)
    timing = timing or (listing.timing if listing else "")
    if is_confirmed and starts_at and (problem := start_problem(starts_at, timing, session.times)):
        check.errors.append(row.error("start", problem))
        return None
    return proposed


def _starts_at(
    row: Row,
    session: SessionRef,
    day: datetime.date | None,
    start: datetime.time | None,
    timing: str,
    stored: coverage.Showing | None,
    listing_timing: str,
) -> datetime.datetime | None:
    """When the broadcast begins. A start that is stored is accepted as it is while its timing stays the same."""
    if start is None:
        if day not in {None, session.date}:
            raise row.error("start", f"empty, although the day is not the session's, {session.date}")
        return None
    on = day or default_day(start.replace(tzinfo=None), timing, session.times)
    if on is None:
        raise row.error("day", "write the day: the session has no start yet")
    if stored and stored.starts_at and _clocked(stored.starts_at, session) == (on, start):
        at = stored.starts_at  # with its seconds, which the cell may lack, and however far from the session
        if timing == (stored.timing or listing_timing):
            return at
    elif not is_near(on, session.date):
        raise row.error(
            "day", f"{session.title} is on {session.date}; give a day from the day before to {DAYS_AFTER} days after it"
        )
    else:
        at = row.read("start", "", lambda _: read_moment(lambda: moment(on, start, session.zone), session.zone))
    if problem := start_problem(at, timing, session.times):
        raise row.error("start", problem)
    return at


def _guess(row: Row, session: SessionRef, proposed: coverage.Showing | None) -> str:
    if row.cells["day"] or not proposed or not proposed.starts_at:
        return ""
    local = proposed.starts_at.astimezone(session.zone)
    if local.date() == session.date:
        return ""
    return f"no day was given: taken for {local:%A}, the first {local:%H:%M} after the session’s start"


def _clock(text: str) -> datetime.time | None:
    return parse_clock(text) if text else None


def _clocked(at: datetime.datetime, session: SessionRef) -> tuple[datetime.date, datetime.time]:
    """The day and clock time at the venue, as in cells."""
    return at.astimezone(session.zone).date(), parse_clock(clock_text(at, session.zone))


def as_row(listing: ListingRef, session: SessionRef, showing: coverage.Showing) -> list[str]:
    """A row that `read_rows` reads back as the same showing."""
    at: Any = showing.starts_at
    day, start = (_clocked(at, session)[0].isoformat(), clock_text(at, session.zone)) if at else ("", "")
    return [
        str(listing.key), listing.broadcaster, listing.country, listing.group, listing.part, listing.channel,
        session.season, str(session.event), str(session.number), "yes" if showing.is_shown else "no", day, start,
        showing.timing, showing.channel, showing.link, showing.note, "",
    ]  # fmt: skip
