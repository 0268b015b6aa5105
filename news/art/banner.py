"""Banners: an event's name, place and dates over art, with a QR code that leads to its dedicated page.

A banner has exactly 1280 × 200 pixels, or twice that for fine screens. `draw` makes one from the event's data, over a
photograph or over art of its own; `complete` sets a QR code into art that was uploaded at that size. On a phone, which
can't scan itself, the page writes the words over `phone_art`.
"""

import hashlib
import io
from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageDraw, ImageStat

from isuwc.files.pictures.renditions import crop
from news.art.drawing import WHITE, Colour, blurred, contrast, mix, scaled, shade
from news.art.lettering import Line, fitted
from news.art.motif import Palette, bend_of_light, colours
from news.art.qr import Symbol, symbol
from news.art.qr import draw as draw_code

SIZE = (1280, 200)
SCALES = (1, 2)
ART_SIZES = [(SIZE[0] * scale, SIZE[1] * scale) for scale in SCALES]
PHONE_SIZE = (960, 360)
CONTRAST = 4.5  # WCAG 2.2 AA for text of any size
SMALLEST_MODULE = 3  # pixels at scale 1; finer codes don't survive compression
RECIPE = "1"  # raise it when the drawing changes, so that new files get new names

Placement = Literal["right", "left"]  # of the QR code
Kind = Literal["png", "webp"]
Box = tuple[int, int, int, int]  # left, top, right and bottom in pixels


@dataclass(frozen=True)
class BannerText:
    """What a banner says."""

    mark: str  # the large figure: the event's number
    title: str  # World Cup 3, or World Cup Final
    city: str
    country: str
    dates: str  # 5–7 December 2025
    series: str
    hashtag: str = ""  # without the #


class UnusableArtError(ValueError):
    """The uploaded banner can't be used; the message says why."""


# Drawing


def draw(
    text: BannerText,
    address: str,
    scale: int = 1,
    art: Image.Image | None = None,
    focus: tuple[float, float] = (0.5, 0.5),
    placement: Placement = "right",
) -> Image.Image:
    """The banner at SIZE times `scale`, over `art` if given and else over art of the event's own.

    `focus` is the point of the art, in shares of its width and height, around which it is cropped; `placement` is the
    side of the QR code. Raises ValueError where the address is too long for a readable code.
    """
    code = symbol(address)
    image = ground(text, scale, art, focus, placement, code)
    palette = palette_of(text)
    for line, colour in zip(layout(text, code, scale, placement), text_colours(palette), strict=True):
        line.draw(image, colour)
    return set_code(image, code, scale, placement, palette.ink, palette.paper)


def complete(art: Image.Image, address: str, scale: int = 1, placement: Placement = "right") -> Image.Image:
    """Uploaded art at SIZE times `scale`, with the QR code set into it.

    Raises UnusableArtError for art of another size, and ValueError where the address is too long for a readable code.
    """
    check_art(*art.size)
    width, height = SIZE[0] * scale, SIZE[1] * scale
    image = art.convert("RGB")
    if image.size != (width, height):
        image = image.resize((width, height), Image.Resampling.LANCZOS)
    return set_code(image, symbol(address), scale, placement, (0, 0, 0), WHITE)


def phone_art(text: BannerText, art: Image.Image | None = None, focus: tuple[float, float] = (0.5, 0.5)) -> Image.Image:
    """PHONE_SIZE pixels without words and code; white words are readable on its left seven tenths.

    `art` and `focus` as in `draw`.
    """
    palette = palette_of(text)
    # Of a wider picture the middle, whose bend stands beside the words, not behind them.
    image = crop(
        art.convert("RGB") if art else bend_of_light(palette, seed_of(text), (1360, PHONE_SIZE[1])), PHONE_SIZE, focus
    )
    words = (0, 0, PHONE_SIZE[0] * 7 // 10, PHONE_SIZE[1])
    return veiled(image, [words], WHITE, palette.night)


def check_art(width: int, height: int) -> None:
    """Raises UnusableArtError unless art of that size has that of a banner, plain or double."""
    if (width, height) not in ART_SIZES:
        raise UnusableArtError(
            f"The banner has {width} × {height} pixels; it must have exactly 1280 × 200, or 2560 × 400."
        )


def encode(image: Image.Image, kind: Kind) -> bytes:
    """The file: PNG without loss, or WebP at quality 88 for pages."""
    buffer = io.BytesIO()
    if kind == "png":
        image.save(buffer, "PNG", optimize=True)
    else:
        image.save(buffer, "WEBP", quality=88, method=5)
    return buffer.getvalue()


def fingerprint(*inputs: object) -> str:
    """16 hexadecimal digits for everything that a banner is drawn from: they change when any of it does."""
    text = "\x1f".join([RECIPE, *(str(part) for part in inputs)])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


# The code


def module_size(code: Symbol) -> int:
    """Whole pixels of a module at scale 1: the largest with which the code and its quiet zone fit into the banner.

    Raises ValueError where that is less than SMALLEST_MODULE.
    """
    size = (SIZE[1] - 2 * 6) // code.full_size
    if size < SMALLEST_MODULE:
        raise ValueError("The address is too long for a QR code that can be read from a banner.")
    return size


def code_box(code: Symbol, scale: int, placement: Placement) -> Box:
    """Where the code and its quiet zone stand, in pixels at that scale."""
    side = module_size(code) * code.full_size * scale
    top = (SIZE[1] * scale - side) // 2
    left = SIZE[0] * scale - top - side if placement == "right" else top
    return left, top, left + side, top + side


def set_code(
    image: Image.Image, code: Symbol, scale: int, placement: Placement, dark: Colour, light: Colour
) -> Image.Image:
    """The image with the code on its card, in those two colours.

    One corner of the card is rounded like a bend of the track, which cuts off no more than the quiet zone's tip.
    """
    module = module_size(code) * scale
    card = draw_code(code, module, dark, light)
    corner = Image.new("L", (card.width * 3, card.height * 3))
    ImageDraw.Draw(corner).rounded_rectangle(
        (0, 0, card.width * 3 - 1, card.height * 3 - 1),
        radius=round(module * 3 * 3.2),
        fill=255,
        corners=(False, True, False, False),
    )
    left, top, _, _ = code_box(code, scale, placement)
    mask = Image.new("L", image.size)
    mask.paste(corner.reduce(3), (left, top))
    image = shade(image, blurred(mask, 4 * scale), 0.3)
    image.paste(card, (left, top), mask.crop(code_box(code, scale, placement)))
    return image


# The words


def palette_of(text: BannerText) -> Palette:
    """The event's colours, which depend on its number and city alone."""
    return colours(text.mark, text.city)


def seed_of(text: BannerText) -> str:
    """What the event's own art is drawn from: the same event always has the same art."""
    return f"{text.mark} {text.city} {text.dates}"


def text_colours(palette: Palette) -> tuple[Colour, Colour, Colour, Colour]:
    """The colours of the mark, the series, the city and the dates."""
    return palette.accent, mix(palette.ice, WHITE, 0.45), WHITE, palette.bright


def column(code: Symbol, scale: int, placement: Placement) -> tuple[int, int]:
    """Left and right end of the room for words, in pixels at that scale."""
    margin = 34 * scale
    left, _, right, _ = code_box(code, scale, placement)
    return (margin, left - margin) if placement == "right" else (right + margin, SIZE[0] * scale - margin)


def layout(text: BannerText, code: Symbol, scale: int = 1, placement: Placement = "right") -> list[Line]:
    """Four lines of text, set to fit: mark; series and hashtag; city; title, dates and country."""
    left, right = column(code, scale, placement)
    mark = fitted(
        text.mark,
        220 * scale,
        left=left,
        baseline=157 * scale,
        size=172 * scale,
        smallest=40 * scale,
        weight=800,
        width=62,
    )
    start = mark.box[2] + 26 * scale if text.mark else left
    room = right - start
    hashtag = f"#{text.hashtag}" if text.hashtag else ""
    series = " · ".join(part for part in (text.series.upper(), hashtag) if part)
    details = "  ·  ".join(part for part in (text.title, text.dates, text.country) if part)
    return [
        mark,
        fitted(
            series,
            room,
            left=start,
            baseline=47 * scale,
            size=16 * scale,
            smallest=12 * scale,
            weight=640,
            width=100,
            spacing=scale,
        ),
        fitted(
            text.city,
            room,
            left=start - 2 * scale,
            baseline=116 * scale,
            size=76 * scale,
            smallest=30 * scale,
            weight=780,
            width=84,
        ),
        fitted(
            details, room, left=start, baseline=157 * scale, size=25 * scale, smallest=14 * scale, weight=560, width=92
        ),
    ]


# The ground


def ground(
    text: BannerText,
    scale: int = 1,
    art: Image.Image | None = None,
    focus: tuple[float, float] = (0.5, 0.5),
    placement: Placement = "right",
    code: Symbol | None = None,
) -> Image.Image:
    """The banner without words and code: art, darkened behind the words until each has a contrast of CONTRAST.

    Without a `code` there is as much room for words as beside the smallest one.
    """
    size = (SIZE[0] * scale, SIZE[1] * scale)
    palette = palette_of(text)
    image = bend_of_light(palette, seed_of(text), size) if art is None else crop(art.convert("RGB"), size, focus)
    boxes = [line.box for line in layout(text, code or symbol("x"), scale, placement) if line.text]
    weakest = min(text_colours(palette), key=lambda colour: contrast(colour, (0, 0, 0)))
    return veiled(image, boxes, weakest, palette.night)


def veiled(image: Image.Image, boxes: list[Box], words: Colour, night: Colour) -> Image.Image:
    """The image with `night` laid behind the words, as thick as CONTRAST needs on the brightest spot of their boxes.

    `words` is the colour of the words, `boxes` are in pixels. Without boxes the image stays as it is.
    """
    if not boxes:
        return image
    height = image.height
    margin = 2 * height  # so that the veil is soft only where the words end
    solid = Image.new("L", (image.width + 2 * margin, height))
    solid.paste(255, (0, 0, margin + max(box[2] for box in boxes) + height // 5, height))
    veil = blurred(solid, height * 0.42).crop((margin, 0, margin + image.width, height))
    dark = Image.new("RGB", image.size, night)
    for strength in range(31):
        # Above 1 the veil's soft edge moves outwards and its middle is opaque.
        covered = Image.composite(dark, image, scaled(veil, strength / 20))
        if all(contrast(words, brightest(covered.crop(box))) >= CONTRAST for box in boxes):
            return covered
    return dark


def brightest(image: Image.Image) -> Colour:
    """A colour at least as bright as any of the image: the highest level of each channel, wherever that is."""
    red, green, blue = (round(high) for _, high in ImageStat.Stat(image).extrema)
    return red, green, blue
