"""The content of a working copy or an edition as plain data for JSON."""

from typing import TypedDict

from news.blocks.facts import Json
from news.pictures.picture_facts import PictureFacts


class Content(TypedDict):
    """The columns of an edition."""

    type: str
    title: str
    slug: str
    lead: str
    dateline: str
    byline: str
    event_id: int | None
    season_id: int | None
    hashtags: list[str]
    hero: PictureFacts | None
    body: list[Json]  # `news.blocks.kinds.read` reads each
    trailing: list[str]
    related: list[int]  # keys of articles, chosen by hand; contents of before 0072 lack it
    live_blog: bool  # whether entries follow the text; likewise
