"""Loads the shipped series, seasons, venues, events and broadcast listings.

Everything is written in one transaction. Only missing rows are added; existing ones may have been edited by staff and
are left as they are.
"""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from events.models import Broadcaster, Country, Event, Listing, Season, Series, Stream, Venue
from events.models.venue import validate_time_zone
from isuwc.files.tables.tabular import Counts, Row, read_rows
from isuwc.history.acting import Way, acting

DATA = Path(__file__).parents[1] / "data"


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


def load_calendar(folder: Path = DATA) -> dict[str, Counts]:
    """Add the rows that are missing. Returns the counts by kind of row.

    Countries must exist (migration 0003). Raises DataError for a wrong cell.
    """
    venues = [_venue(row) for row in read_rows(folder / "venues.csv")]
    events = [_event(row) for row in read_rows(folder / "events.csv")]
    with transaction.atomic(), acting(Way.IMPORT, "Season data: calendar and listings"):
        load = _Load()
        load.series(folder)
        load.seasons(folder)
        load.venues(venues)
        load.events(events)
        load.broadcasters(folder)
        load.listings(folder)
        load.streams(folder)
    return dict(load.counts)


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


class _Load:
    """One load of the files, which counts what it does to each kind of row."""

    def __init__(self) -> None:
        self.counts: defaultdict[str, Counts] = defaultdict(Counts)
        self.nocs = Country.objects.in_bulk()

    def series(self, folder: Path) -> None:
        for row in read_rows(folder / "series.csv"):
            self.put(
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
            self.put("seasons", Season, key, {"series": series[row.known("series", series, "a series")]})

    def venues(self, rows: list[VenueRow]) -> None:
        for one in rows:
            values = {"name": one.name, "city": one.city, "country": self.country(one.row), "time_zone": one.time_zone}
            self.put("venues", Venue, {"slug": one.slug}, values)

    def events(self, rows: list[EventRow]) -> None:
        seasons = {one.slug: one for one in Season.objects.all()}
        venues = {one.slug: one for one in Venue.objects.all()}
        for one in rows:
            season = seasons[one.row.known("season", seasons, "a season")]
            if not season.first_day <= one.start_date <= one.end_date <= season.last_day:
                raise one.row.error("start_date", f"outside the season {season}")
            self.put(
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

    def broadcasters(self, folder: Path) -> None:
        for row in read_rows(folder / "broadcasters.csv"):
            values = {
                "name": row.required("name", 80),
                "website": row.text("website", 200),
                "is_example": row.flag("example"),
            }
            self.put("broadcasters", Broadcaster, {"slug": row.required("slug", 80)}, values)

    def listings(self, folder: Path) -> None:
        seasons = {"": None, **{one.slug: one for one in Season.objects.all()}}
        broadcasters = {one.slug: one for one in Broadcaster.objects.all()}
        series = Series.objects.get()
        for row in read_rows(folder / "listings.csv"):
            key = {
                "broadcaster": broadcasters[row.known("broadcaster", broadcasters, "a broadcaster")],
                "country": self.country(row),
                "season": seasons[row.known("season", seasons, "a season")],
            }
            listing, created = self.put(
                "listings",
                Listing,
                key,
                {
                    "series": series,
                    "source": row.required("source", 200),
                    "starts_on": row.optional_date("starts_on"),
                    "ends_on": row.optional_date("ends_on"),
                    "platform": row.one_of("platform", Listing.Platform.values),
                    "timing": row.one_of("timing", Listing.Timing.values),
                    "access": row.one_of("access", Listing.Access.values),
                    "language": row.text("language", 40),
                    "is_exclusive": row.flag("exclusive"),
                    "channel": row.text("channel", 80),
                    "note": row.text("note", 200),
                    "checked_on": row.optional_date("checked_on"),
                    "is_example": row.flag("example"),
                },
            )
            if created and (numbers := row.cells.get("events", "").split()):
                listing.events.set(Event.objects.filter(season=listing.season, number__in=numbers))
            if created and row.cells["except_held_in"]:
                listing.except_held_in.set([self.country(row, "except_held_in")])

    def streams(self, folder: Path) -> None:
        seasons = {one.slug: one for one in Season.objects.all()}
        for row in read_rows(folder / "streams.csv"):
            values = {
                "name": row.required("name", 80),
                "link": row.required("link", 200),
                "source": row.required("source", 200),
                "note": row.text("note", 200),
                "checked_on": row.optional_date("checked_on"),
            }
            self.put("streams", Stream, {"season": seasons[row.known("season", seasons, "a season")]}, values)

    def country(self, row: Row, column: str = "noc") -> Country:
        return self.nocs[row.known(column, self.nocs, "a NOC")]

    def put(
        self, kind: str, model: type[models.Model], key: Mapping[str, Any], values: Mapping[str, Any]
    ) -> tuple[Any, bool]:
        """The row with that key, created with `values` if it is missing, and whether it was created."""
        row, created = model._default_manager.get_or_create(**key, defaults=values)
        if created:
            self.counts[kind].created += 1
        else:
            self.counts[kind].unchanged += 1
        return row, created
