"""Pictures from people: decoded with care, brought upright and into sRGB, stripped of metadata, encoded anew.

Nothing that was uploaded is ever served as it came. `open_picture` takes the bytes apart, `renditions` and `master`
make new files. Their names hold the digest of the upload, so that a name never means two pictures and a cache may
keep it for ever.

What comes from outside is decoded in a process of its own with limits: the site calls `isuwc.files.pictures.uploaded`.
"""

import hashlib
import io
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Literal

from PIL import Image, ImageCms, ImageFile, ImageOps

from isuwc.files.confined import Found, RefusedError
from isuwc.files.pictures.iptc import PhotoMetadata, read_metadata

MAX_BYTES = 40 * 1024 * 1024
MAX_PIXELS = 80_000_000  # of a JPEG; the largest press cameras give 61 million
MAX_PIXELS_OTHERWISE = 40_000_000  # of the rest, which decode whole and with transparency into a gigabyte and more
MASTER_SIDE = 4096  # pixels of the longer side that is kept for later crops
WIDTHS = (480, 960, 1600, 2400)
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
RECIPE = b"1"  # raise it when encoding changes, so that new files get new names

Kind = Literal["jpg", "webp", "avif"]
# Chosen by eye and clock on photographs of ice, which show banding and blocks sooner than most.
ENCODERS: dict[Kind, tuple[str, dict[str, object]]] = {
    "jpg": ("JPEG", {"quality": 82, "progressive": True, "optimize": True}),
    "webp": ("WEBP", {"quality": 80, "method": 4}),
    "avif": ("AVIF", {"quality": 62, "speed": 8}),
}


class UnusablePictureError(RefusedError):
    """The file can't be used; the message tells a journalist why."""


@dataclass(frozen=True)
class Picture:
    """An upload, taken apart: upright sRGB pixels (no larger than MASTER_SIDE) and what the file said."""

    image: Image.Image
    digest: str
    metadata: PhotoMetadata

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


def open_picture(data: bytes) -> Picture:
    """Decode an upload. Raises UnusablePictureError, and nothing else, for bytes that can't be used."""
    if not data:
        raise UnusablePictureError("The file is empty.")
    check_size(len(data))
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):  # the warning, where warnings are errors
        raise UnusablePictureError(_too_large(MAX_PIXELS_OTHERWISE)) from None
    except MemoryError:
        raise
    except Exception as error:  # decoders raise whatever bad bytes provoke
        raise UnusablePictureError(_unknown_kind(data)) from error
    with image:
        limit = MAX_PIXELS if image.format in {"JPEG", "MPO"} else MAX_PIXELS_OTHERWISE
        if image.width * image.height > limit:
            raise UnusablePictureError(_too_large(limit, image.size))
        try:
            metadata = read_metadata(image)
            pixels = _decode(image)
        except MemoryError:
            raise
        except Exception as error:  # as above: a truncated or damaged file
            raise UnusablePictureError(
                "The picture is damaged or was not uploaded whole. Open it, export it again and upload that."
            ) from error
    return Picture(pixels, hashlib.sha256(RECIPE + data).hexdigest()[:20], metadata)


def check_size(size: int) -> None:
    """Raises UnusablePictureError for a file of more bytes than a picture may have."""
    if size > MAX_BYTES:
        raise UnusablePictureError(
            f"The file has {math.ceil(size / 1024**2)} MB; the limit is {MAX_BYTES // 1024**2} MB. "
            "Export it again with a lower JPEG quality."
        )


def prepare(data: bytes, with_renditions: bool) -> Found:
    """What a reader of `isuwc.files.confined` answers for a picture: facts, master, and renditions where asked."""
    picture = open_picture(data)
    return _facts(picture), _files(picture, with_renditions)


def prepare_lossless(data: bytes, sizes: list[list[int]]) -> Found:
    """The same for a picture that must have one of these sizes: one PNG, or no file for one of another size."""
    picture = open_picture(data)
    fits = [picture.width, picture.height] in sizes
    name = f"{picture.digest}.png"
    files = [([name, *picture.image.size], _encode(picture.image, "PNG", {"optimize": True}))] if fits else []
    return _facts(picture), files


def _facts(picture: Picture) -> dict[str, object]:
    facts = {"digest": picture.digest, "width": picture.width, "height": picture.height}
    return {**facts, "metadata": picture.metadata.as_json()}


def _files(picture: Picture, with_renditions: bool) -> Iterator[tuple[list[str | int], bytes]]:
    try:
        for file in chain([master(picture)], renditions(picture) if with_renditions else []):
            yield [file.name, file.width, file.height], file.data
    except MemoryError:
        raise
    except Exception as error:  # encoders have limits of their own
        raise UnusablePictureError(
            "The picture can't be encoded for the web. Export it again, as JPEG, and upload that."
        ) from error


def metadata(data: bytes) -> Found:
    """What a reader answers for what a file says about itself."""
    return glance(data).as_json(), ()


def glance(data: bytes) -> PhotoMetadata:
    """What a file says about itself, its pixels left alone; nothing for bytes that are no picture."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            return read_metadata(image)
    except Exception:  # decoders raise whatever bad bytes provoke
        return PhotoMetadata()


def master(picture: Picture) -> Rendition:
    """The file that is kept for renditions still to come."""
    data = _encode(picture.image, "JPEG", {"quality": 92, "subsampling": 0, "optimize": True})
    return Rendition(f"{picture.digest}.jpg", picture.width, picture.height, data)


def renditions(
    picture: Picture, widths: Iterable[int] = WIDTHS, kinds: Iterable[Kind] = ("webp", "jpg")
) -> Iterator[Rendition]:
    """The files for a `srcset`, widest first, never wider than the picture."""
    kinds = tuple(kinds)
    image = picture.image
    for width in reversed(usable_widths(picture.width, widths)):
        height = max(1, round(picture.height * width / picture.width))
        # Each from the one before: as sharp as from the whole picture and several times faster.
        image = image.resize((width, height), Image.Resampling.LANCZOS) if image.width != width else image
        for kind in kinds:
            encoder, options = ENCODERS[kind]
            name = rendition_name(picture.digest, width, kind)
            yield Rendition(name, width, height, _encode(image, encoder, options))


def usable_widths(width: int, widths: Iterable[int] = WIDTHS) -> tuple[int, ...]:
    """The widths below the picture's own, and its own in place of the next: 1200 gives 480, 960, 1200."""
    steps = sorted(set(widths))
    below = [step for step in steps if step < width]
    return (*below, width) if len(below) < len(steps) else tuple(below)


def rendition_name(digest: str, width: int, kind: Kind) -> str:
    return f"{digest}-{width}.{kind}"


def crop(image: Image.Image, size: tuple[int, int], focus: tuple[float, float] = (0.5, 0.5)) -> Image.Image:
    """Fill `size` with as much of the image as fits, keeping its focal point (fractions from the top left) in view."""
    width, height = size
    scale = max(width / image.width, height / image.height)
    box_width, box_height = min(image.width, width / scale), min(image.height, height / scale)
    left = min(max(focus[0] * image.width - box_width / 2, 0), image.width - box_width)
    top = min(max(focus[1] * image.height - box_height / 2, 0), image.height - box_height)
    box = (left, top, left + box_width, top + box_height)
    return image.resize(size, Image.Resampling.LANCZOS, box=box)


def _too_large(limit: int, size: tuple[int, int] | None = None) -> str:
    given = f"{size[0]} × {size[1]} pixels" if size else "far too many pixels"
    return f"The picture has {given}; the limit is {limit // 1_000_000} million. Export it smaller."


def _unknown_kind(data: bytes) -> str:
    start = data[:512].lstrip().lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype")):
        return "SVG drawings are not accepted, because they can carry programs. Export it as PNG."
    if data[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"}:
        return "This is a HEIC picture, which browsers can't show. Export it as JPEG."
    if start.startswith((b"ii*\x00", b"mm\x00*")):
        return "This is a TIFF or camera raw file. Export it as JPEG."
    return "This is not a picture that the site can read. It takes JPEG, PNG, WebP and AVIF."


def _decode(image: Image.Image) -> Image.Image:
    """Upright RGB pixels in sRGB, on white where the picture is transparent."""
    # JPEG decodes to a half or a quarter at a fraction of the time and memory.
    image.draft(None, (MASTER_SIDE, MASTER_SIDE))
    image.load()
    profile = image.info.get("icc_profile")
    # In place, and smaller before it is turned: another copy of a large picture would cost 160 MB.
    image.thumbnail((MASTER_SIDE, MASTER_SIDE), Image.Resampling.LANCZOS)
    ImageOps.exif_transpose(image, in_place=True)
    if image.mode.startswith(("I", "F")):
        image = image.point(lambda value: value * (1 / 256)).convert("L")  # 16 bits a pixel
    if image.has_transparency_data:
        image = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        image = ground
    elif image.mode not in {"RGB", "L", "CMYK"}:
        image = image.convert("RGB")
    image = _to_srgb(image, profile)
    image.info.clear()
    return image


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(
                image,
                source,
                _srgb(),
                renderingIntent=ImageCms.Intent.PERCEPTUAL,
                outputMode="RGB",
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a damaged profile, or one for another kind of pixels: the plain colours are the best guess
        else:
            return converted or image.convert("RGB")
    return image.convert("RGB")


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _encode(image: Image.Image, encoder: str, options: dict[str, object]) -> bytes:
    if encoder == "JPEG":
        # libjpeg writes an optimised or progressive picture in one piece. Pillow guesses a byte a pixel for it, which
        # a finely structured picture exceeds; it takes its guess or this, whichever is more.
        ImageFile.MAXBLOCK = max(ImageFile.MAXBLOCK, 4 * image.width * image.height)
    buffer = io.BytesIO()
    image.save(buffer, encoder, **options)
    return buffer.getvalue()
