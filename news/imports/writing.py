"""Stores a planned article in one transaction.

Its pictures are decoded beforehand, since each takes seconds and may have to wait for other files.
"""

from collections.abc import Iterable, Iterator
from typing import assert_never

from django.contrib.auth.models import User
from django.db import transaction

from events.models import Event
from isuwc.files.documents.reading import Link
from isuwc.files.pictures.images import UnusablePictureError
from isuwc.files.pictures.uploaded import PreparedPicture, prepare
from isuwc.text.shortened import shortened
from news.editions.versions.keeping import keep_version
from news.imports.files import PhotoFile
from news.imports.markup import html_of
from news.imports.matching import written_dateline
from news.imports.planning import LONGEST_LINE, LONGEST_NAME, ArticlePlan, PlannedPhoto
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
    BlockPart,
    Part,
    Picture,
    Prose,
    Quote,
    StandingsLinks,
    Table,
    VideoLink,
)
from standings.models import Competitor, Cup

UNTITLED = "Untitled report"
Prepared = dict[PhotoFile, PreparedPicture]


def create_article(planned: ArticlePlan, by: User | None) -> Article:
    """Create the draft. Raises UnusablePictureError for an unusable picture file; then nothing is created."""
    prepared = _prepared(each for each in planned.photos if each.photo is None or each.photo.is_awaited)
    return _write(planned, prepared, by)


@transaction.atomic
def _write(planned: ArticlePlan, prepared: Prepared, by: User | None) -> Article:
    report, event = planned.report, planned.event
    photos = _photos(planned.photos, prepared, by)
    article = Article.objects.create(
        type=Type.PRESS_RELEASE if report.is_release else Type.REPORT,
        title=planned.title or UNTITLED,
        lead=report.lead,
        dateline=shortened(written_dateline(report.dateline), LONGEST_LINE),
        venue=planned.venue,
        event=event,
        season=planned.season,
        hero=photos[id(report.hero)] if report.hero else None,
        hero_caption=_own_caption(photos[id(report.hero)], report.hero) if report.hero else "",
        hashtags=list(report.hashtags),
        byline=shortened(report.byline, LONGEST_LINE),
        not_before=planned.not_before,
        imported_from=planned.fingerprint,
        created_by=by,
        changed_by=by,
    )
    for number, block in enumerate(_blocks(report.body, photos, article, planned.links), start=1):
        block.parent, block.region, block.ordering = article, REGION, number * 10
        block.save()
    if report.has_banner and event:
        ensure_banner(event)
    keep_version(article, by)
    return article


def complete_pictures(planned: ArticlePlan) -> list[Photo]:
    """Add missing files and credit holders to the photos of an article that was imported earlier.

    Returns the photos that changed. Raises UnusablePictureError; then nothing is changed.
    """
    found = [(each.photo or _awaited(planned.earlier, each.picture), each) for each in planned.photos]
    lacking = [
        (photo, each)
        for photo, each in found
        if photo and ((photo.is_awaited and each.file) or (not photo.credit and each.credit))
    ]
    prepared = _prepared(each for photo, each in lacking if photo.is_awaited)
    with transaction.atomic():
        for photo, each in lacking:
            _fill(photo, each, prepared)
            photo.save()
    return [photo for photo, _ in lacking]


def _prepared(planned: Iterable[PlannedPhoto]) -> Prepared:
    """Each file decoded, once, in memory: at most some 200 MB can be decoded within a request's time."""
    files = dict.fromkeys(each.file for each in planned if each.file)
    return {file: _decoded(file) for file in files}


def _decoded(file: PhotoFile) -> PreparedPicture:
    try:
        return prepare(file.read(), again=file.read)
    except UnusablePictureError as error:
        raise UnusablePictureError(f"{file.name}: {error}") from error


def _awaited(article: Article | None, picture: Picture) -> Photo | None:
    """The article's photo for a picture without a number, found by name."""
    if article is None:
        return None
    blocks = PhotoBlock.objects.filter(parent=article).select_related("photo")
    photos = [*([article.hero] if article.hero else []), *(block.photo for block in blocks if block.photo)]
    return next((photo for photo in photos if photo.name == _name(picture)), None)


def ensure_banner(event: Event) -> None:
    """Create a banner for the event's articles unless it has one."""
    if not Banner.objects.for_page(PageKind.ARTICLE, event).filter(event=event).exists():
        Banner.objects.create(
            event=event, series=event.season.series, pages=[PageKind.ARTICLE, PageKind.EVENT, PageKind.NEWS]
        )


def _photos(planned: Iterable[PlannedPhoto], prepared: Prepared, by: User | None) -> dict[int, Photo]:
    """Photos by id() of the picture; pictures with the same agency number share one."""
    photos: dict[int, Photo] = {}
    by_number: dict[str, Photo] = {}
    for each in planned:
        number = each.picture.agency_id
        photo = by_number.get(number) or _photo(each, prepared, by)
        photos[id(each.picture)] = photo
        if number:
            by_number[number] = photo
    return photos


def _photo(planned: PlannedPhoto, prepared: Prepared, by: User | None) -> Photo:
    """The library's photo, or a new one with the text's data."""
    picture = planned.picture
    photo = planned.photo or Photo(
        name=_name(picture),
        caption=picture.caption,
        agency_id=picture.agency_id,
        added_by=by,
    )
    _fill(photo, planned, prepared)
    photo.save()
    return photo


def _name(picture: Picture) -> str:
    name = " ".join(part for part in (picture.name, picture.agency_id) if part)
    return shortened(name, LONGEST_NAME) or shortened(picture.caption, 60) or f"Picture {picture.owner}".strip()


def _fill(photo: Photo, planned: PlannedPhoto, prepared: Prepared) -> None:
    """Fill the photo's empty fields from the text, the file and the importing person."""
    if not photo.credit:
        photo.credit = shortened(planned.credit, LONGEST_LINE)
        photo.photographer = photo.photographer or shortened(planned.picture.photographer, LONGEST_LINE)
    if planned.file and photo.is_awaited:
        photo.take_file(prepared[planned.file], planned.file.name)
        if not photo.alt and not photo.is_decorative:
            photo.alt = planned.file.alt or photo.caption  # until somebody describes the picture


def _own_caption(photo: Photo, picture: Picture) -> str:
    """The text's caption if it differs from the library's, else empty."""
    return "" if picture.caption == photo.caption else picture.caption


def _blocks(
    parts: Iterable[Part], photos: dict[int, Photo], article: Article, links: tuple[Link, ...]
) -> Iterator[Block]:
    """Blocks in the order of the parts; adjacent paragraphs, subheads and lists become one text block."""
    html: list[str] = []
    left = list(links)
    for part in parts:
        if isinstance(part, Prose):
            html.append(html_of(part, left))
            continue
        if html:
            yield TextBlock(text="".join(html))
            html = []
        yield from _blocks_of(part, photos, article)
    if html:
        yield TextBlock(text="".join(html))


def _blocks_of(part: BlockPart, photos: dict[int, Photo], article: Article) -> Iterator[Block]:
    match part:
        case Picture():
            photo = photos[id(part)]
            yield PhotoBlock(photo=photo, caption=_own_caption(photo, part))
        case Quote(paragraphs, speaker):
            skater = Competitor.objects.skaters().filter(name=speaker).first() if speaker else None
            yield QuoteBlock(text="\n\n".join(paragraphs), speaker=skater, speaker_name="" if skater else speaker)
        case Table(rows):
            yield TableBlock(source="\n".join("\t".join(row) for row in rows), has_header=has_header(rows))
        case StandingsLinks(category, links):
            cups = [_cup(article, link.category, link.cup) for link in links] if len(links) <= 2 else []
            if cups and all(cups):
                yield from (StandingsBlock(cup=cup) for cup in cups)
            else:
                yield StandingsBlock(season=article.the_season, category=category)
        case VideoLink(address):
            yield VideoBlock(youtube_id=youtube_id(address), title="Video")
        case _:
            assert_never(part)


def has_header(rows: tuple[tuple[str, ...], ...]) -> bool:
    """Whether the first row is a header: no figures in it, and some in every other row."""

    def has_figures(row: tuple[str, ...]) -> bool:
        return any(char.isdigit() for cell in row for char in cell)

    return not has_figures(rows[0]) and all(has_figures(row) for row in rows[1:])


def _cup(article: Article, category: str, slug: str) -> Cup | None:
    return Cup.objects.filter(season=article.the_season_id, category=category, slug=slug).first()
