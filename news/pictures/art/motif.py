"""The art of a banner whose event has none: lanes sweeping out of a bend, in colours of the event's own."""

import math
import random
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

from news.pictures.art.drawing import (
    WHITE,
    Canvas,
    Colour,
    Size,
    blurred,
    grain,
    linear,
    mix,
    oklch,
    paint,
    radial_levels,
    ramp_colours,
    shine,
)
from news.pictures.art.oval import INNER_RADIUS, LANE, Camera, on_oval, ring


@dataclass(frozen=True)
class Palette:
    """An event's own colours."""

    hue: float
    night: Colour
    deep: Colour
    ice: Colour
    bright: Colour
    accent: Colour
    ink: Colour  # of the code
    paper: Colour  # below the code


HUES = (258, 212, 188, 160, 292, 335, 18, 232)  # of the ice
ACCENTS = (55, 25, 40, 80, 70, 60, 85, 95)  # of the light that passes over it


def colours(mark: str, city: str) -> Palette:
    """The colours for an event's number and city.

    The same event has the same in every banner; events that follow one another in a season never share theirs.
    """
    number = int(mark) if mark.isascii() and mark.isdigit() else 0
    place = (number * 3 + chance_of(city).randrange(2)) % len(HUES)
    hue = HUES[place]
    return Palette(
        hue=hue,
        night=oklch(0.17, 0.05, hue),
        deep=oklch(0.38, 0.12, hue),
        ice=oklch(0.76, 0.10, hue - 8),
        bright=oklch(0.965, 0.02, hue - 10),
        accent=oklch(0.84, 0.14, ACCENTS[place]),
        ink=oklch(0.22, 0.06, hue),
        paper=oklch(0.985, 0.008, hue),
    )


def chance_of(seed: str) -> random.Random:
    """Chance that is the same for the same seed on every machine."""
    return random.Random(seed)  # noqa: S311 - chance for a picture


def bend_of_light(palette: Palette, seed: str, size: Size) -> Image.Image:
    """Lanes sweeping out of a bend, light passing over them: every event from another place in the stands."""
    return _bend_of_light(palette, seed, size).copy()


@lru_cache(maxsize=1)  # a banner is written as PNG and at once as WebP
def _bend_of_light(palette: Palette, seed: str, size: Size) -> Image.Image:
    chance = chance_of(seed)
    width = size[0]
    camera = Camera(
        size,
        eye=(chance.uniform(14, 26), -chance.uniform(58, 64), chance.uniform(13, 18)),
        target=(chance.uniform(38, 46), chance.uniform(-14, -8), 0),
        view=chance.uniform(70, 80),
        roll=chance.uniform(-5, 1),
    )
    image = linear(size, [(0, mix(palette.night, palette.deep, 0.55)), (1, palette.night)], 0)
    area = Canvas(size)
    area.area(outline(camera, INNER_RADIUS + 2 * LANE + 1))
    area.area(outline(camera, INNER_RADIUS - LANE), 0)
    ice = area.mask()
    image = shine(image, blurred(ice, width * 0.025), palette.deep, 1.0)
    beam = radial_levels(size, (chance.uniform(0.66, 0.78), chance.uniform(0.2, 0.6)), (0.46, 2.2))
    surface = [
        (0.0, mix(palette.night, palette.deep, 0.7)),
        (0.3, palette.deep),
        (0.7, palette.ice),
        (1.0, palette.bright),
    ]
    image.paste(ramp_colours(beam, surface), mask=ice)
    lines = Canvas(size)
    for radius, metres in ((INNER_RADIUS, 0.2), (INNER_RADIUS + LANE, 0.3), (INNER_RADIUS + 2 * LANE, 0.2)):
        for points, zooms in camera.line(ring(radius, 600)):
            lines.ribbon(points, [metres * zoom for zoom in zooms])
    paint(image, lines.mask(), palette.deep, 0.8)
    for n, colour in enumerate((palette.ice, WHITE, palette.accent, WHITE)):
        image = light_passing(image, camera, chance, colour, 5 if n % 2 else 8)
    return grain(image, chance.getrandbits(32), 0.03)


def light_passing(
    image: Image.Image, camera: Camera, chance: random.Random, colour: Colour, number: int
) -> Image.Image:
    """The image with `number` streaks of one colour along the lanes."""
    sheet = Canvas(image.size)
    for _ in range(number):
        radius, start, length = (
            INNER_RADIUS + chance.uniform(0.3, 7.7),
            chance.uniform(-0.02, 0.3),
            chance.uniform(0.08, 0.3),
        )
        sway, phase, thick = chance.uniform(0.1, 0.8), chance.uniform(0, 6), chance.uniform(0.05, 0.32)
        shares = [k / 100 for k in range(101)]
        track = [on_oval(radius + sway * math.sin(phase + 6 * share), start + length * share) for share in shares]
        for points, zooms in camera.line(track, 0.3):
            last = len(points) - 1
            fade = [max(0.0, math.sin(math.pi * k / last)) ** 0.7 for k in range(last + 1)]
            widths = [thick * zoom * part for zoom, part in zip(zooms, fade, strict=True)]
            sheet.ribbon(points, widths, chance.randint(120, 255))
    mask = sheet.mask()
    paint(image, mask, colour, 0.85)
    return shine(image, blurred(mask, image.height * 0.04), colour, 0.8)


def outline(camera: Camera, radius: float) -> list[tuple[float, float]]:
    """The pixels of the oval's line of that radius (metres), as far as the camera sees it."""
    return [point for stretch, _ in camera.line(ring(radius, 600)) for point in stretch]
