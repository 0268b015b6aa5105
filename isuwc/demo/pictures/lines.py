"""Races as lines."""

import math
import random
from collections.abc import Callable

from PIL import Image, ImageChops

from isuwc.demo.pictures.tone import light
from isuwc.drawing import (
    WHITE,
    Point,
    Sheet,
    Size,
    blurred,
    curve,
    ease,
    glow,
    grain,
    linear,
    linear_levels,
    mix,
    oklch,
    paint,
    radial_levels,
    shade,
    shine,
)


def swirl(chance: random.Random, size: Size) -> Image.Image:
    """A mass start from above: every line a skater, weaving through the bend until one is ahead."""
    tone = light(chance)
    width, height = size
    image = linear(size, [(0, WHITE), (0.55, tone.bright), (1, tone.ice)], chance.uniform(60, 110))
    middle = (width * chance.uniform(0.36, 0.42), height * chance.uniform(1.24, 1.3))
    colours = [
        tone.deep,
        tone.blue,
        mix(tone.blue, tone.ice, 0.45),
        tone.ice,
        tone.night,
        mix(tone.deep, tone.ice, 0.6),
    ]
    accents = [tone.red, tone.warm, oklch(0.88, 0.17, 98), mix(tone.red, tone.warm, 0.5)]
    number = 26
    riders = list(range(number))
    chance.shuffle(riders)
    for place, n in enumerate(riders):
        waves = [(chance.uniform(0.15, 0.6), chance.uniform(0.8, 3.6), chance.uniform(0, 6.3)) for _ in range(3)]
        rider = way(middle, height, n / number - 0.5, waves)
        reach = 0.62 + 0.36 * (place / number) ** 0.8 + chance.uniform(-0.05, 0.02)
        points = curve(rider, 160, 0.0, reach)
        colour = accents[n % len(accents)] if place % 4 == 3 else colours[n % len(colours)]
        widths = [width * (0.0010 + 0.0064 * (k / 160) ** 1.7) for k in range(len(points))]
        line, shadow = Sheet(size, 2), Sheet(size, 1)
        line.ribbon(points, widths)
        line.disc(points[-1], widths[-1] * 0.5)
        shadow.ribbon([(x + width * 0.003, y + width * 0.006) for x, y in points], widths)
        image = shade(image, blurred(shadow.mask(), width * 0.0035), 0.3)
        paint(image, line.mask(), colour)
    return grain(image, chance.getrandbits(32), 0.025)


def way(middle: Point, height: int, place: float, waves: list[tuple[float, float, float]]) -> Callable[[float], Point]:
    """How one rider goes round: near their place in the pack, swaying by waves of a height, a frequency and a phase."""

    def at(t: float) -> Point:
        pack = 0.36 + 1.3 * (t - 0.42) ** 2
        weave = 0.12 * sum(high * math.sin(often * t * 3.1 + begin) for high, often, begin in waves)
        radius = height * (0.86 + 0.95 * (place * pack + weave * 0.55))
        angle = math.radians(196 + 158 * t)
        return middle[0] + radius * 1.22 * math.cos(angle), middle[1] + radius * math.sin(angle) * 1.16

    return at


def pursuit(chance: random.Random, size: Size) -> Image.Image:
    """A team pursuit: three lines as one, each in the lee of the one before."""
    tone = light(chance)
    width, height = size
    stops = [(0.0, tone.night), (0.3, tone.deep), (0.62, tone.ice), (1.0, tone.bright)]
    image = linear(size, stops, chance.uniform(52, 78))
    image = shine(image, radial_levels(size, (0.74, 0.52), (0.6, 0.7)), WHITE, 0.35)
    bow = chance.uniform(0.5, 0.6)

    def at(shift: float) -> Callable[[float], Point]:
        return lambda t: ((-0.1 + 1.2 * t) * width, (0.93 + shift - bow * t**1.8 - 0.14 * t) * height)

    fine = Sheet(size, 2)
    for n in range(-26, 20):
        fine.line(curve(at(n * 0.046 + chance.uniform(-0.008, 0.008)), 80), width * 0.0006, chance.randint(60, 150))
    image = shine(image, fine.mask(), WHITE, 0.4)
    fade = ease(linear_levels(size, 0), 0.75)
    shadows, ribbons, cores = Sheet(size, 1), [], Sheet(size)
    for n, colour in enumerate((tone.blue, tone.warm, tone.red)):
        line = curve(at(0.046 * (2 - n) - 0.03), 140, 0.0, 0.62 + 0.105 * n)
        widths = [width * 0.025 * (0.05 + 0.95 * (k / 140) ** 1.3) for k in range(141)]
        ribbon = Sheet(size)
        ribbon.ribbon(line, widths)
        ribbon.disc(line[-1], widths[-1] / 2)
        ribbons.append((ribbon, colour))
        shadows.ribbon([(x + width * 0.008, y + width * 0.016) for x, y in line], widths)
        cores.ribbon(
            [(x, y - part * 0.22) for (x, y), part in zip(line, widths, strict=True)], [part * 0.12 for part in widths]
        )
    image = shade(image, ImageChops.multiply(blurred(shadows.mask(), width * 0.007), fade), 0.55)
    for ribbon, colour in ribbons:
        mask = ImageChops.multiply(ribbon.mask(), fade)
        image = shine(image, blurred(mask, width * 0.016), colour, 0.3)
        paint(image, mask, colour)
    image = shine(image, ImageChops.multiply(cores.mask(), fade), WHITE, 0.6)
    return grain(image, chance.getrandbits(32), 0.03)


def crossing(chance: random.Random, size: Size) -> Image.Image:
    """The crossing straight: inner goes out and outer comes in, lap after lap, white band and red."""
    tone = light(chance)
    width, height = size
    image = linear(size, [(0, tone.night), (0.5, tone.deep), (1, tone.night)], 90)
    image = shine(image, radial_levels(size, (chance.uniform(0.4, 0.6), 0.5), (0.62, 0.7)), tone.ice, 0.55)
    fine = Sheet(size, 2)
    for n in range(-30, 31):
        y = height * (0.5 + 0.54 * math.copysign(abs(n / 30) ** 1.25, n))
        fine.line([(0, y), (width, y)], width * 0.0006, 70 if n % 10 else 220)
    image = shine(image, fine.mask(), tone.bright, 0.3)
    laps = 9
    for lap in range(laps):
        for who, colour in ((1, tone.bright), (-1, tone.red)):
            share = lap / (laps - 1)
            spread = 0.07 + 0.30 * share
            shift = chance.uniform(-0.02, 0.02)

            points = [
                (x * width, (0.5 + who * spread * math.tanh((x - 0.5 - shift) * 7.5)) * height)
                for x in (n / 150 for n in range(-2, 153))
            ]
            sheet = Sheet(size, 2)
            sheet.line(points, width * (0.0007 + 0.0024 * (1 - share)))
            image = glow(image, sheet.mask(), colour, width * 0.006, 0.25 + 0.7 * (1 - share))
    return grain(image, chance.getrandbits(32))
