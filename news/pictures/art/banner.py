"""Banners: an event's name, place and dates over art, with a QR code that leads to its dedicated page.

A banner has exactly 1280 × 200 pixels, or twice that for fine screens. `draw` makes one from the event's data, over a
photograph or over art of its own; `complete` sets a QR code into art that was uploaded at that size. On a phone, which
can't scan itself, the page writes the words over `phone_art`.
"""

import hashlib
import io
from dataclasses import dataclass
from typing import Literal

from PIL import Image

from isuwc.files.pictures.renditions import crop
from news.pictures.art.drawing import WHITE, Colour, contrast, mix
from news.pictures.art.frame import ART_SIZES, PHONE_SIZE, SIZE, Placement, column, set_code
from news.pictures.art.lettering import Line, fitted
from news.pictures.art.motif import Palette, bend_of_light, colours
from news.pictures.art.qr import Symbol, symbol
from news.pictures.art.veil import veiled

RECIPE = "1"  # raise it when the drawing changes, so that new files get new names

Kind = Literal["png", "webp"]


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
