"""A block, or what stands above the body, taken apart into what a reader of the comparison looks at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from news.blocks.about import AboutFacts
from news.blocks.calendar import CalendarFacts
from news.blocks.content import Content
from news.blocks.figures import FixableFacts
from news.blocks.gallery import GalleryFacts
from news.blocks.kinds import AnyFacts
from news.blocks.photo import PhotoFacts
from news.blocks.quote import QuoteFacts
from news.blocks.result import ResultFacts
from news.blocks.standings import StandingsFacts
from news.blocks.table import TableFacts
from news.blocks.text import TextFacts
from news.blocks.video import VideoFacts
from news.blocks.watch import WatchFacts
from news.editions.versions.comparing.markup import readable
from news.pictures.picture_facts import PictureFacts

Names = Mapping[tuple[str, int], str]  # of rows that blocks refer to, by kind and key: ("race", 12)


@dataclass(frozen=True)
class Words:
    label: str
    text: str


@dataclass(frozen=True)
class Pictures:
    label: str
    pictures: tuple[PictureFacts, ...]

    @property
    def files(self) -> list[tuple[int, str]]:
        """By which they are told apart: the key in the library, and the file that it had."""
        return [file_of(picture) for picture in self.pictures]


Part = Words | Pictures


def file_of(picture: PictureFacts) -> tuple[int, str]:
    return picture["photo"], picture["digest"]


def head(content: Content, names: Names) -> list[Part]:
    """All that isn't the body, in the order of the form."""
    hero = [content["hero"]] if content["hero"] else []
    return [
        Words("Title", content["title"]),
        Words("Lead", content["lead"]),
        Words("Dateline", content["dateline"]),
        Words("Event", _named(names, "event", content["event_id"])),
        # That of an event is no choice of its own
        Words("Season", "" if content["event_id"] else _named(names, "season", content["season_id"])),
        Words("Type", content["type"]),
        *_picture("Hero", hero),
        Words("Hashtags", " ".join(f"#{tag}" for tag in content["hashtags"])),
        Words("Byline", content["byline"]),
        Words("Address", content["slug"]),
        Words("Related stories", "\n".join(_named(names, "article", key) for key in content.get("related", []))),
        Words("Live blog", "yes" if content.get("live_blog") else ""),
        Words("Follows the text", ", ".join(content["trailing"])),
    ]


def parts(block: AnyFacts, names: Names) -> list[Part]:
    """Every fact of the block, except what only the newsroom's list of photos calls a picture."""
    return list(_parts(block, names))


def _parts(block: AnyFacts, names: Names) -> Iterator[Part]:
    match block:
        case TextFacts():
            yield Words("", readable(block.html))
        case QuoteFacts():
            yield Words("", "\n\n".join(block.paragraphs))
            yield Words("Speaker", f"{block.speaker} ({block.noc})" if block.noc else block.speaker)
            yield Words("Role", block.role)
            yield Words("Speaker’s page", block.address)
        case PhotoFacts():
            yield from _picture("Photo", [block.photo] if block.photo else [], block.caption)
        case GalleryFacts():
            yield Words("Title", block.title)
            yield Pictures("Photos", tuple(block.photos))
            for number, photo in enumerate(block.photos, 1):
                yield Words(f"Photo {number}", "\n".join(said for said in _said(photo) if said))
        case VideoFacts():
            yield Words("Title", block.title)
            yield Words("Video", block.youtube)
            yield from _picture("Poster", [block.poster] if block.poster else [])
        case TableFacts():
            yield Words("Caption", block.caption)
            yield Words("Header", _row(block.header))
            yield Words("Rows", "\n".join(map(_row, block.rows)))
        case ResultFacts():
            yield Words("Race", _named(names, "race", block.race))
            yield from _figures(block)
        case StandingsFacts():
            yield Words("Cup", _named(names, "cup", block.cup))
            yield Words("Season", _named(names, "season", block.season))
            yield Words("For", block.category)
            yield from _figures(block)
        case WatchFacts():
            yield Words("Event", _named(names, "event", block.event))
        case CalendarFacts():
            yield Words("Season", _named(names, "season", block.season))
        case AboutFacts():
            yield Words("Series", str(block.series))
        case _:
            assert_never(block)


def _picture(label: str, pictures: Sequence[PictureFacts], caption: str = "") -> Iterator[Part]:
    """One picture, or none; `caption` is what was written for one that is not chosen yet."""
    yield Pictures(label, tuple(pictures))
    said = [_said(picture) for picture in pictures] or [(caption, "", "", "")]
    for number, name in enumerate(("caption", "credit", "alternative text", "focal point")):
        yield Words(f"{label}: {name}", said[0][number])


def _said(picture: PictureFacts) -> tuple[str, str, str, str]:
    """Caption, credit, alternative text and focal point."""
    alt = "decorative" if picture["decorative"] else picture["alt"]
    x, y = picture["focus"]
    return picture["caption"], picture["credit"], alt, f"{x:.0%} from the left, {y:.0%} from the top"


def _row(cells: Iterable[str]) -> str:
    return " | ".join(cells)


def _figures(block: FixableFacts) -> Iterator[Part]:
    yield Words("Figures", "as they were when published" if block.fixed else "")
    held = block.fixed_figures
    if held is None:
        yield Words("Published figures", "")
        return
    rows = [f"{row.rank or ''} {row.name} ({row.country.noc}) {row.text}" for row in held.figures.places]
    about = [held.on.isoformat(), held.figures.after, held.figures.note or ""]
    yield Words("Published figures", "\n".join([*filter(None, about), *rows]))


def _named(names: Names, kind: str, key: int | None) -> str:
    if key is None:
        return ""
    return names.get((kind, key), f"no. {key}, which is no longer there")
