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
    """The rows for these references. At most twelve queries; none for a kind without references."""
    with only_seasons() as seasons:
        races = Race.objects.with_event().in_bulk(asked.races) if asked.races else {}
        seasons.update(race.event.season_id for race in races.values())
        results = list(Result.objects.filter(race__in=races).podium().with_competitor()) if races else []
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
    linked = Cup.objects.filter(season__in=asked.cups_of).exclude(pk__in=asked.cups).select_related("season")
    led = headlines(Cup.objects.filter(pk__in=asked.cups), LEADERS).cups if asked.cups else ()
    cups = [*led, *(linked if asked.cups_of else ())]
    return {cup.pk: cup for cup in sorted(cups, key=lambda cup: (cup.position, cup.category == "men"))}


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
