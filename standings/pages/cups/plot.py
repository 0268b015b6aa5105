"""The plot of points behind the leader after each race, as lines for SVG.

Pure: turns totals into coordinates, in units of the drawing (WIDTH × HEIGHT, origin at the top left).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from standings.worth.scale import Number

WIDTH, HEIGHT = 720, 440
LEFT, RIGHT, TOP, BOTTOM = 60, 220, 24, 44
LABEL = 30  # least distance between two labels
STEPS = (5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)


@dataclass(frozen=True)
class PlottedCompetitor:
    """A competitor with the total after each race; None before the first start."""

    name: str
    noc: str
    totals: tuple[Number | None, ...]


@dataclass(frozen=True)
class Line:
    """`points` as for SVG's polyline. `label_y` is moved from `end_y` where labels would overlap."""

    name: str
    noc: str
    place: int
    points: str
    dots: tuple[tuple[float, float], ...]
    end_y: float
    label_y: float


@dataclass(frozen=True)
class Mark:
    """A label on an axis."""

    at: float
    text: str


@dataclass(frozen=True)
class Plot:
    lines: tuple[Line, ...]
    races: tuple[Mark, ...]
    gaps: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    label_x: int = WIDTH - RIGHT + 24
    bottom: int = HEIGHT - BOTTOM


def draw(runners: Sequence[PlottedCompetitor], leads: Sequence[Number], races: Sequence[str]) -> Plot | None:
    """The plot of these competitors, in standing order; None for fewer than two races. `leads`: the leader's totals."""
    if len(races) < 2 or not runners:
        return None
    gaps = [[None if t is None else float(lead - t) for t, lead in zip(r.totals, leads, strict=True)] for r in runners]
    deepest = max(gap for each in gaps for gap in each if gap is not None)
    step = next((step for step in STEPS if deepest <= 5 * step), STEPS[-1])
    floor = max(step, math.ceil(deepest / step) * step)
    across = (WIDTH - LEFT - RIGHT) / (len(races) - 1)
    down = (HEIGHT - TOP - BOTTOM) / floor
    drawn = []
    for gap_list in gaps:
        drawn.append(
            tuple(
                (round(LEFT + n * across, 1), round(TOP + gap * down, 1))
                for n, gap in enumerate(gap_list)
                if gap is not None
            )
        )
    labels = spread([dots[-1][1] for dots in drawn], LABEL, TOP, HEIGHT - BOTTOM)
    lines = tuple(
        Line(
            name=runner.name,
            noc=runner.noc,
            place=place,
            points=" ".join(f"{x:g},{y:g}" for x, y in dots),
            dots=dots,
            end_y=dots[-1][1],
            label_y=label,
        )
        for place, (runner, dots, label) in enumerate(zip(runners, drawn, labels, strict=True), 1)
    )
    names = [text if n == 0 or races[n - 1] != text else "" for n, text in enumerate(races)]
    return Plot(
        lines=lines,
        races=tuple(Mark(round(LEFT + n * across, 1), text) for n, text in enumerate(names) if text),
        gaps=tuple(Mark(round(TOP + gap * down, 1), str(gap)) for gap in range(0, floor + 1, step)),
    )


def spread(wanted: Sequence[float], apart: float, least: float, most: float) -> list[float]:
    """Positions as close as possible to the wanted ones, in the same order and at least `apart` from each other.

    The first is not below `least`; if they don't all fit up to `most`, they continue beyond it.
    """
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    groups: list[tuple[float, int]] = []  # middle and number of adjoining labels
    for n in order:
        middle, count = max(wanted[n], least), 1
        while groups and groups[-1][0] + groups[-1][1] * apart / 2 > middle - count * apart / 2:
            other, others = groups.pop()
            middle = (middle * count + other * others) / (count + others)
            count += others
            middle = max(middle, least + (count - 1) * apart / 2)
        bound = most - (count - 1) * apart / 2
        groups.append((max(least + (count - 1) * apart / 2, min(middle, bound)), count))
    # A group moved away from the end may overlap the one before it.
    places: list[float] = []
    for middle, count in groups:
        start = middle - (count - 1) * apart / 2
        for n in range(count):
            at = start + n * apart
            places.append(max(at, places[-1] + apart) if places else at)
    found = [0.0] * len(wanted)
    for n, place in zip(order, places, strict=True):
        found[n] = round(place, 1)
    return found
