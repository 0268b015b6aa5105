"""Loads the rows that blocks refer to, in the same number of queries for any number of blocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, Q

from events.models import Event, Race, Series, Session
from isuwc.freshness.reading import only_seasons
from news.blocks.facts import References
from news.editions.fixing import LEADERS
from news.models.photos.upload import Upload
from news.pictures.files import PictureFiles
from news.pictures.picture import Picture
from news.pictures.picture_facts import PictureFacts
from standings.models import Cup, Result
from standings.scoring.headlines import headlines

Row = TypeVar("Row", bound=Model)

WITH_EVENT = ("race__session", "race__event__season__series", "race__event__venue__country")


@dataclass(frozen=True)
class Found:
    """Rows by key. A block whose row is missing is left out."""

    races: dict[int, Race]
    podiums: dict[int, list[Result]]  # by race
    cups: dict[int, Cup]
    events: dict[int, Event]
    sessions: dict[int, list[Session]]  # by event
    series: dict[int, Series]
    files: dict[str, PictureFiles]  # by digest of the picture

    def picture(self, facts: PictureFacts) -> Picture:
        return Picture.of(facts, self.files.get(facts["digest"]))


def find(asked: References) -> Found:
    """The rows for these references. At most ten queries, eleven where a race has no podium; none for a kind without
    references."""
    with only_seasons() as seasons:
        podiums = Result.objects.filter(race__in=asked.races).podium().with_competitor()
        results = list(podiums.select_related(*WITH_EVENT)) if asked.races else []
        races = {row.race_id: row.race for row in results}
        if without := asked.races - races.keys():
            races |= Race.objects.with_event().in_bulk(without)
        seasons.update(race.event.season_id for race in races.values())
    events = _events(asked)
    sessions = Session.objects.filter(event__in=asked.events) if asked.events else []
    return Found(
        races=races,
        podiums=_grouped(results, "race_id"),
        cups=_cups(asked),
        events=events,
        sessions=_grouped(sessions, "event_id"),
        series=_series(asked, events),
        files=Upload.objects.files(asked.uploads),
    )


def _cups(asked: References) -> dict[int, Cup]:
    """Cups shown with their leaders, and all cups of linked seasons."""
    if not (asked.cups or asked.cups_of):
        return {}
    found = Cup.objects.filter(Q(pk__in=asked.cups) | Q(season__in=asked.cups_of)).select_related("season")
    cups = {cup.pk: cup for cup in sorted(found, key=lambda cup: (cup.position, cup.category == "men"))}
    headlines([cup for cup in cups.values() if cup.pk in asked.cups], LEADERS)
    return cups


def _events(asked: References) -> dict[int, Event]:
    if not (asked.events or asked.events_of):
        return {}
    found = Event.objects.filter(Q(pk__in=asked.events) | Q(season__in=asked.events_of))
    return {event.pk: event for event in found.with_place().with_season_stream()}


def _series(asked: References, events: dict[int, Event]) -> dict[int, Series]:
    known = {event.season.series_id: event.season.series for event in events.values()}
    return known if asked.series <= known.keys() else Series.objects.in_bulk(asked.series)


def _grouped(rows: Iterable[Row], key: str) -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = {}
    for row in rows:
        groups.setdefault(getattr(row, key), []).append(row)
    return groups
