"""Loads the shipped broadcasters, listings and ISU streams. The calendar must be there (`events.calendar.season_data`).

Only what is missing is added, and what staff have done to listings stays: where the database has one of a broadcaster
for a territory and season, whatever else it says, none is added or changed there. Nor is one that was added from the
files before and is gone: staff have removed it, or made it one for another territory or season. The history knows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model

from events.broadcast.listings.apply import ListingPlan, plan
from events.broadcast.listings.changes import change
from events.broadcast.listings.entries import ListingEntry, Names
from events.broadcast.listings.rows import TABLE, Words, read_rows
from events.broadcast.listings.stored import read_names, read_stored
from events.calendar.season_data import DATA, NAME, Missing, Report, silent
from events.models import Broadcaster, Listing, Season, Stream
from isuwc.files.tables import tabular
from isuwc.files.tables.spreadsheets import read_table
from isuwc.files.tables.tabular import Counts, Row
from isuwc.history.acting import Way, acting
from isuwc.history.models import Change, Deed
from isuwc.tables.plans import apply

Key = tuple[Any, ...]


def load_broadcast(folder: Path = DATA, report: Report = silent) -> dict[str, Counts]:
    """Add what is missing. Returns the counts by kind of row; `report` is told of each that stays as staff have it.

    Raises DataError for a wrong cell, TableError if listings.csv is no table of listings, and ChangedSinceError if
    somebody changes listings meanwhile. Nothing is written then.
    """
    with transaction.atomic(), acting(Way.IMPORT, f"{NAME}broadcasters and streams"):
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
    apply(planned, what=f"{NAME}listings")
    for words in kept:
        report(words)
    return Counts(created=planned.created, unchanged=len(rows) - planned.created)


def _plan(rows: Sequence[Row], report: Report) -> ListingPlan:
    """What would be added. `report` is told of each listing of the file that the database has otherwise, or no more."""
    names = read_names()
    read, errors = read_rows(rows, names)
    if errors:
        raise errors[0]
    words, stored, made = Words(names), _stored(names), _made(names)
    missing: list[Row] = []
    for each in read:
        entry = each.entry
        key = _key(asdict(entry), names.slugs)
        if key in stored:
            _report_difference(entry, stored[key], words, report)
        elif key in made:
            title = _title(entry, words)
            report(f"{title}: was added before, and has been removed or moved since; it isn't added again.")
        else:
            missing.append(each.row)
    return replace(plan(missing), again=lambda: _plan(rows, silent))


def _key(values: Mapping[str, Any], slugs: Mapping[int, str]) -> Key:
    """What staff are least likely to edit in a listing: whose it is, where, and for which season."""
    columns = ("country_id", "group_id", "series_id", "season_id")
    return slugs.get(values["broadcaster_id"]), *(values[column] for column in columns)


def _stored(names: Names) -> dict[Key, list[ListingEntry]]:
    found: dict[Key, list[ListingEntry]] = {}
    for _, entry in read_stored():
        found.setdefault(_key(asdict(entry), names.slugs), []).append(entry)
    return found


def _made(names: Names) -> set[Key]:
    """The listings that were ever added from files, as they were then. Two queries."""
    changes = Change.objects.filter(entry__way=Way.IMPORT, entry__what__startswith=NAME, deed=Deed.MADE)

    def rows(model: type[Model]) -> list[dict[str, Any]]:
        found = changes.filter(table=model._meta.db_table)
        return [row for row in found.values_list("after", flat=True) if row]

    slugs = {row["id"]: row["slug"] for row in rows(Broadcaster)} | dict(names.slugs)  # also of those removed since
    return {_key(row, slugs) for row in rows(Listing)}


def _title(entry: ListingEntry, words: Words) -> str:
    """NOS, NED, 2025-26."""
    season = words.of(entry, "season_id") if entry.season_id else ""
    return ", ".join(filter(None, (change(None, None, entry, words).title, season)))


def _report_difference(entry: ListingEntry, there: Sequence[ListingEntry], words: Words, report: Report) -> None:
    """Say how a listing of the file differs from what the database has in its place, if it does."""
    if entry in there:
        return
    if len(there) == 1:
        found = change(None, there[0], entry, words)
        report(f"{_title(entry, words)}: stays as it is; in listings.csv it differs: {'; '.join(found.words)}.")
    else:
        title = _title(entry, words)
        report(f"{title}: its {len(there)} listings stay as they are; that of listings.csv is not among them.")
