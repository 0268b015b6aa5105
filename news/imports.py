"""A report's text becomes a draft article with real blocks: read, parsed, matched to what the site knows, written.

`read_report` takes a file's bytes, `plan` decides without writing what would be made, `carry_out` writes it in one
transaction. Trailing parts of the text are left out; the article's own trailing blocks stand for them.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePath

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.html import escape

from events.models import Country, Event, Season, Venue
from news.models import (
    Article,
    Banner,
    Photo,
    PhotoBlock,
    QuoteBlock,
    StandingsBlock,
    TableBlock,
    TextBlock,
    VideoBlock,
)
from news.models.article import Type
from news.models.banner import PageKind
from news.models.blocks import REGION, Block, youtube_id
from news.report import (
    Bullets,
    Paragraph,
    Part,
    Picture,
    Quote,
    Report,
    StandingsLinks,
    Subhead,
    Table,
    VideoLink,
    parse,
)
from news.report.reading import Known
from standings.models import Competitor

LONGEST = 1_000_000  # bytes; a long report has 20,000


class UnreadableReportError(ValueError):
    """The file holds no report; the message tells a journalist why."""


@dataclass(frozen=True)
class PhotoFile:
    """A picture that came with the text."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class PlannedPhoto:
    """A picture of the report with the row or file that it was matched to, or with neither: a placeholder."""

    picture: Picture
    photo: Photo | None = None
    file: PhotoFile | None = None

    @property
    def source(self) -> str:
        if self.photo:
            return f"in the library: {self.photo}"
        return f"file {self.file.name}" if self.file else "still wants its file"


@dataclass(frozen=True)
class Plan:
    """What an import would make."""

    report: Report
    title: str
    event: Event | None
    season: Season | None
    venue: Venue | None
    photos: tuple[PlannedPhoto, ...]
    fingerprint: str
    notes: tuple[str, ...]  # what was decided, in a journalist's words
    doubts: tuple[str, ...]
    earlier: Article | None = None  # made from the same text

    def photo_of(self, picture: Picture) -> PlannedPhoto:
        return next(planned for planned in self.photos if planned.picture is picture)


def read_report(data: bytes) -> tuple[str, str]:
    """The text of a file, and a doubt about its letters or "". Raises UnreadableReportError."""
    if len(data) > LONGEST:
        raise UnreadableReportError(f"The file has {len(data):,} bytes, far more than a report. Is it a text file?")
    doubt = ""
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            raise UnreadableReportError("The file is not text. Save the report as plain text (.txt).") from None
        doubt = "The file is not UTF-8; it was read as Windows text. Look at letters such as ø and ł."
    if "\x00" in text or text.startswith(("%PDF", "PK\x03\x04", "{\\rtf")):
        raise UnreadableReportError("The file is not plain text. Save the report as plain text (.txt).")
    if not text.strip(" \t\r\n\ufeff\u00a0"):
        raise UnreadableReportError("The file is empty.")
    return text, doubt


def plan(
    text: str, files: Iterable[PhotoFile] = (), event: Event | None = None, title: str = "", doubt: str = ""
) -> Plan:
    """Take the text apart and match its parts to what the site knows. Writes nothing."""
    report = parse(text, known())
    notes, doubts = [], [doubt] if doubt else []
    venue = _venue(report.dateline)
    if event:
        notes.append(f"The event is {event}, as told.")
    else:
        event, why = guess_event(report, venue, text)
        (notes if event else doubts).append(why)
    season = None if event else Season.objects.filter(slug=report.season).first()
    chosen = title or report.title
    if not chosen:
        chosen = propose_title(report, event)
        doubts.append(f"The text has no title. Proposed: “{chosen}”")
    photos = tuple(_match_photos(report.pictures, list(files)))
    doubts += [
        f"Picture {p.picture.name or p.picture.caption[:40]}: {p.source}." for p in photos if not p.photo and not p.file
    ]
    fingerprint = hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
    return Plan(
        report=report,
        title=chosen,
        event=event,
        season=season,
        venue=venue,
        photos=photos,
        fingerprint=fingerprint,
        notes=tuple(notes),
        doubts=tuple(doubts),
        earlier=Article.objects.filter(imported_from=fingerprint).first(),
    )


def known() -> Known:
    """The places and people that the site knows; three queries."""
    countries = Country.objects.values_list("noc", "name")
    return Known(
        cities=list(Venue.objects.values_list("city", flat=True)),
        countries=[*(text for pair in countries for text in pair), *OTHER_NAMES],
        people=list(Competitor.objects.skaters().values_list("name", flat=True)),
    )


# How datelines and calendars write countries besides the names that the site uses
OTHER_NAMES = (
    "USA",
    "United States of America",
    "UK",
    "United Kingdom",
    "Holland",
    "South Korea",
    "Republic of Korea",
    "People's Republic of China",
    "Czech Republic",
    "Utah",
    "Alberta",
    "Minnesota",
    "Wisconsin",
)


def guess_event(report: Report, venue: Venue | None, text: str) -> tuple[Event | None, str]:
    """The event that a report is about, with the reason: where it is written from, in the season that it names."""
    events = Event.objects.with_place()
    if venue is None:
        return None, "No event was recognised: the dateline names no place of a venue. Choose it in the draft."
    there = events.filter(venue__city=venue.city)
    if report.season:
        there = there.filter(season__slug=report.season)
    found = list(there.order_by("-start_date"))
    if not found:
        return None, f"No event in {venue.city} is known" + (
            f" in the season {report.season}." if report.season else "."
        )
    if len(found) == 1:
        return found[0], f"The event is {found[0]}: the dateline names {venue.city}."
    if report.season:
        final = [event for event in found if event.is_final and "world cup final" in report.lead.casefold()]
        chosen = final[0] if final else found[-1]
        return (
            chosen,
            f"{venue.city} held several events in {report.season}; {chosen.title} was taken. Is it the right one?",
        )
    return None, f"{venue.city} held several events and the text names no season. Choose the event in the draft."


def propose_title(report: Report, event: Event | None) -> str:
    """A title for a text without one: what its first caption says, or its event."""
    caption = next((picture.caption for picture in report.pictures if picture.caption), "")
    if caption:
        return _shortened(caption.rstrip("."))
    if event:
        return f"{event.title} in {event.venue.city}"
    return _shortened(report.lead.split("\n")[0].rstrip("."))


def _shortened(text: str, longest: int = 120) -> str:
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"


def _venue(dateline: str) -> Venue | None:
    """The venue in the dateline's city."""
    parts = [part.strip().casefold() for part in dateline.replace("/", ",").replace("(", ",").split(",")]
    return next((venue for venue in Venue.objects.order_by("pk") if venue.city.casefold() in parts), None)


def _match_photos(pictures: Iterable[Picture], files: list[PhotoFile]) -> Iterable[PlannedPhoto]:
    """Each picture with the library's row of its agency number, or the file of its number or name."""
    pictures = list(pictures)
    numbers = {picture.agency_id for picture in pictures if picture.agency_id}
    held = {photo.agency_id: photo for photo in Photo.objects.filter(agency_id__in=numbers)}
    for picture in pictures:
        photo = held.get(picture.agency_id) if picture.agency_id else None
        file = next((file for file in files if _is_file_of(picture, file)), None)
        yield PlannedPhoto(picture, photo, file if photo is None or photo.wants_file else None)


def _is_file_of(picture: Picture, file: PhotoFile) -> bool:
    stem = PurePath(file.name).stem.casefold()
    if picture.agency_id:
        return picture.agency_id in stem
    return bool(picture.name) and stem == PurePath(picture.name).stem.casefold()


@transaction.atomic
def carry_out(planned: Plan, by: User | None) -> Article:
    """Make the draft. Raises UnusablePictureError for a picture file that can't be used; then nothing was made."""
    report, event = planned.report, planned.event
    photos = _photos(planned.photos, by)
    article = Article.objects.create(
        type=Type.REPORT,
        title=planned.title[:200],
        lead=report.lead,
        dateline=report.dateline[:120],
        venue=planned.venue,
        event=event,
        season=planned.season,
        hero=photos[id(report.hero)] if report.hero else None,
        hero_caption=_own_caption(photos[id(report.hero)], report.hero) if report.hero else "",
        hashtags=list(report.hashtags),
        imported_from=planned.fingerprint,
        created_by=by,
        changed_by=by,
    )
    for number, block in enumerate(_blocks(report.body, photos, article), start=1):
        block.parent, block.region, block.ordering = article, REGION, number * 10
        block.save()
    if report.has_banner and event:
        ensure_banner(event)
    return article


def ensure_banner(event: Event) -> None:
    """The event has a banner on its articles: the text asked for one."""
    if not Banner.objects.showing().for_page(PageKind.ARTICLE, event).filter(event=event).exists():
        Banner.objects.create(
            event=event, series=event.season.series, pages=[PageKind.ARTICLE, PageKind.EVENT, PageKind.NEWS]
        )


def _photos(planned: Iterable[PlannedPhoto], by: User | None) -> dict[int, Photo]:
    """The photo of each picture, by the picture's identity; one row for a number that the text has twice."""
    photos: dict[int, Photo] = {}
    by_number: dict[str, Photo] = {}
    for each in planned:
        number = each.picture.agency_id
        photo = by_number.get(number) or _photo(each, by)
        photos[id(each.picture)] = photo
        if number:
            by_number[number] = photo
    return photos


def _photo(planned: PlannedPhoto, by: User | None) -> Photo:
    """The library's photo, or a new one with what the text says of it."""
    picture = planned.picture
    photo = planned.photo or Photo(
        name=" ".join(part for part in (picture.name, picture.agency_id) if part)[:200] or picture.caption[:60],
        caption=picture.caption,
        credit=picture.credit[:120],
        photographer=picture.photographer[:120],
        agency_id=picture.agency_id,
        alt=picture.caption,
        added_by=by,
    )
    if planned.file:
        photo.take_file(planned.file.data, planned.file.name)
    photo.save()
    return photo


def _own_caption(photo: Photo, picture: Picture) -> str:
    """What the text says below the picture, where the library says something else."""
    return "" if picture.caption == photo.caption else picture.caption


def _blocks(parts: Iterable[Part], photos: dict[int, Photo], article: Article) -> Iterable[Block]:
    """Blocks in the order of the parts; neighbouring paragraphs, subheads and lists make one text."""
    html: list[str] = []
    for part in parts:
        if text := _html(part):
            html.append(text)
            continue
        if html:
            yield TextBlock(text="".join(html))
            html = []
        yield _block(part, photos, article)
    if html:
        yield TextBlock(text="".join(html))


def _html(part: Part) -> str:
    match part:
        case Paragraph(text):
            return f"<p>{'<br>'.join(escape(line) for line in text.split(chr(10)))}</p>"
        case Subhead(text):
            return f"<h2>{escape(text)}</h2>"
        case Bullets(items):
            return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
        case _:
            return ""


def _block(part: Part, photos: dict[int, Photo], article: Article) -> Block:
    match part:
        case Picture():
            photo = photos[id(part)]
            return PhotoBlock(photo=photo, caption=_own_caption(photo, part))
        case Quote(paragraphs, speaker):
            skater = Competitor.objects.skaters().filter(name=speaker).first() if speaker else None
            return QuoteBlock(text="\n\n".join(paragraphs), speaker=skater, speaker_name="" if skater else speaker)
        case Table(rows):
            return TableBlock(source="\n".join("\t".join(row) for row in rows), has_header=False)
        case StandingsLinks(category):
            return StandingsBlock(season=article.the_season, category=category if article.the_season else "")
        case VideoLink(address):
            return VideoBlock(youtube_id=youtube_id(address), title="Video")
        case _:
            raise TypeError(f"{type(part).__name__} is text")
