"""Cards of pages without a photo, which social platforms show beside a link: what the page says, in words and figures.

A card has exactly 1200 × 630 pixels, as a story's (`news.pictures.card`). Its ground is the bend of a banner.
"""

import io
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from PIL import Image

from news.pictures.art.drawing import WHITE, mix
from news.pictures.art.lettering import Line, fitted
from news.pictures.art.motif import bend_of_light, colours

SIZE = (1200, 630)
LEFT, ROOM = 72, 1056
MOST = 4  # rows; a shared third place has a line more
FIGURES = 880  # where they begin
NAMES = FIGURES - LEFT - 100
NIGHT = 0.66  # share of night over the ground
SERIES = "World Cup Speed Skating"


@dataclass(frozen=True)
class Row:
    """A place of a result or a standing; texts as the pages print them."""

    place: str
    name: str  # with the country's code
    figure: str


@dataclass(frozen=True)
class FactCard:
    """What a card says. `mark` and `city` are an event's, whose colours it has; empty for the site's own."""

    above: str  # what it is: World Cup standing 2025/26
    title: str
    below: str  # when and where, or how far a standing goes
    rows: tuple[Row, ...] = ()
    mark: str = ""
    city: str = ""


def draw(card: FactCard) -> bytes:
    """The card as JPEG. Whatever does not fit is set narrower, then smaller, and cut only then."""
    palette = colours(card.mark, card.city)
    image = _ground(card.mark, card.city).copy()
    shades = {"quiet": mix(palette.ice, WHITE, 0.45), "bright": palette.bright, "white": WHITE, "lit": palette.accent}
    for line, shade in _lines(card):
        line.draw(image, shades[shade])
    file = io.BytesIO()
    image.save(file, "JPEG", quality=88, optimize=True)
    return file.getvalue()


@lru_cache(maxsize=4)  # half a second each; those of one event follow one another
def _ground(mark: str, city: str) -> Image.Image:
    """Dark enough all over for white words of any size, as they may stand anywhere on it."""
    palette = colours(mark, city)
    bend = bend_of_light(palette, f"{mark} {city}", SIZE)
    return Image.blend(bend, Image.new("RGB", SIZE, palette.night), NIGHT)


def _lines(card: FactCard) -> list[tuple[Line, str]]:
    """Each with the name of its colour."""
    top = 250 if not card.rows else 170
    words = [
        (_set(card.above.upper(), top - 90, 30, weight=640, width=100, spacing=2), "quiet"),
        (_set(card.title, top + 10, 96, weight=780, width=84), "white"),
        (_set(card.below, top + 76, 40, weight=560, width=92), "bright"),
        (_set(SERIES, 580, 28, weight=640, width=92), "quiet"),
    ]
    rows = [_row(row, 322 + 60 * number) for number, row in enumerate(card.rows[:MOST])]
    return [*words, *chain.from_iterable(rows)]


def _row(row: Row, baseline: int) -> list[tuple[Line, str]]:
    return [
        (_set(row.place, baseline, 46, weight=780, width=84, room=84), "lit"),
        (_set(row.name, baseline, 46, weight=640, width=92, left=LEFT + 100, room=NAMES), "white"),
        (_set(row.figure, baseline, 46, weight=640, width=92, left=FIGURES, room=LEFT + ROOM - FIGURES), "bright"),
    ]


def _set(
    text: str,
    baseline: int,
    size: int,
    *,
    weight: int,
    width: int,
    left: int = LEFT,
    room: int = ROOM,
    spacing: int = 0,
) -> Line:
    smallest = size // 2
    return fitted(
        text, room, left=left, baseline=baseline, size=size, smallest=smallest, weight=weight, width=width,
        spacing=spacing,
    )  # fmt: skip
