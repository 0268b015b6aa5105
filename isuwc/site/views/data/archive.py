"""The whole data set: a ZIP of a table (CSV) for each shape, a data package that describes them, and what to know.

Rows are read and written one after the other, so that it takes no more memory than it has bytes when it is finished,
with the programme of all seasons besides. It has no stories: one that is withdrawn must not live on in downloads.
"""

import datetime
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from pydantic import BaseModel, Field

from events.models import Country, Event, Race, Season
from isuwc.files.tables.spreadsheets import write_csv
from isuwc.site.api.calendar import (
    EventOut,
    SeasonOut,
    SessionOut,
    all_sessions,
    event_out,
    season_out,
    session_out,
)
from isuwc.site.api.people import NationOut, SkaterOut, all_skaters, nation_out, skater_out
from isuwc.site.api.races import RaceOut, race_out
from isuwc.site.api.results import ResultOut, all_results, result_out
from isuwc.site.api.shapes import CupId, EventId, Name, Noc, RaceId, Shape, cup_id, event_id
from isuwc.site.api.tables import CupOut, cup_out, event_in, race_in
from isuwc.site.views.data.columns import cells, columns
from isuwc.text.characters import tidy
from standings.models import Cup, PublishedStanding, Standing
from standings.pages.cups.exports import state_of
from standings.pages.known_seasons import known_seasons
from standings.pages.nations import nations
from standings.pages.races.so_far import count_so_far
from standings.scoring.progress import SeasonProgrammes
from standings.worth.scale import for_json

AT_ONCE = 1_000  # rows that are loaded together


class StandingPlace(Shape):
    """A place in a cup after a race."""

    cup: CupId
    after_event: EventId = Field(description="The event after which it stands.")
    after_race: RaceId | None = Field(description="The last race that the standing counts; null of published places.")
    state: str = Field(description="final, provisional, complete so far, within an event, or as published.")
    place: int = Field(description="Those with equal points may share one.")
    skater: Name
    nation: Noc
    total: int | float | None = Field(description="Points; null where a published place has no source for them.")
    movement: int | None = Field(description="Places gained since the race before.")
    gap: int | float | None = Field(description="Points behind the leader.")
    source: str | None = Field(description="Where a published place is from.")


@dataclass(frozen=True)
class Table:
    """A file of the archive: its name, what its rows are, and how they are read."""

    name: str
    shape: type[BaseModel]
    rows: Callable[[], Iterable[BaseModel]]

    @property
    def words(self) -> str:
        return " ".join((self.shape.__doc__ or "").split())


def _seasons() -> Iterator[SeasonOut]:
    found = list(Season.objects.select_related("series").order_by("start_year"))
    known = known_seasons([each.pk for each in found])
    return (season_out(each, known) for each in found)


def _events() -> Iterator[EventOut]:
    return map(event_out, Event.objects.with_place().with_races_known().order_by("start_date", "pk"))


def _sessions() -> Iterator[SessionOut]:
    rows = all_sessions().order_by("event__start_date", "event_id", "number")
    return map(session_out, rows.iterator(AT_ONCE))


def _races() -> Iterator[RaceOut]:
    rows = Race.objects.with_event().order_by("event__start_date", "event_id", "number")
    return map(race_out, rows.iterator(AT_ONCE))


def _nations() -> Iterator[NationOut]:
    counted = nations()
    return (nation_out(each, counted) for each in Country.objects.order_by("noc"))


def _skaters() -> Iterator[SkaterOut]:
    return map(skater_out, all_skaters().order_by("slug").iterator(AT_ONCE))


def _results() -> Iterator[ResultOut]:
    """Each race is loaded once, not once for each of its lines, which would take three times as long."""
    races = {race.pk: race for race in Race.objects.with_event()}
    rows = all_results().select_related(None).select_related("competitor").iterator(AT_ONCE)
    while some := list(islice(rows, AT_ONCE)):
        for result in some:
            result.race = races[result.race_id]
        count_so_far(some)
        yield from map(result_out, some)


def _cups() -> Iterator[CupOut]:
    return map(cup_out, Cup.objects.newest_first())


def _standings() -> Iterator[StandingPlace]:
    """After every race, cup by cup; then the published places. A few queries, and one for each cup."""
    cups = list(Cup.objects.newest_first().with_scales())
    programmes = SeasonProgrammes({cup.season for cup in cups})
    for cup in cups:
        progress = programmes.progress(cup)
        after = {
            race.pk: (race_in(race, cup), event_id(race.event), state_of(progress.status_after(race.pk)))
            for race in progress.known
        }
        places = Standing.objects.filter(cup=cup, race__in=after).select_related("competitor")
        for place in places.order_by("race__event__number", "race__number", "rank", "pk").iterator(AT_ONCE):
            race, event, state = after[place.race_id]
            yield StandingPlace(
                cup=cup_id(cup),
                after_event=event,
                after_race=race,
                state=state,
                place=place.rank,
                skater=Name.of(place.competitor),
                nation=place.competitor.country_id,
                total=for_json(place.total),
                movement=place.movement,
                gap=for_json(place.gap),
                source=None,
            )
    published = PublishedStanding.objects.select_related("cup__season", "event", "competitor")
    for each in published.order_by("cup", "event__number", "rank", "pk").iterator(AT_ONCE):
        yield StandingPlace(
            cup=cup_id(each.cup),
            after_event=event_in(each.event, each.cup),
            after_race=None,
            state="as published",
            place=each.rank,
            skater=Name.of(each.competitor),
            nation=each.competitor.country_id,
            total=None if each.total is None else for_json(each.total),
            movement=None,
            gap=None,
            source=tidy(each.source),
        )


TABLES = (
    Table("seasons", SeasonOut, _seasons),
    Table("events", EventOut, _events),
    Table("sessions", SessionOut, _sessions),
    Table("races", RaceOut, _races),
    Table("results", ResultOut, _results),
    Table("cups", CupOut, _cups),
    Table("standings", StandingPlace, _standings),
    Table("skaters", SkaterOut, _skaters),
    Table("nations", NationOut, _nations),
)


def name_of(at: datetime.datetime) -> str:
    """Of the archive of that moment, without its suffix."""
    return f"isuwc-data-{at:%Y-%m-%d}"


def write_archive(file: IO[bytes], at: datetime.datetime) -> None:
    """All tables as they are now, at one moment of the database; `at` (UTC) is the date that the archive bears."""
    with one_moment(), ZipFile(file, "w") as archive:
        _put(archive, at, "README.txt", render_to_string("data/readme.txt", {"at": at, "site": settings.SITE_URL}))
        _put(archive, at, "datapackage.json", json.dumps(package(at), ensure_ascii=False, indent=1))
        for table in TABLES:
            with archive.open(_entry(at, f"{table.name}.csv"), "w") as entry:
                write_csv(entry, [column.name for column in columns(table.shape)], map(cells, table.rows()))


@contextmanager
def one_moment() -> Iterator[None]:
    """What is read within sees no change that is committed meanwhile, so that tables agree with each other."""
    is_first = not connection.in_atomic_block  # Postgres takes it before a transaction's first query alone
    with transaction.atomic():
        if is_first:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def package(at: datetime.datetime) -> dict[str, Any]:
    """The dictionary of the data as a Data Package (datapackage.org), which programs read."""
    return {
        "name": name_of(at),
        "title": "ISU World Cup Speed Skating: results, standings and calendar",
        "created": f"{at:%Y-%m-%d}T00:00:00Z",  # by the day, so that the same data make the same bytes
        "homepage": f"{settings.SITE_URL}{reverse('data')}",
        "resources": [
            {
                "name": table.name,
                "path": f"{table.name}.csv",
                "description": table.words,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [
                        {"name": column.name, "type": column.type, "description": column.words}
                        for column in columns(table.shape)
                    ]
                },
            }
            for table in TABLES
        ],
    }


def _put(archive: ZipFile, at: datetime.datetime, name: str, text: str) -> None:
    archive.writestr(_entry(at, name), text)


def _entry(at: datetime.datetime, name: str) -> ZipInfo:
    """With that date, so that the same data make the same bytes."""
    entry = ZipInfo(name, (at.year, at.month, at.day, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    return entry
