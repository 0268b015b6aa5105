"""The files that are made from a picture: a master for later crops, and renditions in the sizes that pages need.

Their names contain a digest of the upload, so that a name always means the same picture and can be cached for ever.
Those of renditions contain the stamp of the credit in their metadata as well (`credited`), since another credit makes
another file.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageFile

from isuwc.files.pictures.iptc import PhotoMetadata

MASTER_SIDE = 4096  # pixels of the longer side that is kept for later crops
WIDTHS = (320, 480, 768, 960, 1200, 1600, 2560)  # 768 and 1200: a phone’s width at 2 and 3 pixels each

Kind = Literal["jpg", "webp", "avif"]
# Chosen by eye and clock on photographs of ice, which show banding and blocks sooner than most. WebP and AVIF of the
# same picture are equally near to it (38 to 43 dB at 1600 pixels); AVIF takes twenty times as long.
ENCODERS: dict[Kind, tuple[str, dict[str, object]]] = {
    "jpg": ("JPEG", {"quality": 82, "progressive": True, "optimize": True}),
    "webp": ("WEBP", {"quality": 80, "method": 4}),
    "avif": ("AVIF", {"quality": 62, "speed": 6, "max_threads": 1}),
}


@dataclass(frozen=True)
class Picture:
    """A decoded upload: upright sRGB pixels, no side longer than MASTER_SIDE, and the metadata of the file."""

    image: Image.Image
    digest: str
    metadata: PhotoMetadata
    kind: str = "jpg"  # of the file as it came: how its name ends

    @property
    def width(self) -> int:
        return self.image.width

    @property
    def height(self) -> int:
        return self.image.height


@dataclass(frozen=True)
class Rendition:
    """One encoded file of a picture."""

    name: str
    width: int
    height: int
    data: bytes


def master(picture: Picture) -> Rendition:
    """The file from which later renditions are made."""
    data = encode(picture.image, "JPEG", {"quality": 92, "subsampling": 0, "optimize": True})
    return Rendition(f"{picture.digest}.jpg", picture.width, picture.height, data)


def renditions(
    picture: Picture, widths: Iterable[int] = WIDTHS, kinds: Iterable[Kind] = ("webp", "jpg")
) -> Iterator[Rendition]:
    """The files for a `srcset`, widest first, never wider than the picture."""
    kinds = tuple(kinds)
    for image in _scaled(picture, usable_widths(picture.width, widths)):
        for kind in kinds:
            encoder, options = ENCODERS[kind]
            name = rendition_name(picture.digest, image.width, kind)
            yield Rendition(name, image.width, image.height, encode(image, encoder, options))


def _scaled(picture: Picture, widths: Iterable[int]) -> Iterator[Image.Image]:
    """The picture in each width, widest first."""
    image = picture.image
    for width in sorted(widths, reverse=True):
        height = max(1, round(picture.height * width / picture.width))
        # Each from the previous one: as sharp as from the full picture, and several times faster
        image = image.resize((width, height), Image.Resampling.LANCZOS) if image.width != width else image
        yield image


def remade(
    picture: Picture, wanted: Iterable[tuple[int, Kind]], packet: bytes = b""
) -> Iterator[tuple[int, Kind, bytes]]:
    """Those of the picture's renditions, each by width and kind, scaled through all widths as `renditions` does.

    AVIF gets the XMP packet; the other kinds get their metadata afterwards."""
    asked = set(wanted)
    for image in _scaled(picture, {*usable_widths(picture.width), *(width for width, _ in asked)}):
        for kind, (encoder, options) in ENCODERS.items():
            if (image.width, kind) in asked:
                extra = {"xmp": packet} if packet and kind == "avif" else {}
                yield image.width, kind, encode(image, encoder, {**options, **extra})


def usable_widths(width: int, widths: Iterable[int] = WIDTHS) -> tuple[int, ...]:
    """The widths below the picture's own, and its own in place of the next: 900 gives 320, 480, 768, 900."""
    steps = sorted(set(widths))
    below = [step for step in steps if step < width]
    return (*below, width) if len(below) < len(steps) else tuple(below)


def rendition_name(digest: str, width: int, kind: Kind, stamp: str = "") -> str:
    """`stamp` is that of the credit in its metadata; empty for a file without any, as there were before they had it."""
    return f"{digest}-{stamp}-{width}.{kind}" if stamp else f"{digest}-{width}.{kind}"


def crop(image: Image.Image, size: tuple[int, int], focus: tuple[float, float] = (0.5, 0.5)) -> Image.Image:
    """Fill `size` with as much of the image as fits, keeping its focal point (fractions from the top left) in view."""
    width, height = size
    scale = max(width / image.width, height / image.height)
    box_width, box_height = min(image.width, width / scale), min(image.height, height / scale)
    left = min(max(focus[0] * image.width - box_width / 2, 0), image.width - box_width)
    top = min(max(focus[1] * image.height - box_height / 2, 0), image.height - box_height)
    box = (left, top, left + box_width, top + box_height)
    return image.resize(size, Image.Resampling.LANCZOS, box=box)


def encode(image: Image.Image, encoder: str, options: dict[str, object]) -> bytes:
    if encoder == "JPEG":
        # libjpeg writes an optimised or progressive picture in one piece. Pillow guesses a byte a pixel for it, which
        # a finely structured picture exceeds; it takes its guess or this, whichever is more.
        ImageFile.MAXBLOCK = max(ImageFile.MAXBLOCK, 4 * image.width * image.height)
    buffer = io.BytesIO()
    image.save(buffer, encoder, **options)
    return buffer.getvalue()
