"""Reads the rows of a table as the programmes of events, with every cell checked, and writes such rows. Pure."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, replace
from itertools import pairwise

from events.calendar.programme.cells import (
    Cell,
    agree,
    is_same_time,
    number_or_none,
    race_number,
    session_cell,
    timed,
)
from events.calendar.programme.entries import EventRef, Programme, RaceEntry, SessionEntry, moved_by
from events.naming.cells import checked_identity, identity_of
from events.naming.race import FIELDS
from events.naming.seasons import slug_of_name
from events.naming.words import MAX_NUMBER
from events.time.clock_times import clock_text, moment_after, parse_clock
from events.time.clocks import moment
from isuwc.files.tables.spreadsheets import Table
from isuwc.files.tables.tabular import Checks, DataError, Row

OF_SESSION = ("session_name", "date", "session_start", "session_end")
OF_RACE = ("race", *FIELDS, "start")
TABLE = Table(
    "Programme",
    columns=("season", "event", "session", *OF_SESSION, *OF_RACE),
    needed=("session", "date", "category", "distance"),
)

EventRefs = Mapping[tuple[str, int], EventRef]


def read_rows(
    rows: Iterable[Row], events: EventRefs, default_event: EventRef | None = None
) -> tuple[list[Programme], list[DataError]]:
    """The programmes of events that have none yet, and every error: `by_event` and then `read_programmes`."""
    own, errors = by_event(rows, events, default_event)
    programmes, wrong = read_programmes(own, {})
    return programmes, sorted([*errors, *wrong], key=lambda error: error.row)


def by_event(
    rows: Iterable[Row], events: EventRefs, default_event: EventRef | None = None
) -> tuple[dict[EventRef, list[Row]], list[DataError]]:
    """The rows by event, and every error. `default_event` is the event of rows that name none."""
    own: dict[EventRef, list[Row]] = {}
    errors: list[DataError] = []
    for row in rows:
        try:
            own.setdefault(_event(row, events, default_event), []).append(row)
        except DataError as error:
            errors.append(error)
    return own, errors


def read_programmes(
    own: Mapping[EventRef, Sequence[Row]], stored: Mapping[EventRef, Programme], races_stay: bool = False
) -> tuple[list[Programme], list[DataError]]:
    """The programme of each event, and every error; with any error the programmes may be incomplete.

    A cell that repeats the stored value is accepted even where a new value would be refused. A race whose start is the
    stored one moves with its session, unless `races_stay`.
    """
    readers = [_Reader(event, named, stored.get(event), races_stay) for event, named in own.items()]
    programmes = [reader.programme() for reader in readers]
    return programmes, [error for reader in readers for error in reader.errors]


def _event(row: Row, events: EventRefs, default_event: EventRef | None) -> EventRef:
    season = slug_of_name(row.cells["season"]) or (default_event.season if default_event else "")
    if not season:
        raise row.error("season", "empty: name the season, such as 2025-26")
    if season not in {of for of, _ in events}:
        raise row.error("season", f"{row.cells['season']!r} is not a season with events, such as 2025-26")
    number = row.optional_number("event", 1, MAX_NUMBER)
    if number is None and default_event and default_event.season == season:
        return default_event
    if number is None:
        raise row.error("event", "empty: give the number of the event")
    if (season, number) not in events:
        raise row.error("event", f"{season} has no event {number}")
    return events[season, number]


class _Reader:
    """Reads the rows of one event, collecting every error."""

    def __init__(self, event: EventRef, rows: Sequence[Row], stored: Programme | None, races_stay: bool) -> None:
        self.event = event
        self.rows = [completed(row, stored) for row in rows] if stored else rows
        self.stored = {session.number: session for session in stored.sessions} if stored else {}
        self.stored_races = {race.identity: race for race in stored.races} if stored else {}
        self.races_stay = races_stay
        self.errors: list[DataError] = []

    def programme(self) -> Programme:
        sessions = self._sessions()
        races = self._races(sessions)
        return Programme(
            self.event,
            tuple(sorted(sessions.values(), key=lambda session: session.number)),
            tuple(sorted(races, key=lambda race: race.number)),
        )

    def _sessions(self) -> dict[int, SessionEntry]:
        cells_of: dict[int, dict[str, Cell]] = {}
        broken: set[int] = set()  # sessions with a wrong cell: further errors that follow from it would only confuse
        for row in self.rows:
            try:
                number = row.number_at("session", 1, MAX_NUMBER)
                check = Checks()
                read = {column: check(session_cell, row, column) for column in OF_SESSION}
                self.errors += check.errors
                if check.errors:
                    broken.add(number)
                cells = {column: value for column, value in read.items() if value is not None}
                agree(number, cells_of.setdefault(number, {"session": (number, row)}), cells, row)
            except DataError as error:
                self.errors.append(error)
        sessions: dict[int, SessionEntry] = {}
        starts: list[tuple[SessionEntry, Row]] = []
        for number, cells in cells_of.items():
            if number in broken:
                continue
            try:
                sessions[number] = session = self._session(number, cells)
            except DataError as error:
                self.errors.append(error)
            else:
                starts.append((session, cells.get("session_start", cells["session"])[1]))
        self.errors += _overlaps(starts)
        return sessions

    def _session(self, number: int, cells: Mapping[str, Cell]) -> SessionEntry:
        _, first = cells["session"]
        day, row = cells.get("date", (None, first))
        if day is None:
            raise row.error("date", f"empty, and session {number} has a date in no other row")
        if not self.event.first_day <= day <= self.event.last_day:
            raise row.error("date", f"{self.event.title} is from {self.event.first_day} to {self.event.last_day}")
        zone = self.event.zone
        start, at = cells.get("session_start", (None, first))
        stored = self.stored.get(number)
        starts_at = (
            stored.starts_at if stored and stored.date == day and is_same_time(stored.starts_at, start, zone) else None
        )
        if start and starts_at is None:
            starts_at = timed(at, "session_start", zone, lambda: moment(day, start, zone))
        end, at = cells.get("session_end", (None, first))
        ends_at = None
        if end and starts_at is None:
            raise at.error("session_end", f"session {number} has an end without a start")
        if end and starts_at is not None:
            opened = starts_at
            if end == start:
                raise at.error("session_end", f"session {number} starts and ends at {end:%H:%M}")
            ends_at = (
                stored.ends_at
                if stored and stored.starts_at == opened and is_same_time(stored.ends_at, end, zone)
                else None
            )
            ends_at = ends_at or timed(at, "session_end", zone, lambda: moment_after(opened, day, end, zone))
        return SessionEntry(number, cells.get("session_name", ("", first))[0], day, starts_at, ends_at)

    def _races(self, sessions: Mapping[int, SessionEntry]) -> list[RaceEntry]:
        rows = [row for row in self.rows if any(row.cells[column] for column in OF_RACE)]
        in_order = not any(row.cells["race"] for row in rows)
        races: list[RaceEntry] = []
        # Row numbers by slug, which leaves Division A out: an event can't have it beside a race without a division
        addresses: dict[str, int] = {}
        numbers: dict[int, int] = {}
        for place, row in enumerate(rows, 1):
            try:
                session = number_or_none(row, "session")
                race = self._race(row, place if in_order else None, sessions.get(session or 0))
                if race is None:
                    continue
                address = race.identity.slug
                if address in addresses:
                    raise row.error("distance", f"the same race as row {addresses[address]}: {race.title}")
                if race.number in numbers:
                    raise row.error("race", f"{race.number} is the number of the race in row {numbers[race.number]}")
            except DataError as error:
                self.errors.append(error)
            else:
                addresses[address] = numbers[race.number] = row.number
                races.append(race)
        return races

    def _race(self, row: Row, place: int | None, session: SessionEntry | None) -> RaceEntry | None:
        """The row's race, without its start if its session could not be read; None if a cell of its own is wrong."""
        check = Checks()
        number = place or check(race_number, row)
        identity = checked_identity(row, check)
        start = check(row.read, "start", row.cells["start"], lambda text: parse_clock(text) if text else None)
        stored = self.stored_races.get(identity) if identity else None
        starts_at = check(self._start, row, session, start, stored) if session and start else None
        self.errors += check.errors
        if identity is None or check.errors:
            return None
        return RaceEntry(identity, number, session.number if session else 0, starts_at)

    def _start(
        self, row: Row, session: SessionEntry, time: datetime.time, stored: RaceEntry | None
    ) -> datetime.datetime:
        zone, opened = self.event.zone, session.starts_at
        before = self.stored.get(session.number)
        started = stored.starts_at if stored and stored.session == session.number else None
        if started and before and is_same_time(started, time, zone):
            if before.when == session.when:
                return started
            if (difference := moved_by(before.starts_at, opened)) and not self.races_stay:
                return self._within(row, session, started + difference)
        if opened is None:
            return timed(row, "start", zone, lambda: moment(session.date, time, zone))
        return self._within(
            row, session, timed(row, "start", zone, lambda: moment_after(opened, session.date, time, zone))
        )

    def _within(self, row: Row, session: SessionEntry, at: datetime.datetime) -> datetime.datetime:
        if session.ends_at and at > session.ends_at:
            start, end = (clock_text(each, self.event.zone) for each in (at, session.ends_at))
            raise row.error("start", f"{start} is after the session ends, at {end}")
        return at


def _overlaps(sessions: Iterable[tuple[SessionEntry, Row]]) -> Iterator[DataError]:
    spans = sorted(
        ((session.span, session.number, row) for session, row in sessions if session.span), key=lambda each: each[:2]
    )
    for (span, number, _), (later, other, row) in pairwise(spans):
        if later[0] < span[1]:
            yield row.error("session_start", f"session {other} starts before session {number} has ended")


def completed(row: Row, stored: Programme) -> Row:
    """The row with what is stored in the columns that the table doesn't have: they stay as they are."""
    missing = [column for column in (*OF_SESSION, "start") if not row.has(column)]
    if not missing:
        return row
    zone = stored.event.zone
    cells: dict[str, str] = {}
    number = number_or_none(row, "session")
    if session := next((each for each in stored.sessions if each.number == number), None):
        times = [clock_text(at, zone) if at else "" for at in (session.starts_at, session.ends_at)]
        cells = dict(zip(OF_SESSION, (session.name, session.date.isoformat(), *times), strict=True))
    try:
        identity = identity_of(row)
    except DataError:
        identity = None
    if race := next((each for each in stored.races if each.identity == identity), None):
        cells["start"] = clock_text(race.starts_at, zone) if race.starts_at and race.session == number else ""
    return replace(row, cells={**row.cells, **{column: cells[column] for column in missing if column in cells}})


def as_cells(programme: Programme) -> Iterator[list[str]]:
    """Rows that `read_rows` reads back as the same programme: one for each race, and for each session without races."""
    event = programme.event
    for session in programme.sessions:
        times = [clock_text(at, event.zone) if at else "" for at in (session.starts_at, session.ends_at)]
        head = [event.season, str(event.number), str(session.number), session.name, session.date.isoformat()]
        races = [race for race in programme.races if race.session == session.number]
        for race in races:
            identity = ["" if value is None else str(value) for value in astuple(race.identity)]
            start = clock_text(race.starts_at, event.zone) if race.starts_at else ""
            yield [*head, *times, str(race.number), *identity, start]
        if not races:
            yield [*head, *times, *[""] * len(OF_RACE)]
