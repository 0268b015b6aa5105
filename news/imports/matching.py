"""Matches what a report names to the site's places, people, events and photos."""

from collections.abc import Iterable

from events.models import Country, Event, Series, Venue
from events.models.planned import Plan
from isuwc.text.slugs import fold
from news.imports.files import PhotoFile
from news.models import Photo
from news.report import Picture
from news.report.event import SEAT, KnownEvent
from news.report.lines.datelines import dateline_parts
from news.report.lines.known.names import KnownLeg, KnownNames
from standings.models import Competitor


def known_names(events: Iterable[Event]) -> KnownNames:
    """The places, people and boilerplate that the site knows, and the calendar of these events; four queries."""
    return KnownNames(
        cities=[*Venue.objects.values_list("city", flat=True), SEAT],
        countries=Country.objects.in_datelines(),
        people=list(Competitor.objects.skaters().values_list("name", flat=True)),
        about=[paragraph for series in Series.objects.all() for paragraph in series.about_paragraphs],
        calendar=_known_legs(events),
    )


def _known_legs(events: Iterable[Event]) -> list[KnownLeg]:
    """The calendar of these events. What the site shows as cancelled is no event to agree with."""
    return [
        KnownLeg(
            season=event.season.slug,
            city=event.venue.city,
            countries=tuple(event.venue.country.names),
            first_day=event.start_date,
            last_day=event.end_date,
        )
        for event in events
        if event.plan != Plan.CANCELLED
    ]


def known_events(events: Iterable[Event]) -> list[KnownEvent]:
    """These events with what a text can identify them by."""
    return [
        KnownEvent(
            key=event.pk,
            name=str(event),
            city=event.venue.city,
            season=event.season.slug,
            number=event.number,
            is_final=event.is_final,
            first_day=event.start_date,
            last_day=event.end_date,
        )
        for event in events
    ]


def venue_of(dateline: str) -> Venue | None:
    """The venue in the dateline's city."""
    parts = {fold(part) for part in dateline_parts(dateline)} if dateline else set()
    return next((venue for venue in Venue.objects.order_by("pk") if fold(venue.city) in parts), None)


LONGEST_CODE = 3  # letters of NOR and USA, which stay in capitals


def written_dateline(dateline: str) -> str:
    """The dateline with capitals as names have them: "hamar, norway" and "HAMAR, Norway" become "Hamar, Norway"."""
    countries = Country.objects.names()
    for part in dateline_parts(dateline):
        if part.islower() or (part.isupper() and len(part) > LONGEST_CODE):
            dateline = dateline.replace(part, countries.written(part) or part.title(), 1)
    return dateline


def photos_of(pictures: Iterable[Picture]) -> dict[str, Photo]:
    """The library's photos by agency number. Of several, one with a file is preferred, then the newest."""
    numbers = {picture.agency_id for picture in pictures if picture.agency_id}
    return {photo.agency_id: photo for photo in Photo.objects.filter(agency_id__in=numbers).order_by("file", "pk")}


def file_of(picture: Picture, files: Iterable[PhotoFile]) -> PhotoFile | None:
    """The file of a picture, by agency number in its name or metadata, or by name."""
    files = list(files)
    named = next((file for file in files if names(picture, file.stem)), None)
    if named or not picture.agency_id:
        return named
    return next((file for file in files if file.agency_id == picture.agency_id), None)


def names(picture: Picture, stem: str) -> bool:
    """Whether a file of this name, without its ending, is the picture's: by agency number, or else by name."""
    if picture.agency_id:
        return picture.agency_id in stem
    return bool(picture.name) and fold(stem) == fold(_stem(picture.name))


def _stem(name: str) -> str:
    head, dot, ending = name.rpartition(".")
    return head if dot and 3 <= len(ending) <= 4 and ending.isalnum() else name
