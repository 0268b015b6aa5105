"""Makes words readable on any picture: night is laid behind them, as thick as they need."""

from PIL import Image, ImageStat

from news.pictures.art.drawing import Colour, blurred, contrast, scaled
from news.pictures.art.frame import Box

CONTRAST = 4.5  # WCAG 2.2 AA for text of any size


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
