"""Stories, as far as they are live. A draft, an embargoed or a withdrawn one is not there."""

import datetime
from collections.abc import Iterator
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Router
from pydantic import Field

from isuwc.site.api.cursors import Paging, page_of
from isuwc.site.api.filters import event_named, season_named, skater_named
from isuwc.site.api.shapes import (
    BASE,
    ApiAddress,
    ArticleId,
    ArticleSlug,
    ArticleYear,
    EventId,
    Few,
    Many,
    Page,
    PageAddress,
    SeasonId,
    Shape,
    SkaterId,
    event_id,
)
from isuwc.text.characters import tidy
from isuwc.text.html import elements, plain
from isuwc.web.schema_org import whole_address
from news.blocks.kinds import read
from news.blocks.quote import QuoteFacts
from news.blocks.text import TextFacts
from news.models import Edition
from news.models.article import Type
from news.models.edition import EditionQuerySet
from news.pages.feeds import entry_id
from news.pictures.picture import Picture

router = Router(tags=["Stories"])


class PictureOut(Shape):
    """Its credit goes with it wherever it is shown."""

    src: str = Field(description="JPEG, at most 1600 pixels wide.")
    width: int
    height: int
    alt: str = Field(description="Empty for one that is mere decoration.")
    caption: str
    credit: str


class ArticleOut(Shape):
    """A story that is live."""

    id: ArticleId
    permanent_id: str = Field(description="Stays the same when the story gets another address.")
    type: Type
    title: str
    lead: str
    dateline: str | None
    byline: str | None
    hashtags: Few[str]
    season: SeasonId | None
    event: EventId | None
    published_at: datetime.datetime = Field(description="When it first went live.")
    updated_at: datetime.datetime = Field(description="When the text that is live now went live.")
    is_live_blog: bool = Field(description="Whether entries follow the text; they are on its page.")
    picture: PictureOut | None = Field(description="Null without one, or without the right to show it.")
    page: PageAddress
    api: ApiAddress


class ArticleCorrectionOut(Shape):
    at: datetime.datetime
    words: str


class ParagraphOut(Shape):
    kind: Literal["paragraph", "quote"] = Field(description="Subheads and lists are paragraphs, too.")
    text: str
    speaker: str | None = Field(description="Of a quote.")


class ArticleInFull(ArticleOut):
    paragraphs: Many[ParagraphOut] = Field(
        description="The text without markup. Pictures, videos, tables and results between them are on its page."
    )
    corrections: Few[ArticleCorrectionOut] = Field(description="The newest first.")


class ArticlesAsked(Paging):
    season: SeasonId | None = None
    event: EventId | None = None
    skater: SkaterId | None = Field(default=None, description="Who is named in it.")
    type: Type | None = None
    tag: str | None = Field(default=None, min_length=1, max_length=40, description="A hashtag without the #.")
    year: ArticleYear | None = Field(default=None, description="In which it first went live, in UTC.")


@router.get("/articles", response=Page[ArticleOut], summary="Stories, newest first")
def articles(request: HttpRequest, asked: Query[ArticlesAsked]) -> Page[ArticleOut]:
    rows = Edition.objects.live().with_event().without_text()
    found, next = page_of(request, asked, _asked_for(rows, asked), "-published_at", "-pk")
    return Page[ArticleOut](items=[ArticleOut(**_article(each)) for each in found], next=next)


@router.get("/articles/{year}/{slug}", response=ArticleInFull, summary="A story with its text")
def article(request: HttpRequest, year: ArticleYear, slug: ArticleSlug) -> ArticleInFull:
    found = Edition.objects.live().with_event().with_corrections().at_address(year, slug).first()
    if found is None:
        raise Http404("No story is live at this address.")
    return ArticleInFull(
        **_article(found),
        paragraphs=list(_paragraphs(found))[:1_000],
        corrections=[ArticleCorrectionOut(at=each.at, words=tidy(each.words)) for each in found.corrections[:100]],
    )


def _asked_for(rows: EditionQuerySet, asked: ArticlesAsked) -> EditionQuerySet:
    if asked.season:
        rows = rows.filter(season=season_named(asked.season))
    if asked.event:
        rows = rows.of_event(event_named(asked.event))
    if asked.skater:
        skater = skater_named(asked.skater)
        if skater.is_team:  # named as its country is
            raise Http404(f"{asked.skater} is a team: stories are found by the name of a skater.")
        rows = rows.naming(*skater.every_name())
    if asked.type:
        rows = rows.of_type(asked.type)
    if asked.tag:
        rows = rows.tagged(asked.tag)
    return rows.in_year(asked.year) if asked.year else rows


def _article(edition: Edition) -> dict[str, Any]:
    picture, id = edition.picture, f"{edition.year}/{edition.slug}"
    return {
        "id": id,
        "permanent_id": entry_id(edition),
        "type": edition.type,
        "title": tidy(edition.title),
        "lead": tidy(edition.lead),
        "dateline": tidy(edition.dateline) or None,
        "byline": tidy(edition.byline) or None,
        "hashtags": tidy(edition.hashtags)[:100],
        "season": edition.season.slug if edition.season else None,
        "event": event_id(edition.event) if edition.event else None,
        "published_at": edition.published_at,
        "updated_at": edition.goes_live_at,
        "is_live_blog": edition.live_blog,
        "picture": _picture(picture) if picture and not picture.is_awaited else None,
        "page": whole_address(edition.get_absolute_url()),
        "api": whole_address(f"{BASE}/articles/{id}"),
    }


def _picture(picture: Picture) -> PictureOut:
    return PictureOut(
        src=whole_address(picture.src),
        width=picture.src_width,
        height=picture.src_height,
        alt=tidy(picture.alt),
        caption=tidy(picture.caption),
        credit=tidy(picture.credit),
    )


def _paragraphs(edition: Edition) -> Iterator[ParagraphOut]:
    for block in map(read, edition.body):
        if isinstance(block, TextFacts):
            for element in elements(block.html):
                if text := tidy(plain(element)):
                    yield ParagraphOut(kind="paragraph", text=text, speaker=None)
        elif isinstance(block, QuoteFacts):
            speaker = ", ".join(filter(None, [block.speaker, block.role]))
            yield ParagraphOut(kind="quote", text=tidy("\n".join(block.paragraphs)), speaker=tidy(speaker) or None)
