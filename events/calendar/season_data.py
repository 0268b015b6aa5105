"""Loads the shipped series, seasons, venues and events; `events.broadcast.season_data` loads who shows them where.

Everything is written in one transaction. Only missing rows are added; existing ones may have been edited by staff and
are left as they are, which is reported.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from events.models import Country, Event, Season, Series, Venue
from events.models.venue import validate_time_zone
from isuwc.files.tables.tabular import Counts, Row, read_rows
from isuwc.history.acting import Way, acting
from isuwc.tables.plans import difference

DATA = Path(__file__).parents[1] / "data"
NAME = "Season data: "  # what entries of the history begin with

Report = Callable[[str], object]  # called with a sentence for people

LONGEST = 300  # characters of two values in a report


def silent(words: str) -> None:
    """Reports to nobody."""


@dataclass(frozen=True)
class VenueRow:
    row: Row
    slug: str
    name: str
    city: str
    noc: str
    time_zone: str


@dataclass(frozen=True)
class EventRow:
    row: Row
    season: str
    number: int
    slug: str
    venue: str
    start_date: datetime.date
    end_date: datetime.date
    is_final: bool


def load_calendar(folder: Path = DATA, report: Report = silent) -> dict[str, Counts]:
    """Add the rows that are missing. Returns the counts by kind of row; `report` is told of each that differs.

    Countries must exist (migration 0003). Raises DataError for a wrong cell.
    """
    venues = [_venue(row) for row in read_rows(folder / "venues.csv")]
    events = [_event(row) for row in read_rows(folder / "events.csv")]
    with transaction.atomic(), acting(Way.IMPORT, f"{NAME}calendar"):
        load = _Load(report)
        load.series(folder)
        load.seasons(folder)
        load.venues(venues)
        load.events(events)
    return dict(load.missing.counts)


def _venue(row: Row) -> VenueRow:
    zone = row.required("time_zone", 40)
    try:
        validate_time_zone(zone)
    except ValidationError as error:
        raise row.error("time_zone", error.messages[0]) from error
    return VenueRow(
        row,
        slug=row.required("slug", 50),
        name=row.required("name", 80),
        city=row.required("city", 60),
        noc=row.required("noc", 3),
        time_zone=zone,
    )


def _event(row: Row) -> EventRow:
    start, end = row.date("start_date"), row.date("end_date")
    if end < start:
        raise row.error("end_date", "before start_date")
    return EventRow(
        row,
        season=row.required("season", 7),
        number=row.number_at("number", 1, 20),
        slug=row.required("slug", 60),
        venue=row.required("venue", 50),
        start_date=start,
        end_date=end,
        is_final=row.flag("final"),
    )


def _difference(name: str, before: str, after: str) -> str:
    """The field, with both its values unless they are long texts."""
    return difference(name, before, after) if len(before) + len(after) <= LONGEST else name


class Missing:
    """Adds rows that the database doesn't have, and counts those that it adds and those that it finds."""

    def __init__(self, report: Report) -> None:
        self.counts: defaultdict[str, Counts] = defaultdict(Counts)
        self.report = report

    def add(self, kind: str, model: type[models.Model], key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        """Create the row with that key if it is missing. If it is there and has other values, report it."""
        row, created = model._default_manager.get_or_create(**key, defaults=values)
        if created:
            self.counts[kind].created += 1
            return
        self.counts[kind].unchanged += 1
        differences = [
            _difference(name, str(getattr(row, name) or ""), str(value or ""))
            for name, value in values.items()
            if getattr(row, name) != value
        ]
        if differences:
            self.report(f"{row}: stays as it is; in {kind}.csv it differs: {'; '.join(differences)}.")


class _Load:
    """One load of the files."""

    def __init__(self, report: Report) -> None:
        self.missing = Missing(report)
        self.nocs = Country.objects.in_bulk()

    def series(self, folder: Path) -> None:
        for row in read_rows(folder / "series.csv"):
            self.missing.add(
                "series",
                Series,
                {"slug": row.required("slug", 50)},
                {
                    "name": row.required("name", 80),
                    "discipline": row.required("discipline", 40),
                    "hashtag": row.text("hashtag", 40),
                    "first_year": row.number_at("first_year", 1900, 2100),
                    "website": row.text("website", 200),
                    "about": row.required("about", 5000),
                },
            )

    def seasons(self, folder: Path) -> None:
        series = {one.slug: one for one in Series.objects.all()}
        for row in read_rows(folder / "seasons.csv"):
            key = {"start_year": row.number_at("start_year", 1985, 2100)}
            self.missing.add("seasons", Season, key, {"series": series[row.known("series", series, "a series")]})

    def venues(self, rows: list[VenueRow]) -> None:
        for one in rows:
            values = {"name": one.name, "city": one.city, "country": self.country(one.row), "time_zone": one.time_zone}
            self.missing.add("venues", Venue, {"slug": one.slug}, values)

    def events(self, rows: list[EventRow]) -> None:
        seasons = {one.slug: one for one in Season.objects.all()}
        venues = {one.slug: one for one in Venue.objects.all()}
        for one in rows:
            season = seasons[one.row.known("season", seasons, "a season")]
            if not season.first_day <= one.start_date <= one.end_date <= season.last_day:
                raise one.row.error("start_date", f"outside the season {season}")
            self.missing.add(
                "events",
                Event,
                {"season": season, "number": one.number},
                {
                    "slug": one.slug,
                    "venue": venues[one.row.known("venue", venues, "a venue")],
                    "start_date": one.start_date,
                    "end_date": one.end_date,
                    "is_final": one.is_final,
                },
            )

    def country(self, row: Row) -> Country:
        return self.nocs[row.known("noc", self.nocs, "a NOC")]
