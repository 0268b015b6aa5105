"""The track from above and from within."""

import math
import random

from PIL import Image, ImageChops

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
    ramp_colours,
    shade,
    shifted,
    shine,
)
from isuwc.oval import INNER_RADIUS, LANE, Camera, on_oval, ring


def aerial(chance: random.Random, size: Size) -> Image.Image:
    """The oval from under the roof: lanes round a dark infield, and two who chase each other through the bend."""
    tone = light(chance)
    width = size[0]
    side = chance.choice((-1, 1))
    camera = Camera(
        size,
        eye=(side * chance.uniform(48, 60), -66, 88),
        target=(side * 33, chance.uniform(-4, 2), 0),
        view=60,
        roll=side * chance.uniform(-16, -8),
    )
    image = linear(size, [(0, tone.night), (1, mix(tone.night, tone.deep, 0.5))], 70)
    rings = Sheet(size)
    for radius in (8.0, 11.0, 14.0, 17.0, 40.0, 44.0, 49.0, 55.0, 62.0):
        for points, zooms in camera.line(ring(radius)):
            rings.ribbon(points, [0.12 * zoom for zoom in zooms])
    image = shine(image, rings.mask(), tone.ice, 0.14)

    area = Sheet(size)
    area.area(whole(camera, INNER_RADIUS + 2 * LANE + 0.8))
    area.area(whole(camera, INNER_RADIUS - LANE), 0)
    ice = area.mask()
    image = shine(image, blurred(ice, width * 0.03), tone.ice, 0.45)
    beam = ease(radial_levels(size, (0.5 + side * 0.2, 0.55), (0.72, 0.85)), 1.15)
    stops = [
        (0.0, mix(tone.night, tone.deep, 0.8)),
        (0.3, mix(tone.deep, tone.ice, 0.5)),
        (0.6, tone.ice),
        (1.0, WHITE),
    ]
    image.paste(ramp_colours(beam, stops), mask=ice)
    marks = stroke_marks(chance, camera, 900)
    image = shine(image, ImageChops.multiply(marks, ice), WHITE, 0.55)

    lines = Sheet(size)
    for radius, metres in ((INNER_RADIUS, 0.2), (INNER_RADIUS + LANE, 0.34), (INNER_RADIUS + 2 * LANE, 0.2)):
        for points, zooms in camera.line(ring(radius)):
            lines.ribbon(points, [metres * zoom for zoom in zooms])
    paint(image, lines.mask(), tone.blue, 0.85)
    finish = Sheet(size)
    for x, level in ((36, 255), (31, 140)):
        across = [(float(side * x), -INNER_RADIUS), (float(side * x), -INNER_RADIUS - 2 * LANE)]
        for points, zooms in camera.line(across):
            finish.ribbon(points, [0.5 * zoom for zoom in zooms], level)
    paint(image, finish.mask(), tone.red)
    for lane, head, colour in ((0, 0.17, tone.red), (1, 0.205, tone.night)):
        image = chase(image, camera, side, INNER_RADIUS + lane * LANE + 1.4, head + chance.uniform(0, 0.05), colour)
    return grain(image, chance.getrandbits(32))


def whole(camera: Camera, radius: float) -> list[Point]:
    """The line of that radius, all round."""
    return [point for stretch, _ in camera.line(ring(radius)) for point in stretch]


def stroke_marks(chance: random.Random, camera: Camera, number: int) -> Image.Image:
    """What blades leave behind: long thin strokes, each drifting a little across its lane."""
    sheet = Sheet(camera.size)
    for _ in range(number):
        radius = INNER_RADIUS + chance.choice((0, LANE)) + abs(chance.gauss(0.7, 1.1))
        start, length, drift = chance.random(), chance.uniform(0.008, 0.05), chance.uniform(-0.9, 0.9)
        shares = [n / 14 for n in range(15)]
        track = [on_oval(radius + drift * share, start + length * share) for share in shares]
        for points, zooms in camera.line(track):
            sheet.ribbon(points, [0.07 * zoom for zoom in zooms], chance.randint(25, 150))
    return sheet.mask()


def chase(image: Image.Image, camera: Camera, side: int, radius: float, head: float, colour: Colour) -> Image.Image:
    """A streak through the bend with the one who drew it at its head."""
    tail = 0.11
    steps = 60

    def at(t: float) -> Point:
        x, y = on_oval(radius, head - tail + tail * t)
        return side * x, y

    sheet, shadow = Sheet(camera.size), Sheet(camera.size)
    for points, zooms in camera.line(curve(at, steps)):
        sheet.ribbon(points, [0.75 * zoom * (n / steps) ** 1.6 for n, zoom in enumerate(zooms)])
        shadow.ribbon(points, [1.6 * zoom * (n / steps) for n, zoom in enumerate(zooms)])
    image = shade(image, blurred(shadow.mask(), camera.size[0] * 0.003), 0.35)
    paint(image, sheet.mask(), colour)
    return image


def streaks(chance: random.Random, size: Size) -> Image.Image:
    """A long exposure in the bend: lamps and suits as streaks of light, doubled in the ice."""
    tone = light(chance)
    width, height = size
    camera = Camera(
        size, eye=(55, -31.5, 1.7), target=(78, chance.uniform(-14, -9), 0.2), view=74, roll=chance.uniform(-5, -2)
    )
    horizon = camera.see(400, 150, 0)[1]
    image = linear(
        size, [(0, tone.night), (0.42, mix(tone.night, tone.deep, 0.55)), (0.47, tone.deep), (1, tone.night)]
    )
    image = shine(image, radial_levels(size, (0.62, horizon / height), (0.75, 0.32)), tone.deep, 0.9)
    image = bokeh(chance, image, tone, horizon)
    reflected, colours = [], [tone.bright, tone.ice, tone.warm, tone.red, tone.bright, tone.ice]
    for colour in colours:
        above, below = Sheet(size, 2), Sheet(size, 2)
        for _ in range(chance.randint(5, 9)):
            radius, level = INNER_RADIUS + chance.uniform(0.6, 7.4), chance.uniform(0.08, 1.35)
            start, length = chance.uniform(0.12, 0.2), chance.uniform(0.06, 0.2)
            sway, phase = chance.uniform(0.05, 0.22), chance.uniform(0, 6)
            shares = [n / 90 for n in range(91)]
            track = [on_oval(radius + sway * math.sin(phase + 9 * share), start + length * share) for share in shares]
            thickness, tone_level = chance.uniform(0.008, 0.05), chance.randint(90, 255)
            for sheet, mirror in ((above, 1), (below, -1)):
                for points, zooms in camera.line(track, level * mirror):
                    steps = max(1, len(points) - 1)
                    fade = [max(0.0, math.sin(math.pi * (0.08 + 0.92 * n / steps))) ** 0.6 for n in range(len(points))]
                    widths = [
                        min(thickness * zoom, width * 0.012) * part for zoom, part in zip(zooms, fade, strict=True)
                    ]
                    sheet.ribbon(points, widths, tone_level)
        reflected.append((below.mask(), colour))
        image = glow(image, above.mask(), colour, width * 0.007, 0.85)
    for mask, colour in reflected:
        soft = blurred(mask, width * 0.004)
        image = shine(image, soft, colour, 0.42)
    return grain(image, chance.getrandbits(32))


def bokeh(chance: random.Random, image: Image.Image, tone: Light, horizon: float) -> Image.Image:
    """Lamps and stands far out of focus along the horizon."""
    width = image.width
    for colour, number, size in ((tone.ice, 46, 0.011), (tone.warm, 22, 0.014), (tone.bright, 16, 0.008)):
        sheet = Sheet(image.size, 2)
        for _ in range(number):
            centre = (chance.uniform(0, width), horizon - abs(chance.gauss(0.035, 0.06)) * width)
            sheet.disc(centre, width * size * chance.uniform(0.5, 1.4), chance.randint(20, 105))
        image = shine(image, blurred(sheet.mask(), width * 0.0016), colour, 0.55)
    return image


def laps(chance: random.Random, size: Size) -> Image.Image:
    """A long race as growth rings: each lap an oval, its colour the pace there, cold and even or warm and fading."""
    tone = light(chance)
    width = size[0]
    ground = mix(tone.bright, WHITE, 0.4)
    image = linear(size, [(0, ground), (1, mix(tone.ice, tone.bright, 0.6))], chance.uniform(40, 140))
    number = 25
    tilt = math.radians(chance.uniform(-24, -14))
    unit = width / 165
    pace = [0.0]
    for lap in range(1, number):
        pace.append(0.5 + 0.5 * math.sin(lap * 0.45 + chance.uniform(-0.3, 0.3)) * (lap / number) ** 0.5)
    shadow, rings = Sheet(size, 2), []
    for lap in range(number):
        radius = 7.5 + lap * 2.05
        line = [turned(size, unit, tilt, point) for point in ring(radius, 300)]
        thick = unit * (0.55 + 0.9 * pace[lap])
        rings.append((line, thick))
        shadow.line(line, thick)
    image = shade(image, shifted(blurred(shadow.mask(), width * 0.004), 0, width * 0.004), 0.22)
    for colour, share in (
        (tone.deep, -1.0),
        (tone.blue, 0.34),
        (mix(tone.blue, tone.ice, 0.5), 0.5),
        (tone.warm, 0.7),
        (tone.red, 0.86),
    ):
        sheet = Sheet(size)
        for lap, (line, thick) in enumerate(rings):
            for start in range(0, 300, 6):
                local = pace[lap] + 0.13 * math.sin(start / 300 * 2 * math.pi + lap) + 0.05 * math.sin(start * 0.3)
                if local >= share:
                    sheet.line(line[start : start + 8], thick)
        mask = sheet.mask()
        paint(image, mask, colour)
    return grain(image, chance.getrandbits(32), 0.025)


def turned(size: Size, unit: float, tilt: float, point: Point) -> Point:
    """Metres of the oval to pixels, the oval's middle left of the picture's, turned a little."""
    x, y = point[0] * unit, point[1] * unit
    cos, sin = math.cos(tilt), math.sin(tilt)
    return size[0] * 0.34 + x * cos - y * sin, size[1] * 0.60 + x * sin + y * cos
