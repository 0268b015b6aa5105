"""All kinds of block. `news.pages.blocks.kinds` shows each of them; mypy finds one that is missing there."""

from typing import get_args

from news.blocks.about import AboutFacts
from news.blocks.calendar import CalendarFacts
from news.blocks.facts import Json
from news.blocks.gallery import GalleryFacts
from news.blocks.photo import PhotoFacts
from news.blocks.quote import QuoteFacts
from news.blocks.result import ResultFacts
from news.blocks.standings import StandingsFacts
from news.blocks.table import TableFacts
from news.blocks.text import TextFacts
from news.blocks.video import VideoFacts
from news.blocks.watch import WatchFacts

AnyFacts = (
    TextFacts
    | QuoteFacts
    | PhotoFacts
    | GalleryFacts
    | VideoFacts
    | TableFacts
    | ResultFacts
    | StandingsFacts
    | WatchFacts
    | CalendarFacts
    | AboutFacts
)
KINDS: dict[str, type[AnyFacts]] = {each.kind: each for each in get_args(AnyFacts)}


def read(json: Json) -> AnyFacts:
    """The block in an edition's or saved version's JSON. Raises KeyError for an unknown kind."""
    return KINDS[json["kind"]].from_json(json)
