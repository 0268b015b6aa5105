"""Drawing with Pillow alone: colours, gradients, smooth lines and light.

Masks are greyscale images; lines are drawn on a sheet OVERSAMPLE times as large and reduced, which gives the smooth
edges that Pillow's own drawing lacks. Everything is a pure function of its arguments, chance included: the same seed
draws the same picture on every machine.

skia-python and pycairo draw smooth lines by themselves, and would be a second native library of graphics for these two
hundred lines; aggdraw draws lines, and neither gradients nor light.
"""

import math
import random
from collections.abc import Callable, Iterable, Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Colour = tuple[int, int, int]  # red, green and blue, 0 to 255
Size = tuple[int, int]  # width and height in pixels
Point = tuple[float, float]
Stop = tuple[float, Colour]  # a place in a gradient, 0 to 1, and its colour there

OVERSAMPLE = 3
WHITE = (255, 255, 255)


# Colour


def oklch(lightness: float, chroma: float, hue: float) -> Colour:
    """The sRGB colour of an OKLCH one (lightness 0–1, hue in degrees), in which even steps look even.

    The matrices are those of Björn Ottosson's OKLab; a colour that sRGB can't show is clipped in each channel.
    """
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    red, green, blue = (_encode_channel(channel) for channel in linear)
    return red, green, blue


def _encode_channel(linear: float) -> int:
    linear = min(max(linear, 0.0), 1.0)
    encoded = 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    return round(encoded * 255)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """A blend of two colours: the first at a `share` of 0, the second at 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def luminance(colour: Sequence[int]) -> float:
    """Relative luminance as WCAG 2 defines it, 0 for black and 1 for white."""
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (level / 255 for level in colour[:3])
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: Sequence[int], second: Sequence[int]) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


# Fields of colour


def ramp_colours(levels: Image.Image, stops: Sequence[Stop]) -> Image.Image:
    """A greyscale image in colours. Stops are at 0 (level 0) to 1 (level 255), in rising order."""
    table = [_at_stop(stops, level / 255) for level in range(256)]
    channels = [levels.point([colour[n] for colour in table]) for n in range(3)]
    return Image.merge("RGB", channels)


def _at_stop(stops: Sequence[Stop], position: float) -> Colour:
    before = stops[0]
    for stop in stops:
        if position <= stop[0]:
            span = stop[0] - before[0]
            return mix(before[1], stop[1], (position - before[0]) / span) if span else stop[1]
        before = stop
    return before[1]


def linear(size: Size, stops: Sequence[Stop], angle: float = 90.0) -> Image.Image:
    """A gradient running towards `angle` degrees: 0 to the right, 90 downwards."""
    return ramp_colours(linear_levels(size, angle), stops)


def linear_levels(size: Size, angle: float = 90.0) -> Image.Image:
    """A greyscale gradient towards `angle` (as in `linear`), 0 where it starts and 255 where it ends."""
    width, height = size
    dx, dy = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    length = abs(width * dx) + abs(height * dy)
    # Affine: for each pixel, where in Pillow's 256 × 256 gradient (0 at the top) its level stands.
    rise_x, rise_y = 256 * dx / length, 256 * dy / length
    start = 128 - rise_x * width / 2 - rise_y * height / 2
    data = (0, 0, 128, rise_x, rise_y, start)
    return _transform(Image.linear_gradient("L"), size, data, edge=255)


def radial_levels(size: Size, centre: Point, radii: Point) -> Image.Image:
    """255 in the centre, falling softly to 0 on an ellipse. Centre and radii are in shares of width and height."""
    width, height = size
    scale_x, scale_y = 128 / (radii[0] * width), 128 / (radii[1] * height)
    data = (scale_x, 0, 128 - centre[0] * width * scale_x, 0, scale_y, 128 - centre[1] * height * scale_y)
    # Pillow's gradient has the square root of twice the squares: 181 where this ellipse ends.
    shares = [max(0.0, 1 - level / 181) for level in range(256)]
    falloff = [round(255 * share * share * (3 - 2 * share)) for share in shares]
    return _transform(Image.radial_gradient("L"), size, data, edge=255).point(falloff)


def _transform(source: Image.Image, size: Size, data: Sequence[float], edge: int) -> Image.Image:
    return source.transform(size, Image.Transform.AFFINE, data, Image.Resampling.BILINEAR, fillcolor=edge)


# Light


def paint(image: Image.Image, mask: Image.Image, colour: Colour, strength: float = 1.0) -> None:
    """Cover the image itself with the colour: wholly where the mask is 255 and `strength` 1, else in proportion."""
    image.paste(colour, mask=mask if strength == 1.0 else scaled(mask, strength))


def shine(image: Image.Image, mask: Image.Image, colour: Colour, strength: float = 1.0) -> Image.Image:
    """The image with light of that colour where the mask is bright; two lights make a brighter one."""
    channels = [scaled(mask, strength * level / 255) for level in colour]
    return ImageChops.screen(image, Image.merge("RGB", channels))


def shade(image: Image.Image, mask: Image.Image, strength: float) -> Image.Image:
    """The image, darker where the mask is bright: black where the mask is 255 and `strength` 1."""
    veil = ImageChops.invert(scaled(mask, strength))
    return ImageChops.multiply(image, Image.merge("RGB", [veil] * 3))


def scaled(mask: Image.Image, share: float) -> Image.Image:
    """The mask with each level times `share`, at most 255."""
    return mask.point([min(255, round(level * share)) for level in range(256)])


def blurred(mask: Image.Image, radius: float) -> Image.Image:
    """A Gaussian blur of `radius` pixels; a wide one is made on a smaller copy, at a fraction of the cost."""
    step = max(1, int(radius / 6))
    if step == 1:
        return mask.filter(ImageFilter.GaussianBlur(radius))
    small = mask.reduce(step).filter(ImageFilter.GaussianBlur(radius / step))
    return small.resize(mask.size, Image.Resampling.BICUBIC)


def grain(image: Image.Image, seed: int, amount: float = 0.03) -> Image.Image:
    """The image with fine film grain, which also hides the steps of a gradient. `amount` is its share of all levels."""
    side = 512
    chance = random.Random(seed)  # noqa: S311 - a picture's texture, not a secret
    tile = Image.frombytes("L", (side, side), chance.randbytes(side * side))
    tile = tile.point([128 + round((level - 127.5) * amount) for level in range(256)])
    sheet = Image.new("L", image.size)
    for top in range(0, image.height, side):
        for left in range(0, image.width, side):
            sheet.paste(tile, (left, top))
    return ImageChops.overlay(image, Image.merge("RGB", [sheet] * 3))


# Lines


class Canvas:
    """A mask to draw on with pixel coordinates of the final picture."""

    def __init__(self, size: Size, oversample: int = OVERSAMPLE) -> None:
        self.size, self.scale = size, oversample
        self._image = Image.new("L", (size[0] * oversample, size[1] * oversample))
        self._draw = ImageDraw.Draw(self._image)

    def line(self, points: Sequence[Point], width: float, level: int = 255) -> None:
        """A line of `width` pixels through the points, as bright as `level` (0–255)."""
        thick = max(1, round(width * self.scale))
        self._draw.line(self._scaled(points), fill=level, width=thick, joint="curve" if thick > 4 else None)

    def ribbon(self, points: Sequence[Point], widths: Sequence[float], level: int = 255) -> None:
        """A line that has at each point the width in pixels of that place in `widths`."""
        if len(points) < 2:
            return
        left, right = [], []
        for n, (x, y) in enumerate(points):
            before, after = points[max(0, n - 1)], points[min(len(points) - 1, n + 1)]
            dx, dy = after[0] - before[0], after[1] - before[1]
            length = math.hypot(dx, dy) or 1.0
            half = widths[n] / 2
            left.append((x - dy / length * half, y + dx / length * half))
            right.append((x + dy / length * half, y - dx / length * half))
        self.area(left + right[::-1], level)

    def area(self, points: Sequence[Point], level: int = 255) -> None:
        """A filled polygon; level 0 cuts it out of what is there."""
        self._draw.polygon(self._scaled(points), fill=level)

    def mask(self) -> Image.Image:
        """What was drawn, at the size of the final picture and with smooth edges."""
        return self._image.reduce(self.scale)

    def _scaled(self, points: Iterable[Point]) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]


def curve(at: Callable[[float], Point], steps: int = 120, start: float = 0.0, end: float = 1.0) -> list[Point]:
    """`steps` + 1 points of a parametric curve, at even steps of its parameter."""
    return [at(start + (end - start) * n / steps) for n in range(steps + 1)]
