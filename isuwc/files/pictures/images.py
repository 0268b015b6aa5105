"""Decodes uploaded pictures, turns them upright, converts them to sRGB, strips metadata, and encodes them again.

No uploaded file is ever served as it is. The functions here run in a reader process (`isuwc.files.confined`); the site
calls `isuwc.files.pictures.uploaded`.
"""

import hashlib
import io
import math
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from PIL import Image, ImageCms, ImageOps

from isuwc.files.confined import Found, RefusedError
from isuwc.files.pictures.colour_spaces import Hdr
from isuwc.files.pictures.declared_colours import declared
from isuwc.files.pictures.iptc import PhotoMetadata, read_metadata
from isuwc.files.pictures.likeness import likeness
from isuwc.files.pictures.renditions import MASTER_SIDE, Kind, Picture, encode, master, remade, renditions

MAX_BYTES = 40 * 1024 * 1024
MAX_PIXELS = 80_000_000  # of a JPEG; the largest press cameras give 61 million
MAX_PIXELS_OTHERWISE = (
    40_000_000  # of other formats, which can't be decoded at a reduced size and need over a gigabyte with transparency
)
MAX_PIXELS_HEIC = 50_000_000  # phones give up to 48 million
LIMITS = {"JPEG": MAX_PIXELS, "MPO": MAX_PIXELS, "HEIF": MAX_PIXELS_HEIC}
LOOK_SIDE = 256  # pixels that are enough to recognise a picture
FORMATS = ("JPEG", "PNG", "WEBP")  # besides AVIF and HEIC
KINDS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "HEIF": "heic"}  # as files end
DAMAGED = "The picture is damaged or was not uploaded whole. Open it, export it again and upload that."
RECIPE = b"2"  # change it whenever encoding changes, so that new files get new names


class UnusablePictureError(RefusedError):
    """The file can't be used; the message tells a journalist why."""


def open_picture(data: bytes) -> Picture:
    """Decode an upload. Raises UnusablePictureError, and nothing else, for bytes that can't be used."""
    if not data:
        raise UnusablePictureError("The file is empty.")
    check_size(len(data))
    try:
        image = _opened(data)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):  # the warning, where warnings are errors
        raise UnusablePictureError(_too_large(MAX_PIXELS_OTHERWISE)) from None
    except MemoryError:
        raise
    except Exception as error:  # damaged files make decoders raise all kinds of exceptions
        raise UnusablePictureError(_unknown_kind(data)) from error
    with image:
        limit = LIMITS.get(image.format or "", MAX_PIXELS_OTHERWISE)
        if image.width * image.height > limit:
            raise UnusablePictureError(_too_large(limit, image.size))
        try:
            if image.format == "PNG":
                # Its EXIF is asked after all pixels are: where these are damaged, Pillow would say so there, and a
                # second time give black ones without a word
                image.load()
            metadata = read_metadata(image)
            pixels = _decode(image, declared(image, data))
        except (MemoryError, UnusablePictureError):
            raise
        except Exception as error:  # as above: a truncated or damaged file
            raise UnusablePictureError(DAMAGED) from error
    return Picture(pixels, digest_of(data), metadata, KINDS.get(image.format or "", "jpg"))


def digest_of(data: bytes) -> str:
    """The digest of an upload, with which the names of all its files begin."""
    return hashlib.sha256(RECIPE + data).hexdigest()[:20]


def _opened(data: bytes) -> Image.Image:
    if data[4:8] == b"ftyp":
        _know_heic()
        return Image.open(io.BytesIO(data), formats=("AVIF", "HEIF"))
    return Image.open(io.BytesIO(data), formats=FORMATS)


@cache
def _know_heic() -> None:
    """Pillow takes HEIC from now on: of what a file holds, the picture alone. Threads would each reserve memory."""
    import pi_heif  # noqa: PLC0415 - it takes 50 ms, and few files are HEIC

    pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)


def check_size(size: int) -> None:
    """Raises UnusablePictureError for a file of more bytes than a picture may have."""
    if size > MAX_BYTES:
        raise UnusablePictureError(
            f"The file has {math.ceil(size / 1024**2)} MB; the limit is {MAX_BYTES // 1024**2} MB. "
            "Export it again with a lower JPEG quality."
        )


def prepare(data: bytes, with_renditions: bool) -> Found:
    """What a reader returns for a picture: facts, the master, and the renditions if requested."""
    picture = open_picture(data)
    return _facts(picture), _files(picture, with_renditions)


def prepare_lossless(data: bytes, sizes: list[list[int]]) -> Found:
    """What a reader returns for a picture that must have one of these sizes: one PNG, or no file for another size."""
    picture = open_picture(data)
    fits = [picture.width, picture.height] in sizes
    name = f"{picture.digest}.png"
    files = [([name, *picture.image.size], encode(picture.image, "PNG", {"optimize": True}))] if fits else []
    return _facts(picture), files


def remake(data: bytes, digest: str, wanted: Iterable[tuple[int, Kind]], packet: str) -> Found:
    """What a reader returns for a master from which renditions are made anew, each with width and kind.

    `packet` is the XMP of AVIF files."""
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
            picture = Picture(image.convert("RGB"), digest, PhotoMetadata())
    except MemoryError:
        raise
    except Exception as error:  # as above: a truncated or damaged file
        raise UnusablePictureError(DAMAGED) from error
    asked = [(width, kind) for width, kind in wanted]
    return None, (([width, kind], file) for width, kind, file in remade(picture, asked, packet.encode()))


def _facts(picture: Picture) -> dict[str, object]:
    facts = {"digest": picture.digest, "width": picture.width, "height": picture.height, "kind": picture.kind}
    return {**facts, "metadata": picture.metadata.as_json(), "likeness": likeness(picture.image)}


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
    """What a reader returns for the metadata of a file."""
    return glance(data).as_json(), ()


def glance(data: bytes) -> PhotoMetadata:
    """The metadata of a file, without decoding its pixels; empty for bytes that are not a picture."""
    try:
        with _opened(data) as image:
            return read_metadata(image)
    except Exception:  # damaged files make decoders raise all kinds of exceptions
        return PhotoMetadata()


def look(data: bytes) -> Found:
    """What a reader returns for the likeness of a file, decoded as small as its format allows."""
    try:
        with _opened(data) as image:
            if image.width * image.height > LIMITS.get(image.format or "", MAX_PIXELS_OTHERWISE):
                return None, ()
            image.draft("L", (LOOK_SIDE, LOOK_SIDE))
            image.thumbnail((LOOK_SIDE, LOOK_SIDE), Image.Resampling.BOX, reducing_gap=None)
            return likeness(ImageOps.exif_transpose(image)), ()
    except MemoryError:
        raise
    except Exception:  # what can't be decoded is refused when it is added
        return None, ()


def _too_large(limit: int, size: tuple[int, int] | None = None) -> str:
    given = f"{size[0]} × {size[1]} pixels" if size else "far too many pixels"
    return f"The picture has {given}; the limit is {limit // 1_000_000} million. Export it smaller."


def _unknown_kind(data: bytes) -> str:
    start = data[:512].lstrip().lower()
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (data[:4], data[8:12]) == (b"RIFF", b"WEBP"):
        return DAMAGED
    if start.startswith((b"<!doctype html", b"<html")):
        return "This is a web page, and no picture. Save the picture that it shows, and upload that."
    if start.startswith((b"<svg", b"<?xml", b"<!doctype")):
        return "SVG drawings are not accepted, because they can carry programs. Export it as PNG."
    if start.startswith((b"ii*\x00", b"mm\x00*")):
        return "This is a TIFF or camera raw file. Export it as JPEG."
    return "This is not a picture that the site can read. It takes JPEG, PNG, WebP, AVIF and HEIC."


def _decode(image: Image.Image, profile: bytes | Hdr | None) -> Image.Image:
    """Upright RGB pixels in sRGB, on white where the picture is transparent."""
    if isinstance(profile, Hdr):
        raise UnusablePictureError(
            f"This picture is in HDR ({profile.name}), which the site can't show in its true brightness. "
            "Export it in SDR, as JPEG."
        )
    # JPEG decodes to a half or a quarter at a fraction of the time and memory.
    image.draft(None, (MASTER_SIDE, MASTER_SIDE))
    image.load()
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
            if source.profile.xcolor_space == "RGB ":
                image = image.convert("RGB") if image.mode == "L" else image
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
