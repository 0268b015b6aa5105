"""A skater's places in a cup as a drawing: one mark a race, the higher the better, with the points below it.

Pure: turns places into coordinates, in units of the drawing (origin at the top left).
"""

from collections.abc import Sequence
from dataclasses import dataclass

STEP, SIDE = 48, 24  # between two races, and from the edge to the first and the last
TOP, PLACE, DEPTH = 20, 14, 96  # of the first place, from one to the next, and to the lowest one at most
POINTS, EVENT, HEIGHT = 36, 58, 72  # below the lowest place: the lines of text, and the end
FEWEST = 3  # places for which there is room at least


@dataclass(frozen=True)
class Start:
    """A start: the place, None where there is none, and then the status; the points as pages print them."""

    place: int | None
    status: str
    points: str
    event: str
    is_b: bool = False


@dataclass(frozen=True)
class Mark:
    """A start where it is drawn. `text` is its place or status."""

    x: int
    y: int
    text: str
    start: Start

    @property
    def look(self) -> str:
        """The class by which it is drawn."""
        if self.start.place is None:
            return "is-none"
        if self.start.is_b:
            return "is-b"
        return "is-first" if self.start.place == 1 else "is-placed"


@dataclass(frozen=True)
class SeasonPlot:
    """`line` joins the places of Division A as SVG's polyline does."""

    marks: tuple[Mark, ...]
    line: str
    width: int
    lowest_y: int

    @property
    def height(self) -> int:
        return self.lowest_y + HEIGHT

    @property
    def points_y(self) -> int:
        return self.lowest_y + POINTS

    @property
    def event_y(self) -> int:
        return self.lowest_y + EVENT

    @property
    def has_b(self) -> bool:
        return any(mark.start.is_b for mark in self.marks)


def draw(starts: Sequence[Start]) -> SeasonPlot | None:
    """The starts in the order of the season; None for fewer than two."""
    if len(starts) < 2:
        return None
    lowest = max([FEWEST, *(start.place for start in starts if start.place)])
    depth = min(DEPTH, PLACE * (lowest - 1))
    marks = tuple(_mark(at, start, lowest, depth) for at, start in enumerate(starts))
    joined = [mark for mark in marks if mark.start.place and not mark.start.is_b]
    line = " ".join(f"{mark.x},{mark.y}" for mark in joined) if len(joined) > 1 else ""
    return SeasonPlot(marks, line, width=2 * SIDE + STEP * (len(starts) - 1), lowest_y=TOP + depth)


def _mark(at: int, start: Start, lowest: int, depth: int) -> Mark:
    place = start.place or lowest
    y = TOP + round(depth * (place - 1) / (lowest - 1))
    return Mark(SIDE + at * STEP, y, str(start.place or start.status), start)
