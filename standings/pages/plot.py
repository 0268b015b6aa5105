"""A drawing of the points race: how far each was behind the leader after each race, as lines to be put into SVG.

Pure: totals in, coordinates out. Units are those of the drawing, WIDTH × HEIGHT, with the origin at the top left.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 720, 440
LEFT, RIGHT, TOP, BOTTOM = 60, 220, 24, 44
LABEL = 30  # the least distance between two labels
STEPS = (5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)


@dataclass(frozen=True)
class Runner:
    """Somebody in the race: totals after each race, None before the first start."""

    name: str
    noc: str
    totals: tuple[int | None, ...]


@dataclass(frozen=True)
class Line:
    """`points` as SVG's polyline takes them; the label stands at the right, moved away from others if need be."""

    name: str
    noc: str
    place: int
    points: str
    dots: tuple[tuple[float, float], ...]
    end_y: float
    label_y: float


@dataclass(frozen=True)
class Mark:
    """A text at an axis."""

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


def draw(runners: Sequence[Runner], leads: Sequence[int], races: Sequence[str]) -> Plot | None:
    """The first of them in that order, over races so called; `leads` are the leader's totals. None for one race."""
    if len(races) < 2 or not runners:
        return None
    gaps = [[None if t is None else lead - t for t, lead in zip(r.totals, leads, strict=True)] for r in runners]
    deepest = max(gap for each in gaps for gap in each if gap is not None)
    step = next((step for step in STEPS if deepest <= 5 * step), STEPS[-1])
    floor = max(step, -(-deepest // step) * step)
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
    """Places as near as can be to the wanted ones, in their order, each `apart` from the next.

    They begin at `least` at the earliest; more than fit before `most` go on below it.
    """
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    groups: list[tuple[float, int]] = []  # the middle of labels that touch, and how many they are
    for n in order:
        middle, count = max(wanted[n], least), 1
        while groups and groups[-1][0] + groups[-1][1] * apart / 2 > middle - count * apart / 2:
            other, others = groups.pop()
            middle = (middle * count + other * others) / (count + others)
            count += others
            middle = max(middle, least + (count - 1) * apart / 2)
        bound = most - (count - 1) * apart / 2
        groups.append((max(least + (count - 1) * apart / 2, min(middle, bound)), count))
    # A group that was moved up from the bottom may touch the one before it.
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
