"""The oval in metres, and a camera above it: geometry that takes fewer lines than setting up a 3D library would."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from news.pictures.art.drawing import Point, Size, curve

STRAIGHT = 112.0  # metres
INNER_RADIUS = 25.0  # metres, the inner edge of the inner lane
LANE = 4.0  # metres


def on_oval(radius: float, share: float) -> Point:
    """The point, in metres from the middle of the oval, after that share (0–1) of a line with this radius in the bends.

    The line begins in the middle of one straight (at y = -radius) and runs anticlockwise, as skaters do.
    """
    bend = math.pi * radius
    total = 2 * (STRAIGHT + bend)
    way = (share % 1.0) * total
    half = STRAIGHT / 2
    if way <= half:
        return way, -radius
    way -= half
    if way <= bend:
        angle = way / radius - math.pi / 2
        return half + radius * math.cos(angle), radius * math.sin(angle)
    way -= bend
    if way <= STRAIGHT:
        return half - way, radius
    way -= STRAIGHT
    if way <= bend:
        angle = way / radius + math.pi / 2
        return -half + radius * math.cos(angle), radius * math.sin(angle)
    return -half + (way - bend), -radius


def ring(radius: float, steps: int = 400) -> list[Point]:
    """The whole line of that radius in the bends, as points in metres."""
    return curve(lambda t: on_oval(radius, t), steps)


@dataclass(frozen=True)
class Camera:
    """Looks from `eye` at `target` (metres, height last); `view` is the angle across the picture, in degrees."""

    size: Size
    eye: tuple[float, float, float]
    target: tuple[float, float, float]
    view: float = 50.0
    roll: float = 0.0  # degrees

    def see(self, x: float, y: float, z: float = 0.0) -> tuple[float, float, float]:
        """The pixels of a point in metres, and how many pixels a metre has there (0: behind the camera)."""
        ex, ey, ez = self.eye
        forward = _unit((self.target[0] - ex, self.target[1] - ey, self.target[2] - ez))
        right = _unit(_cross(forward, (0.0, 0.0, 1.0)))
        up = _cross(right, forward)
        offset = (x - ex, y - ey, z - ez)
        depth = _dot(offset, forward)
        if depth <= 0.05:
            return 0.0, 0.0, 0.0
        zoom = self.size[0] / 2 / math.tan(math.radians(self.view) / 2) / depth
        across, above = _dot(offset, right) * zoom, _dot(offset, up) * zoom
        cos, sin = math.cos(math.radians(self.roll)), math.sin(math.radians(self.roll))
        return (
            self.size[0] / 2 + across * cos - above * sin,
            self.size[1] / 2 - across * sin - above * cos,
            zoom,
        )

    def line(self, points: Iterable[Point], z: float = 0.0) -> list[tuple[list[Point], list[float]]]:
        """The visible stretches of a line on the ice, each as pixels and pixels per metre."""
        stretches: list[tuple[list[Point], list[float]]] = []
        broken = True
        for x, y in points:
            px, py, zoom = self.see(x, y, z)
            reach = 6 * max(self.size)
            if zoom <= 0 or abs(px) > reach or abs(py) > reach:
                broken = True
                continue
            if broken:
                stretches.append(([], []))
                broken = False
            stretches[-1][0].append((px, py))
            stretches[-1][1].append(zoom)
        return [stretch for stretch in stretches if len(stretch[0]) > 1]


Vector = tuple[float, float, float]


def _dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _cross(a: Vector, b: Vector) -> Vector:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def _unit(a: Vector) -> Vector:
    length = math.sqrt(_dot(a, a)) or 1.0
    return a[0] / length, a[1] / length, a[2] / length
