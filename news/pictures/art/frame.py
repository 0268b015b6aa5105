"""The frame of a banner: its size, where its QR code is, and the room that this leaves for words."""

from typing import Literal

from PIL import Image, ImageDraw

from news.pictures.art.drawing import Colour, blurred, shade
from news.pictures.art.qr import Symbol
from news.pictures.art.qr import draw as draw_code

SIZE = (1280, 200)
SCALES = (1, 2)
ART_SIZES = [(SIZE[0] * scale, SIZE[1] * scale) for scale in SCALES]
PHONE_SIZE = (960, 360)
SMALLEST_MODULE = 3  # pixels at scale 1; finer codes don't survive compression

Placement = Literal["right", "left"]  # of the QR code
Box = tuple[int, int, int, int]  # left, top, right and bottom in pixels


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


def column(code: Symbol, scale: int, placement: Placement) -> tuple[int, int]:
    """Left and right end of the room for words, in pixels at that scale."""
    margin = 34 * scale
    left, _, right, _ = code_box(code, scale, placement)
    return (margin, left - margin) if placement == "right" else (right + margin, SIZE[0] * scale - margin)
