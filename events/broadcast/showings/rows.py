"""Rows of a table as what broadcasters do with single sessions, every cell checked; and as rows again. Pure."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from events import coverage
from events.broadcast.covering import DAYS_AFTER, is_near
from events.broadcast.showings.entries import ListingRef, SessionRef, World
from events.coverage.beginning import day_of, why_not
from events.models import Listing
from events.naming.seasons import slug_of_name
from events.time.clock_times import clock, said, written
from events.time.clocks import moment
from isuwc.files.tables.spreadsheets import Table
from isuwc.files.tables.tabular import Checks, DataError, Row
from isuwc.text.numbers import FIGURES

TABLE = Table(
    "Single sessions",
    columns=(
        "listing", "broadcaster", "country", "group", "channel", "season", "event", "session", "shown", "day", "start",
        "timing", "own_channel", "link", "note", "remove",
    ),
    needed=("season", "event", "session"),
)  # fmt: skip

MOST = 999  # a number of an event or session beyond it is a typing error
KEYS = 10**FIGURES - 1
IF_SHOWN = ("start", "timing", "own_channel", "link")  # what a session that is left out has not


@dataclass(frozen=True)
class Reading:
    """A row: of which listing and session, and what it wants of them; None removes the showing."""

    row: Row
    listing: ListingRef
    session: SessionRef
    wanted: coverage.Showing | None
    guess: str = ""  # what was made of a time without a day, in words, where it is not the session's day

    @property
    def pair(self) -> tuple[int, int]:
        return self.listing.key, self.session.key


@dataclass(frozen=True)
class _Meant:
    """Which listing a row means: by its id, or what tells it from others; empty words tell nothing."""

    id: int | None
    broadcaster: str
    country: str
    group: str
    channel: str

    def against(self, listing: ListingRef) -> Mapping[str, str]:
        """What they say otherwise than the listing has it, by the column, with what it has."""
        said = (
            ("broadcaster", self.broadcaster, listing.broadcaster),
            ("country", self.country, listing.country),
            ("group", self.group, listing.group),
            ("channel", self.channel.casefold(), listing.channel.strip().casefold()),
        )
        return {column: getattr(listing, column) for column, word, held in said if word and word != held}


def read_rows(rows: Iterable[Row], world: World) -> tuple[list[Reading], list[DataError]]:
    """What each row wants, and every wrong cell: one is enough to stop all."""
    read: list[Reading] = []
    errors: list[DataError] = []
    seen: dict[tuple[int, int], int] = {}
    for row in rows:
        check = Checks()
        found = _read(row, world, check)
        if found and found.pair in seen:
            check.errors.append(row.error("session", f"the same showing as row {seen[found.pair]}"))
        errors += check.errors
        if found:
            seen.setdefault(found.pair, row.number)
            read.append(found)
    return read, errors


def _read(row: Row, world: World, check: Checks) -> Reading | None:
    """What the row wants; with an error in the checks it is not whole, or None."""
    session = _session(row, world, check)
    goes = check(row.flag, "remove", False)
    listing = _listing(row, session, bool(goes), world, check)
    held = world.held.get((listing.key, session.key)) if listing and session else None
    wanted = _wanted(row, session, listing, held, check, goes=bool(goes))
    if not listing or not session:
        return None
    stays = goes or (held is not None and wanted in (None, held))  # what stands may stay, also where it no longer fits
    if not stays and not listing.right.covers(session.leg, session.date):
        check.errors.append(row.error("session", f"{listing.title} does not cover {session.title}"))
    return Reading(row, listing, session, None if goes else wanted, _guess(row, session, wanted))


def _session(row: Row, world: World, check: Checks) -> SessionRef | None:
    season = slug_of_name(row.cells["season"])
    known = season in {of for of, _ in world.sessions}
    if not known:
        said = f"{row.cells['season']!r} is not a season with events, such as 2025-26" if season else "empty"
        check.errors.append(row.error("season", said))
    event, number = check(row.number_at, "event", 1, MOST), check(row.number_at, "session", 1, MOST)
    if not known or not event:
        return None
    sessions = world.sessions.get((season, event))
    if sessions is None:
        check.errors.append(row.error("event", f"{season} has no event {event}"))
        return None
    if number and number not in sessions:
        there = f"only {', '.join(map(str, sorted(sessions)))}" if sessions else "it has none"
        check.errors.append(row.error("session", f"event {event} of {season} has no session {number}, {there}"))
    return sessions.get(number)


def _listing(row: Row, session: SessionRef | None, goes: bool, world: World, check: Checks) -> ListingRef | None:
    cells = Checks()
    meant = _Meant(
        id=cells(row.optional_number, "listing", 1, KEYS),
        broadcaster=cells(_broadcaster, row, world),
        country=cells(_country, row, world),
        group=cells(row.known, "group", {"", *world.groups}, "a group of countries"),
        channel=cells(row.text, "channel", 80),
    )
    if not row.cells["listing"]:
        if not row.cells["broadcaster"]:
            cells.errors.append(row.error("broadcaster", "empty: name it, or the id of the listing"))
        if bool(row.cells["country"]) == bool(row.cells["group"]):
            cells.errors.append(row.error("country", "fill either country or group, as the listing has it"))
    check.errors += cells.errors
    if cells.errors:
        return None
    found: ListingRef | None
    if meant.id is not None:
        found = check(_by_id, row, meant, world)
    else:
        found = check(_by_words, row, meant, session, goes, world) if session else None
    return found


def _by_id(row: Row, meant: _Meant, world: World) -> ListingRef:
    listing = world.listings.get(meant.id or 0)
    if listing is None:
        raise row.error("listing", f"there is no listing {meant.id}")
    for column, held in meant.against(listing).items():
        raise row.error(column, f"{listing.title} has {held or 'none'}, not {row.cells[column]}")
    return listing


def _by_words(row: Row, meant: _Meant, session: SessionRef, goes: bool, world: World) -> ListingRef:
    """The one that they mean and that is for the session; for a row that removes, the one that has the showing."""
    alike = [listing for listing in world.by_broadcaster.get(meant.broadcaster, ()) if not meant.against(listing)]
    fit = [listing for listing in alike if world.is_for(listing, session)]
    if goes:
        fit = [listing for listing in fit if (listing.key, session.key) in world.held] or fit
    if len(fit) == 1:
        return fit[0]
    ids = ", ".join(str(listing.key) for listing in sorted(fit or alike, key=lambda listing: listing.key))
    if not alike:
        raise row.error("broadcaster", f"there is no listing of {' '.join(filter(None, _said(row)))}")
    if not fit:
        raise row.error("session", f"0 of {len(alike)} such listings ({ids}) cover {session.title}")
    raise row.error("listing", f"{len(fit)} such listings cover {session.title}: write which of {ids}")


def _said(row: Row) -> Sequence[str]:
    return [row.cells[column] for column in ("broadcaster", "country", "group", "channel")]


def _broadcaster(row: Row, world: World) -> str:
    word = row.cells["broadcaster"]
    if word and word.casefold() not in world.broadcasters:
        raise row.error("broadcaster", f"{word!r} is not a broadcaster")
    return world.broadcasters[word.casefold()] if word else ""


def _country(row: Row, world: World) -> str:
    code = row.cells["country"].upper()
    if code and code not in world.countries:
        raise row.error("country", f"{row.cells['country']!r} is not the code of a country")
    return code


def _wanted(
    row: Row,
    session: SessionRef | None,
    listing: ListingRef | None,
    held: coverage.Showing | None,
    check: Checks,
    goes: bool,
) -> coverage.Showing | None:
    """None where a cell is wrong. What goes is not asked whether its cells fit together."""
    cells = Checks()
    is_shown = cells(row.flag, "shown", True)
    day, start = cells(row.optional_date, "day"), cells(row.read, "start", row.cells["start"], _clock)
    timed = not cells.errors
    timing = cells(row.choice, "timing", ["", *Listing.Timing.values])
    channel, url = cells(row.text, "own_channel", 80), cells(row.link, "link")
    note = cells(row.text, "note", 200)
    starts_at = None
    if is_shown is False and not goes:
        filled = [column for column in IF_SHOWN if row.cells[column]]
        if day and session and day != session.date:
            filled.append("day")
        cells.errors += [row.error(column, "a session that is left out has none") for column in filled]
    elif session and listing and timed and timing is not None and not goes:
        starts_at = cells(_starts_at, row, session, day, start, timing or listing.timing, held, listing.timing)
    check.errors += cells.errors
    if cells.errors or not session:
        return None
    wanted = coverage.Showing(session.key, is_shown, starts_at, timing, channel, url, note)
    # Of a session that was moved since, any change confirms all that is on record, its time too
    is_confirmed = held is not None and held != wanted and held.is_unconfirmed(session.slot, session.zone)
    if is_confirmed and listing and starts_at and (why := why_not(starts_at, timing or listing.timing, session.block)):
        check.errors.append(row.error("start", why))
        return None
    return wanted


def _starts_at(
    row: Row,
    session: SessionRef,
    day: datetime.date | None,
    start: datetime.time | None,
    timing: str,
    held: coverage.Showing | None,
    usual: str,
) -> datetime.datetime | None:
    """When it begins, shown in the way of `timing`; `usual` is the listing's. What stands may stay as it is."""
    if start is None:
        if day not in {None, session.date}:
            raise row.error("start", f"empty, while the day is not the session's, {session.date}")
        return None
    on = day or day_of(start.replace(tzinfo=None), timing, session.block)
    if on is None:
        raise row.error("day", "write the day: the session has no start yet")
    if held and held.starts_at and _clocked(held.starts_at, session) == (on, start):
        at = held.starts_at  # to the part of a second, and however far away
        if timing == (held.timing or usual):
            return at
    elif not is_near(on, session.date):
        raise row.error("day", f"{session.title} is on {session.date}; from the day before to {DAYS_AFTER} days after")
    else:
        at = row.read("start", "", lambda _: written(lambda: moment(on, start, session.zone), session.zone))
    if why := why_not(at, timing, session.block):
        raise row.error("start", why)
    return at


def _guess(row: Row, session: SessionRef, wanted: coverage.Showing | None) -> str:
    if row.cells["day"] or not wanted or not wanted.starts_at:
        return ""
    local = wanted.starts_at.astimezone(session.zone)
    if local.date() == session.date:
        return ""
    return f"no day was typed: taken for {local:%A}, the first {local:%H:%M} from the session’s start on"


def _clock(text: str) -> datetime.time | None:
    return clock(text) if text else None


def _clocked(at: datetime.datetime, session: SessionRef) -> tuple[datetime.date, datetime.time]:
    """Day and time as cells say them."""
    return at.astimezone(session.zone).date(), clock(said(at, session.zone))


def as_row(listing: ListingRef, session: SessionRef, showing: coverage.Showing) -> list[str]:
    """A row that `read_rows` reads back as the same showing."""
    at: Any = showing.starts_at
    day, start = (_clocked(at, session)[0].isoformat(), said(at, session.zone)) if at else ("", "")
    return [
        str(listing.key), listing.broadcaster, listing.country, listing.group, listing.channel, session.season,
        str(session.event), str(session.number), "yes" if showing.is_shown else "no", day, start, showing.timing,
        showing.channel, showing.link, showing.note, "",
    ]  # fmt: skip
