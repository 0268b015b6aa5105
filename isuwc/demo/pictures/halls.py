"""Halls, inside and out."""

import math
import random

from PIL import Image, ImageChops, ImageFilter

from isuwc.demo.pictures.tone import Light, light
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
    mix,
    oklch,
    paint,
    radial_levels,
    shine,
)
from isuwc.oval import LANE, Camera


def hall(chance: random.Random, size: Size) -> Image.Image:
    """The empty hall before the first pair: lamps in rows, and every one of them again in the ice."""
    tone = light(chance)
    width, height = size
    side = chance.choice((-1, 1))
    camera = Camera(size, eye=(-52, side * chance.uniform(0.4, 2.2), 1.9), target=(60, side * -3.5, -3.2), view=68)
    horizon = camera.see(4000, side * -60, 0)[1]
    far = horizon / height
    image = linear(
        size,
        [
            (0, tone.night),
            (far * 0.8, mix(tone.night, tone.deep, 0.6)),
            (far, tone.deep),
            (far + 0.002, mix(tone.deep, tone.ice, 0.75)),
            (far + 0.2, mix(tone.deep, tone.ice, 0.25)),
            (1, tone.night),
        ],
    )
    image = shine(image, radial_levels(size, (0.5, far), (0.6, 0.16)), tone.bright, 0.55)
    image = shine(image, radial_levels(size, (0.5, far + 0.1), (0.75, 0.5)), tone.ice, 0.35)
    lamps, mirror, beams = Sheet(size, 2), Sheet(size, 2), Sheet(size, 2)
    for row in range(-4, 5):
        y, z = row * 5.2, 13 - 0.22 * row * row
        for points, zooms in camera.line([(x, y) for x in range(-48, 220, 4)], z + 0.7):
            beams.ribbon(points, [0.14 * zoom for zoom in zooms], 70)
        for step in range(24):
            px, py, zoom = camera.see(-44 + step * 9.5, y, z)
            qx, qy, _ = camera.see(-44 + step * 9.5, y, -z)
            if zoom > 0:
                lamps.disc((px, py), 0.42 * zoom, 235)
                mirror.disc((qx, qy), 0.6 * zoom, 235)
    image = shine(image, beams.mask(), tone.ice, 0.5)
    mask = lamps.mask()
    image = shine(image, blurred(mask, width * 0.02), tone.warm, 0.8)
    image = glow(image, mask, mix(tone.warm, WHITE, 0.7), width * 0.005, 0.95)
    mask = mirror.mask()
    stretched = blurred(mask.resize((width, height // 12)), 2).resize(size, Image.Resampling.BICUBIC)
    image = shine(image, blurred(stretched, width * 0.002), mix(tone.warm, WHITE, 0.55), 0.75)
    image = shine(image, blurred(mask, width * 0.003), WHITE, 0.28)
    for y, metres, colour in (
        (-LANE, 0.16, tone.blue),
        (0.0, 0.3, tone.red),
        (LANE, 0.16, tone.blue),
        (-2 * LANE, 0.16, tone.blue),
        (2 * LANE, 0.16, tone.blue),
    ):
        lines = Sheet(size)
        for points, zooms in camera.line([(x, y) for x in range(-51, 240)]):
            lines.ribbon(points, [metres * zoom for zoom in zooms])
        paint(image, lines.mask(), colour, 0.85)
    return grain(image, chance.getrandbits(32), 0.04)


def dawn(chance: random.Random, size: Size) -> Image.Image:
    """First light on the arena: a roof like a ship turned over, and the frozen bay before it."""
    tone = light(chance)
    width, height = size
    shore = round(height * 0.64)
    hue = 32 + chance.uniform(-14, 18)
    sky = linear(
        (width, shore),
        [
            (0, tone.night),
            (0.4, tone.deep),
            (0.68, oklch(0.60, 0.10, 330 + hue / 3)),
            (0.86, oklch(0.78, 0.12, hue + 10)),
            (1, oklch(0.90, 0.09, hue + 40)),
        ],
    )
    rise = chance.uniform(0.62, 0.86)
    sky = shine(sky, ease(radial_levels(sky.size, (rise, 1.0), (0.55, 0.75)), 1.3), oklch(0.86, 0.13, hue + 28), 0.7)
    stars = Sheet(sky.size, 2)
    for _ in range(240):
        high = chance.random() ** 1.6
        stars.disc(
            (chance.uniform(0, width), high * shore * 0.62),
            width * 0.0006 * chance.uniform(0.4, 1.5),
            round(230 * (1 - high)),
        )
    sky = shine(sky, stars.mask(), WHITE, 0.9)
    for layer in range(3):
        hills = Sheet(sky.size, 2)
        base, waves = (
            shore * (0.90 + 0.035 * layer),
            [(chance.uniform(0.6, 2.6), chance.uniform(0, 6)) for _ in range(4)],
        )
        ridge = [
            (
                x * width / 60,
                base
                - shore
                * (0.045 - 0.008 * layer)
                * sum(math.sin(often * x / 7 + begin) / (k + 1) for k, (often, begin) in enumerate(waves)),
            )
            for x in range(61)
        ]
        hills.area([(0, shore), *ridge, (width, shore)])
        paint(sky, hills.mask(), mix(oklch(0.62, 0.08, hue), tone.night, 0.42 + 0.2 * layer))
    scene = roof(chance, sky, tone, shore)
    image = Image.new("RGB", size)
    image.paste(scene, (0, 0))
    mirror = scene.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((width, round(shore * 0.9)))
    soft = (
        mirror.resize((width // 3, mirror.height // 16))
        .filter(ImageFilter.GaussianBlur(1.5))
        .resize(mirror.size, Image.Resampling.BICUBIC)
    )
    image.paste(Image.blend(soft, Image.new("RGB", soft.size, tone.ice), 0.16), (0, shore))
    cracks = Sheet(size, 2)
    camera = Camera(size, eye=(0, 0, 6), target=(40, 0, 6 - 40 * 0.18), view=62)
    for _ in range(70):
        x, y, angle = chance.uniform(8, 130), chance.gauss(0, 45), chance.uniform(-1.4, 1.4)
        track = [(x, y)]
        for _ in range(7):
            angle += chance.uniform(-0.5, 0.5)
            track.append((track[-1][0] + math.cos(angle) * 3, track[-1][1] + math.sin(angle) * 5))
        for points, zooms in camera.line(track):
            offset = shore - camera.see(9999, 0, 0)[1]
            cracks.ribbon(
                [(px, max(shore + 1.0, py + offset)) for px, py in points],
                [0.05 * zoom for zoom in zooms],
                chance.randint(50, 170),
            )
    image = shine(image, cracks.mask(), tone.bright, 0.5)
    edge = Sheet(size, 2)
    edge.line([(0, shore), (width, shore)], height * 0.002)
    image = shine(image, blurred(edge.mask(), height * 0.004), tone.bright, 0.5)
    return grain(image, chance.getrandbits(32), 0.035)


def roof(chance: random.Random, sky: Image.Image, tone: Light, shore: int) -> Image.Image:
    """The arena: a hull of ribs over a lit row of windows."""
    width = sky.width
    left, right = width * chance.uniform(0.04, 0.12), width * chance.uniform(0.66, 0.76)
    top, eaves = shore * chance.uniform(0.40, 0.48), shore * 0.945
    lean = chance.uniform(0.42, 0.5)

    def hull(t: float, scale: float = 1.0) -> Point:
        peak = 1 - abs((t - lean) / (lean if t < lean else 1 - lean)) ** 2.3
        return left + (right - left) * t, eaves - (eaves - top) * scale * max(0.0, peak) ** 0.72

    body = Sheet(sky.size, 2)
    body.area([(left, eaves), *curve(hull, 120), (right, eaves)])
    mask = body.mask()
    skin = linear(sky.size, [(0, mix(tone.night, tone.deep, 0.35)), (0.8, tone.night), (1, tone.night)], 100)
    sky.paste(skin, mask=mask)
    ribs = Sheet(sky.size, 2)
    for n in range(1, 30):
        share = n / 30
        foot = left + (right - left) * share
        crest = hull(lean + (share - lean) * 0.55)
        ribs.line(
            [
                (
                    foot + (crest[0] - foot) * t**1.6,
                    eaves + (hull(lean + (share - lean) * (1 - 0.45 * t))[1] - eaves) * t,
                )
                for t in (0, 0.2, 0.4, 0.6, 0.8, 1)
            ],
            width * 0.0007,
            120,
        )
    for scale in (0.25, 0.5, 0.75):
        ribs.line([hull(n / 120, scale) for n in range(121)], width * 0.0007, 120)
    sky = shine(sky, ImageChops.multiply(ribs.mask(), mask), tone.ice, 0.28)
    rim = Sheet(sky.size, 2)
    rim.ribbon(curve(hull, 120, 0.02, 0.99), [width * 0.0028 * (k / 120) ** 1.2 for k in range(121)])
    sky = glow(sky, rim.mask(), tone.warm, width * 0.004, 0.7)
    base = Sheet(sky.size, 2)
    base.area([(left - 20, eaves), (right + 20, eaves), (right + 20, shore), (left - 20, shore)])
    paint(sky, base.mask(), tone.night)
    windows = Sheet(sky.size, 2)
    for n in range(58):
        x = left + (right - left) * (n + 0.2) / 58
        windows.area(
            [(x, eaves + 6), (x + width * 0.0066, eaves + 6), (x + width * 0.0066, shore - 10), (x, shore - 10)],
            chance.randint(120, 255),
        )
    return glow(sky, windows.mask(), tone.warm, width * 0.006, 0.85)
