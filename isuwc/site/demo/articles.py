"""The demo's articles, written for this project about the demo's results: one TOML file each in stories/.

Their pictures, in pictures/, are studies of an oval, its lanes, ice and light, drawn for this project; they show no
people. An article that already exists is left as it is, even if it was changed or withdrawn.
"""

import datetime
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from events.models import Event, Race, Season
from news.editions.publishing import publish
from news.models import Article, Photo, PhotoBlock, ResultBlock, StandingsBlock, TableBlock, TextBlock
from news.models.blocks import REGION
from standings.models import Cup

FOLDER = Path(__file__).parent / "stories"
PICTURES = Path(__file__).parent / "pictures"
# Alternative texts
ALT_TEXTS = {
    "aerial": "An oval of ice from above, glowing in the dark, with the red start and finish lines across it.",
    "blades": "Blue ice covered with fine scratches, and one fresh track throwing up sparks of ice.",
    "crossing": "Lines of light from the left and from the right that cross in a single point.",
    "dawn": "A domed hall at dawn, its row of lit windows mirrored in the ice before it.",
    "hall": "Rows of round lamps and three lane lines that meet at the horizon of an empty ice hall.",
    "laps": "Rings around an oval, one for each lap, coloured from blue to red as the pace rises.",
    "pursuit": "Three rounded strokes, red, orange and blue, one behind the other on a curve of ice.",
    "start": "Two lanes with the painted numbers 1 and 2 behind a red starting line.",
    "streaks": "Streaks of light through a dark bend, as a long exposure would show skaters.",
    "swirl": "Two dozen coloured lines that sweep around a bend in a tangle.",
}


@dataclass(frozen=True)
class Picture:
    """A study: the name of its file without the suffix, such as "swirl-24", and its caption."""

    file: str
    caption: str

    @property
    def name(self) -> str:
        return f"Study: {self.file.replace('-', ' ')}"

    @property
    def alt(self) -> str:
        return ALT_TEXTS[self.file.partition("-")[0]]


@dataclass(frozen=True)
class Story:
    """An article as in its file."""

    slug: str
    type: str
    title: str
    lead: str
    dateline: str
    event: str
    live_at: datetime.datetime
    hashtags: tuple[str, ...]
    hero: Picture
    blocks: tuple[dict[str, Any], ...]
    season: str = ""
    pictures: tuple[Picture, ...] = field(default=())


def read_stories(folder: Path = FOLDER) -> list[Story]:
    """All stories, oldest first, so that the list of articles ends with the newest."""
    stories = []
    for path in folder.glob("*.toml"):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        blocks = tuple(data["blocks"])
        hero = _picture(data["hero"])
        stories.append(
            Story(
                slug=path.stem,
                type=data["type"],
                title=data["title"],
                lead=data["lead"],
                dateline=data["dateline"],
                event=data["event"],
                season=data.get("season", ""),
                live_at=data["live_at"],
                hashtags=tuple(data["hashtags"]),
                hero=hero,
                blocks=blocks,
                pictures=(hero, *(_picture(block) for block in blocks if block["kind"] == "photo")),
            )
        )
    return sorted(stories, key=lambda story: story.live_at)


def missing_pictures(stories: list[Story]) -> list[Picture]:
    """The pictures of the stories that are not in the library yet."""
    stored = set(Photo.objects.filter(name__startswith="Study: ").values_list("name", flat=True))
    needed = {picture.name: picture for story in stories for picture in story.pictures}
    return [picture for name, picture in needed.items() if name not in stored]


def add_picture(picture: Picture) -> None:
    """Add a study to the library."""
    photo = Photo(
        name=picture.name,
        caption=picture.caption,
        credit="isuwc",
        alt=picture.alt,
        usage_terms="Drawn for this site; free to use with the project.",
    )
    photo.take_file((PICTURES / f"{picture.file}.webp").read_bytes())
    photo.save()


def missing_stories(stories: list[Story]) -> list[Story]:
    stored = set(Article.objects.values_list("slug", flat=True))
    return [story for story in stories if story.slug not in stored]


@transaction.atomic
def publish_story(story: Story, by: User | None) -> None:
    """Write a story as an article in blocks and publish it, dated to the moment in its file."""
    photos = {photo.name: photo for photo in Photo.objects.filter(name__in=[p.name for p in story.pictures])}
    event = _event(story.event) if story.event else None
    article = Article.objects.create(
        type=story.type,
        title=story.title,
        slug=story.slug,
        lead=story.lead,
        dateline=story.dateline,
        venue=event.venue if event and story.dateline else None,
        event=event,
        season=Season.objects.get(slug=story.season) if story.season else None,
        hero=photos[story.hero.name],
        hashtags=list(story.hashtags),
        created_by=by,
        changed_by=by,
    )
    for ordering, block in enumerate(_make_blocks(story, article, event, photos), start=1):
        block.parent, block.region, block.ordering = article, REGION, ordering * 10
        block.save()
    publish(article, by=by, goes_live_at=story.live_at)


def _make_blocks(story: Story, article: Article, event: Event | None, photos: dict[str, Photo]) -> Iterator[Any]:
    makers: dict[str, Callable[[dict[str, Any]], list[Any]]] = {
        "text": lambda block: [TextBlock(text=block["html"].strip())],
        "photo": lambda block: [PhotoBlock(photo=photos[_picture(block).name])],
        "table": lambda block: [
            TableBlock(caption=block["caption"], source="\n".join("\t".join(row) for row in block["rows"]))
        ],
        "result": lambda block: [ResultBlock(race=Race.objects.get(event=event, slug=block["race"]))],
        "standings": lambda block: [StandingsBlock(cup=_cup(event, path), fixed=True) for path in block["cups"]],
    }
    for block in story.blocks:
        yield from makers[block["kind"]](block)


def _picture(block: dict[str, Any]) -> Picture:
    return Picture(block["picture"], block["caption"])


def _event(path: str) -> Event:
    season, slug = path.split("/")
    return Event.objects.select_related("venue", "season").get(season__slug=season, slug=slug)


def _cup(event: Event | None, path: str) -> Cup:
    category, slug = path.split("/")
    assert event is not None, "A story with standings has an event."  # noqa: S101 - our own files
    return Cup.objects.get(season=event.season, category=category, slug=slug)
