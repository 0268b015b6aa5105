"""Ice from close by: what blades cut into it, and the lanes at the start."""

import math
import random

from PIL import Image

from isuwc.demo.pictures.tone import Light, light
from isuwc.drawing import (
    WHITE,
    Colour,
    Point,
    Sheet,
    Size,
    blurred,
    curve,
    ease,
    glow,
    grain,
    linear,
    mix,
    paint,
    radial_levels,
    shade,
    shifted,
    shine,
)
from isuwc.oval import LANE, Camera


def blades(chance: random.Random, size: Size) -> Image.Image:
    """Ice from a hand's breadth: arcs that blades cut into each other, and the dust of one stroke."""
    tone = light(chance)
    width, height = size
    angle = chance.uniform(35, 65)
    image = linear(size, [(0, tone.bright), (0.25, tone.ice), (0.62, tone.deep), (1, tone.night)], angle)
    image = shine(image, ease(radial_levels(size, (0.15, 0.1), (0.6, 0.75)), 1.4), tone.bright, 0.65)
    image = shine(image, ease(radial_levels(size, (0.9, 1.0), (0.5, 0.6)), 2), tone.warm, 0.28)

    def arc(bow: float, shift: float, tilt: float) -> list[Point]:
        """A shallow bow across the picture."""

        def at(t: float) -> Point:
            along, across = (t - 0.5) * 1.7, shift + bow * (t - 0.5) ** 2
            cos, sin = math.cos(tilt), math.sin(tilt)
            return (0.5 + along * cos - across * sin) * width, (0.5 + (along * sin + across * cos) * 1.5) * height

        return curve(at, 90)

    for blur, number, thickness, strength in ((0.0016, 160, 0.0016, 0.5), (0.0, 420, 0.0007, 0.75)):
        sheet = Sheet(size)
        for _ in range(number):
            flow = chance.gauss(-0.42, 0.14) if chance.random() < 0.85 else chance.uniform(0.2, 0.9)
            points = arc(chance.uniform(-0.55, 0.35), chance.uniform(-0.8, 0.8), flow)
            first, last = sorted((chance.randint(0, 90), chance.randint(0, 90)))
            if last - first > 8:
                stretch = points[first:last]
                swell = [math.sin(math.pi * n / (len(stretch) - 1)) for n in range(len(stretch))]
                most = width * thickness * chance.uniform(0.5, 1.7)
                sheet.ribbon(stretch, [most * part for part in swell], chance.randint(40, 220))
        mask = sheet.mask()
        image = shade(image, shifted(mask, width * 0.0012, width * 0.0012), 0.32)
        image = shine(image, blurred(mask, width * blur) if blur else mask, WHITE, strength)

    main = arc(chance.uniform(-0.5, -0.35), chance.uniform(-0.08, 0.08), -0.42)
    groove, dust = Sheet(size), Sheet(size)
    groove.ribbon(main, [width * (0.0015 + 0.0042 * (n / 90) ** 1.3) for n in range(91)])
    for _ in range(1500):
        n = min(90, int(90 * chance.betavariate(4, 1.6)))
        x, y = main[n]
        spread = width * 0.055 * (n / 90) ** 2
        reach = abs(chance.gauss(0, spread))
        dust.disc(
            (x + reach * 0.5 + chance.gauss(0, 6), y - reach),
            width * 0.0011 * chance.random() ** 3 + 0.5,
            chance.randint(80, 255),
        )
    mask = groove.mask()
    image = shade(image, blurred(shifted(mask, 0, width * 0.004), width * 0.003), 0.7)
    image = glow(image, mask, WHITE, width * 0.006, 0.9)
    image = glow(image, dust.mask(), WHITE, width * 0.0025, 0.95)
    return grain(image, chance.getrandbits(32), 0.05)


def start(chance: random.Random, size: Size) -> Image.Image:
    """The start: two lanes, a red line, and morning falling through the windows."""
    tone = light(chance)
    width = size[0]
    side = chance.choice((-1, 1))
    camera = Camera(
        size,
        eye=(-9.5, side * chance.uniform(0.6, 2.2), 7.2),
        target=(2.2, 0, 0),
        view=56,
        roll=side * chance.uniform(3, 8),
    )
    image = linear(size, [(0, tone.deep), (0.25, mix(tone.deep, tone.ice, 0.7)), (0.6, tone.ice), (1, tone.bright)], 90)
    image = shine(image, radial_levels(size, (0.5 - side * 0.2, 0.75), (0.8, 0.75)), WHITE, 0.5)
    windows = Sheet(size, 2)
    for n in range(-2, 12):
        x, slant = n * 3.4 + chance.uniform(-0.2, 0.2), side * 5.5
        corners = [(x, -14), (x + 1.9, -14), (x + 1.9 + slant, 14), (x + slant, 14)]
        on_screen = [camera.see(*corner) for corner in corners]
        if all(zoom > 0 for _, _, zoom in on_screen):
            windows.area([(px, py) for px, py, _ in on_screen])
    image = shine(image, blurred(windows.mask(), width * 0.006), mix(tone.warm, WHITE, 0.55), 0.42)
    scratches = Sheet(size, 2)
    for _ in range(1600):
        x, y, angle, length = (
            chance.uniform(-8, 30),
            chance.gauss(0, 4.5),
            chance.gauss(0, 0.09),
            chance.uniform(1.2, 5.5),
        )
        bend = chance.choice((-1, 1)) * chance.uniform(0.2, 0.8)
        track = [(x + t * length, y + t * length * math.sin(angle) + bend * t * t) for t in (n / 9 for n in range(10))]
        for points, zooms in camera.line(track):
            scratches.ribbon(points, [0.012 * zoom for zoom in zooms], chance.randint(40, 200))
    mask = scratches.mask()
    image = shade(image, shifted(mask, 0, width * 0.0009), 0.25)
    image = shine(image, mask, WHITE, 0.6)
    for track, metres, colour in painted_lines(tone):
        lines = Sheet(size)
        for points, zooms in camera.line(track):
            lines.ribbon(points, [metres * zoom for zoom in zooms])
        paint(image, lines.mask(), colour, 0.92)
    numbers = Sheet(size)
    for shape, y in ((ONE, 2.0), (TWO, -2.0)):
        track = [(2.3 + 2.6 * up, y - 1.5 * (across - 0.35)) for across, up in shape]
        for points, zooms in camera.line(track):
            numbers.line(points, 0.34 * sum(zooms) / len(zooms))
    paint(image, numbers.mask(), tone.blue, 0.9)
    return grain(image, chance.getrandbits(32), 0.035)


def painted_lines(tone: Light) -> list[tuple[list[Point], float, Colour]]:
    """The lines of the start in metres, how wide each is, and its colour."""
    lanes: list[tuple[list[Point], float, Colour]] = [
        ([(x, y) for x in range(-9, 200)], metres, tone.blue)
        for y, metres in ((-LANE, 0.12), (LANE, 0.12), (0.0, 0.18))
    ]
    return [
        *lanes,
        ([(0.0, y / 4) for y in range(-16, 17)], 0.24, tone.red),
        ([(-1.5, y / 4) for y in range(-16, 17)], 0.09, tone.red),
    ]


# Numerals as painters lay them on ice: a line of even width, from the bottom (0) to the top (1).
ONE = [(0.12, 0.78), (0.2, 0.82), (0.3, 0.9), (0.36, 1.0), (0.4, 1.0), (0.4, 0.9), (0.4, 0.5), (0.4, 0.0)]
TWO = [
    *(
        (0.35 + 0.3 * math.cos(math.radians(angle)), 0.72 + 0.28 * math.sin(math.radians(angle)))
        for angle in range(165, -40, -8)
    ),
    *((0.585 - 0.52 * n / 12, 0.57 - 0.55 * n / 12) for n in range(1, 13)),
    *((0.065 + 0.62 * n / 8, 0.015) for n in range(9)),
]
