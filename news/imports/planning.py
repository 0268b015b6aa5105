"""Plans the article that an import would create. Writes nothing."""

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from events.models import Event, Season, Venue
from events.models.planned import State
from events.time.dates import long_date, utc_moment
from isuwc.files.documents.reading import Link
from isuwc.text.shortened import shortened
from news.imports.files import PhotoFile
from news.imports.links import lost
from news.imports.matching import file_of, known_events, known_names, photos_of, venue_of
from news.imports.titles import propose_title
from news.models import Article, Photo, PhotoBlock
from news.report import Picture, Report, parse
from news.report.event import guess_event

NO_TITLE = "The text has no title, and none can be proposed. Write one."
# Characters that a title, a photo's name, and a dateline, credit or photographer may have
LONGEST_TITLE, LONGEST_NAME, LONGEST_LINE = 200, 200, 120


@dataclass(frozen=True)
class PlannedPhoto:
    """A picture of the report with the photo or file matched to it; a placeholder without either."""

    picture: Picture
    photo: Photo | None = None
    file: PhotoFile | None = None
    credit: str = ""  # from the text, else from the importing person
    same: Photo | None = None  # of the library, which has the file's picture already

    @property
    def name(self) -> str:
        return self.picture.name or shortened(self.picture.caption, 60).rstrip(".") or self.picture.owner

    @property
    def source(self) -> str:
        if self.file:
            return f"file {self.file.name}"
        if self.photo and not self.photo.is_awaited:
            return f"in the library: {self.photo}"
        return "has no file yet"

    @property
    def doubts(self) -> Iterator[str]:
        """What an editor should know of it before it is added, or taken from the library."""
        if self.same and self.file:
            yield f"Picture {self.name}: {self.file.name} is in the library already, as {self.same}. It is added again."
        elif self.same:
            yield (
                f"Picture {self.name}: its file is in the library already, as {self.same}, which is taken instead. "
                "It can be added all the same."
            )
        elif self.file and self.picture.caption and not self.file.alt:
            yield (
                f"Picture {self.name}: unless its file has an alternative text, the caption stands in for it until "
                "somebody says what the picture shows."
            )

    @property
    def is_awaited(self) -> bool:
        return self.file is None and (self.photo is None or self.photo.is_awaited)


@dataclass(frozen=True)
class ArticlePlan:
    """The article that an import would create."""

    report: Report
    title: str
    event: Event | None
    season: Season | None
    venue: Venue | None
    photos: tuple[PlannedPhoto, ...]
    fingerprint: str
    not_before: datetime.datetime | None  # the planned moment: when the text's embargo ends
    notes: tuple[str, ...]  # decisions, in words for a journalist
    doubts: tuple[str, ...]
    links: tuple[Link, ...] = ()
    unused: tuple[PhotoFile, ...] = ()  # files that belong to no picture of the text
    earlier: Article | None = None  # made from the same text


def plan(
    text: str,
    files: Iterable[PhotoFile] = (),
    event: Event | None = None,
    title: str = "",
    credit: str = "",
    doubts: Iterable[str] = (),
    links: Iterable[Link] = (),
    add_same: bool = False,
) -> ArticlePlan:
    """Parse the text and match its parts to the site's data. Writes nothing.

    `credit` is the holder for pictures whose caption names none. `doubts` were found while reading the file,
    `links` are those of a document. With `add_same` a file is added even if the library has its picture already.
    """
    events = list(Event.objects.with_place())
    report = parse(text, names := known_names(events))
    notes, doubts = [], list(doubts)
    if event:
        notes.append(f"The event is {event}, as chosen.")
        season = None
    else:
        event, season, note, is_certain = _event_of(report, events)
        (notes if is_certain else doubts).append(note)
    if not event and not season:
        if "standings" in report.trailing:
            report = parse(text, names, keep_links=True)
        if report.trailing - {"about"}:
            doubts.append("Standings, where to watch and calendar follow the article once it has its event or season.")
    chosen = title or report.title
    if not chosen:
        chosen = propose_title(report, event)
        doubts.append(f"The text has no title. Proposed: “{chosen}”" if chosen else NO_TITLE)
    notes += _timing(report)
    if report.has_banner and event and event.state_at(timezone.now()) == State.FINISHED:
        notes.append("Its banner is made, and no page shows it: the event is over. Give it a “shown until” of its own.")
    files, links = tuple(files), tuple(links)
    fingerprint = hashlib.sha256(" ".join(text.split()).encode(errors="replace")).hexdigest()
    earlier = Article.objects.filter(imported_from=fingerprint).order_by("pk").first()
    photos = tuple(_planned_photos(report.pictures, files, credit, add_same, earlier))
    doubts += [*too_long(chosen, report), *lost(links, report)]
    doubts += [f"Picture {photo.name}: {photo.source}." for photo in photos if photo.is_awaited]
    doubts += [words for photo in photos for words in photo.doubts]
    return ArticlePlan(
        report=report,
        title=shortened(chosen, LONGEST_TITLE),
        event=event,
        season=season,
        venue=venue_of(report.dateline),
        photos=photos,
        fingerprint=fingerprint,
        not_before=report.embargo if report.embargo and report.embargo > timezone.now() else None,
        notes=tuple(notes),
        doubts=tuple(doubts),
        links=links,
        unused=_unused(files, photos),
        earlier=earlier,
    )


def _timing(report: Report) -> list[str]:
    """What the text says of when it may be, and was, published."""
    said = []
    if report.embargo:
        is_over = report.embargo <= timezone.now()
        until = utc_moment(report.embargo)
        said.append(f"Its embargo ended on {until}." if is_over else f"Under embargo: planned for {until}.")
    if report.dated:
        said.append(f"The text is dated {long_date(report.dated)}.")
    return said


def _unused(files: tuple[PhotoFile, ...], photos: tuple[PlannedPhoto, ...]) -> tuple[PhotoFile, ...]:
    """Files that belong to no picture of the text; none where the library has some of its pictures already."""
    if any(photo.photo and not photo.photo.is_awaited for photo in photos):
        return ()
    used = [photo.file for photo in photos]
    return tuple(file for file in files if file not in used)


def too_long(title: str, report: Report) -> list[str]:
    """What the text says of which an article or photo holds only the beginning, up to an ellipsis."""
    found = {"title": (title, LONGEST_TITLE), "dateline": (report.dateline, LONGEST_LINE)}
    found["byline"] = (report.byline, LONGEST_LINE)
    for picture in report.pictures:
        found[f"credit holder of picture {picture.name or picture.agency_id}"] = (picture.credit, LONGEST_LINE)
        found[f"photographer of picture {picture.name or picture.agency_id}"] = (picture.photographer, LONGEST_LINE)
    return [
        f"The {what} has {len(text)} characters, of which {longest} fit: the end is left out."
        for what, (text, longest) in found.items()
        if len(text) > longest
    ]


def _event_of(report: Report, events: Sequence[Event]) -> tuple[Event | None, Season | None, str, bool]:
    """The event, or else the season; the reason, and whether it is certain."""
    guess = guess_event(report, known_events(events))
    if guess.event:
        event = next(each for each in events if each.pk == guess.event.key)
        return event, None, guess.reason, guess.is_certain
    season = Season.objects.select_related("series").filter(slug=guess.season).first() if guess.season else None
    reason = f"{guess.reason} The season is {season}." if season else guess.reason
    return None, season, reason, False


def _planned_photos(
    pictures: list[Picture], files: tuple[PhotoFile, ...], credit: str, add_same: bool, earlier: Article | None
) -> Iterable[PlannedPhoto]:
    stored = photos_of(pictures)
    own = _photos_of(earlier) if earlier else []
    for picture in pictures:
        planned = PlannedPhoto(picture, stored.get(picture.agency_id), credit=picture.credit or credit)
        if planned.is_awaited and (file := file_of(picture, files)):
            same = Photo.objects.like(file.likeness).exclude(pk__in=own).first()
            if same and not (planned.photo or earlier or add_same):
                planned = replace(planned, photo=same, same=same)
            else:  # a photo that waits for this file gets it, wherever else the picture is
                planned = replace(planned, file=file, same=same)
        yield planned


def _photos_of(article: Article) -> list[int]:
    blocks = PhotoBlock.objects.filter(parent=article, photo__isnull=False)
    return [*blocks.values_list("photo", flat=True), *([article.hero_id] if article.hero_id else [])]
