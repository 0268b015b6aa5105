"""Loads the shipped broadcasters, listings and ISU streams. The calendar must be there (`events.calendar.season_data`).

Only what is missing is added. Staff maintain listings: where the database has one of a broadcaster for a territory and
season, whatever else it says, the broadcaster's listings there are as staff want them, and none is added or changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import transaction

from events.broadcast.listings.apply import ListingPlan, plan
from events.broadcast.listings.changes import change
from events.broadcast.listings.entries import ListingEntry
from events.broadcast.listings.rows import TABLE, Words, read_rows
from events.broadcast.listings.stored import read_names, read_stored
from events.calendar.season_data import DATA, Missing, Report, silent
from events.models import Broadcaster, Season, Stream
from isuwc.files.tables import tabular
from isuwc.files.tables.spreadsheets import read_table
from isuwc.files.tables.tabular import Counts, Row
from isuwc.history.acting import Way, acting
from isuwc.tables.plans import apply


def load_broadcast(folder: Path = DATA, report: Report = silent) -> dict[str, Counts]:
    """Add what is missing. Returns the counts by kind of row; `report` is told of each that stays as staff have it.

    Raises DataError for a wrong cell, TableError if listings.csv is no table of listings, and ChangedSinceError if
    somebody changes listings meanwhile. Nothing is written then.
    """
    with transaction.atomic(), acting(Way.IMPORT, "Season data: broadcasters and streams"):
        missing = Missing(report)
        _broadcasters(folder, missing)
        _streams(folder, missing)
        return dict(missing.counts) | {"listings": _listings(folder, report)}


def _broadcasters(folder: Path, missing: Missing) -> None:
    for row in tabular.read_rows(folder / "broadcasters.csv"):
        values = {
            "name": row.required("name", 80),
            "website": row.text("website", 200),
            "is_example": row.flag("example"),
        }
        missing.add("broadcasters", Broadcaster, {"slug": row.required("slug", 80)}, values)


def _streams(folder: Path, missing: Missing) -> None:
    seasons = {one.slug: one for one in Season.objects.all()}
    for row in tabular.read_rows(folder / "streams.csv"):
        values = {
            "name": row.required("name", 80),
            "link": row.required("link", 200),
            "source": row.required("source", 200),
            "note": row.text("note", 200),
            "checked_on": row.optional_date("checked_on"),
        }
        missing.add("streams", Stream, {"season": seasons[row.known("season", seasons, "a season")]}, values)


def _listings(folder: Path, report: Report) -> Counts:
    """The file is a table of listings like those that staff import, with the same columns and the same errors."""
    path = folder / "listings.csv"
    rows = read_table(TABLE, path.read_bytes(), f"{folder.name}/{path.name}")
    kept: list[str] = []
    planned = _plan(rows, kept.append)
    apply(planned, what="Season data: listings")
    for words in kept:
        report(words)
    return Counts(created=planned.created, unchanged=len(rows) - planned.created)


def _plan(rows: Sequence[Row], report: Report) -> ListingPlan:
    """What would be added. `report` is told of each listing of the file that the database has in another form."""
    names = read_names()
    read, errors = read_rows(rows, names)
    if errors:
        raise errors[0]
    stored = _by_territory(read_stored())
    for words in _differences(read, stored, Words(names)):
        report(words)
    planned = plan([row for row, _, entry in read if _territory(entry) not in stored])
    return replace(planned, again=lambda: _plan(rows, silent))


def _territory(entry: ListingEntry) -> tuple[Any, ...]:
    """What staff are least likely to edit in a listing: whose it is, where, and for which season."""
    return entry.broadcaster_id, entry.country_id, entry.group_id, entry.series_id, entry.season_id


def _by_territory(entries: Iterator[tuple[int, ListingEntry]]) -> dict[tuple[Any, ...], list[ListingEntry]]:
    found: dict[tuple[Any, ...], list[ListingEntry]] = {}
    for _, entry in entries:
        found.setdefault(_territory(entry), []).append(entry)
    return found


def _differences(
    read: Sequence[tuple[Row, int | None, ListingEntry]],
    stored: Mapping[tuple[Any, ...], Sequence[ListingEntry]],
    words: Words,
) -> Iterator[str]:
    """A sentence for each listing of the file that differs from what the database has in its place."""
    for _, _, entry in read:
        there = stored.get(_territory(entry), ())
        if not there or entry in there:
            continue
        if len(there) == 1:
            found = change(None, there[0], entry, words)
            yield f"{found.title}: stays as it is; in listings.csv it differs: {'; '.join(found.words)}."
        else:
            title = change(None, None, entry, words).title
            yield f"{title}: its {len(there)} listings stay as they are; that of listings.csv is not among them."
