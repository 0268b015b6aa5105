"""Text in drawn pictures, in the site's own typeface.

The typeface is variable: a line that is too long gets narrower letters first, then smaller ones, and only then an end
of three dots. So no line ever leaves its box. Pillow sets a text in a given width and size; fitting it is ours.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

TYPEFACE = Path(__file__).resolve().parents[3] / "isuwc" / "site" / "static" / "isuwc" / "fonts" / "archivo.woff2"
WEIGHTS = (400, 800)
WIDTHS = (62, 100)  # per cent of the normal width
MARGIN = 1.25  # by which a size may be off that at which a text would fit if its length followed the size exactly


@lru_cache(maxsize=128)
def font(size: int, weight: int, width: int) -> ImageFont.FreeTypeFont:
    """The typeface at a size in pixels, a weight within WEIGHTS and a width within WIDTHS."""
    face = ImageFont.truetype(TYPEFACE, size)
    face.set_variation_by_axes([weight, width])
    return face


@dataclass(frozen=True)
class Line:
    """A line of text as it is set: where it begins and its baseline, in pixels, and `font`'s size, weight and width."""

    text: str
    left: int
    baseline: int
    size: int
    weight: int
    width: int
    spacing: int = 0  # pixels between letters

    @property
    def face(self) -> ImageFont.FreeTypeFont:
        """The typeface in which it is set."""
        return font(self.size, self.weight, self.width)

    @property
    def length(self) -> float:
        """Pixels from the start of the first letter to the end of the last."""
        if not self.spacing:
            return self.face.getlength(self.text)
        return sum(self.face.getlength(letter) + self.spacing for letter in self.text) - self.spacing

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of its ink, in pixels."""
        left, top, right, bottom = self.face.getbbox(self.text or " ", anchor="ls")
        end = left + self.length if self.spacing else right
        return (
            round(self.left + min(0, left)),
            round(self.baseline + top),
            round(self.left + end + 0.5),
            round(self.baseline + bottom),
        )

    def draw(self, image: Image.Image, colour: tuple[int, int, int]) -> None:
        """Draw it on the image itself."""
        pen = ImageDraw.Draw(image)
        if not self.spacing:
            pen.text((self.left, self.baseline), self.text, fill=colour, font=self.face, anchor="ls")
            return
        x = float(self.left)
        for letter in self.text:
            pen.text((x, self.baseline), letter, fill=colour, font=self.face, anchor="ls")
            x += self.face.getlength(letter) + self.spacing


@lru_cache(maxsize=64)  # a banner's ground and its words ask for the same lines
def fitted(
    text: str,
    room: int,
    *,
    left: int,
    baseline: int,
    size: int,
    smallest: int,
    weight: int,
    width: int,
    spacing: int = 0,
) -> Line:
    """The text within `room` pixels, in the size and width asked for if that fits.

    Else it is set in narrower letters, down to the narrowest, then smaller, down to `smallest`, then cut to end in “…”.
    """
    text = " ".join(text.split())
    line = Line(text, left, baseline, size, weight, width, spacing)
    for step in range(width, WIDTHS[0] - 1, -2):
        line = Line(text, left, baseline, size, weight, step, spacing)
        if line.box[2] - left <= room:
            return line
    # Opening the typeface at a size is what costs: those at which it would be far too long still are not tried
    near = int(size * MARGIN * room / max(1, line.box[2] - left))
    for step in range(max(smallest, min(size - 1, near)), smallest - 1, -1):
        line = Line(text, left, baseline, step, weight, WIDTHS[0], spacing)
        if line.box[2] - left <= room:
            return line
    while text and line.box[2] - left > room:
        text = text[:-1].rstrip()
        line = Line(f"{text}…", left, baseline, smallest, weight, WIDTHS[0], spacing)
    return line
