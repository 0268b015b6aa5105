"""Hostile and odd picture files, each with what becomes of it: a picture of that size, or the reason in words."""

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image, ImageCms

from isuwc.files.pictures.images import UnusablePictureError, prepare
from tests.factories.images import image, picture_file, xmp

UNKNOWN = "This is not a picture that the site can read."
DAMAGED = "The picture is damaged or was not uploaded whole."
SVG = "SVG drawings are not accepted"
LARGE = "The picture has "
WHOLE = (600, 400)
SCRIPT = b"<script>alert(1)</script>"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x:xmpmeta xmlns:x="adobe:ns:meta/">&b;</x:xmpmeta>'


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    """A PNG that says that it has this size, and holds hardly any pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(bytes(3 * 64)))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + pixels + chunk(b"IEND", b"")


def jpeg_of(width: int, height: int) -> bytes:
    """A JPEG whose head says that it has this size."""
    data = picture_file()
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]


def after_head(segment: bytes, kind: bytes = b"\xff\xfe") -> bytes:
    """A JPEG with a segment of its own: a comment, unless told otherwise."""
    data = picture_file()
    return data[:2] + kind + struct.pack(">H", len(segment) + 2) + segment + data[2:]


def spoilt(data: bytes, after: bytes) -> bytes:
    """With another byte just after a word."""
    at = data.index(after) + len(after)
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def moving(kind: str) -> bytes:
    frames = [image(color=color) for color in ("red", "green", "blue")]
    return picture_file(kind, frames[0], save_all=True, append_images=frames[1:])


def exif(orientation: int) -> bytes:
    found = Image.Exif()
    found[0x0112] = orientation
    return found.tobytes()


def lab_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def with_palette() -> Image.Image:
    picture = image(mode="P", color=3)
    picture.info["transparency"] = 3
    return picture


TABLE: dict[str, tuple[Callable[[], bytes], str | tuple[int, int]]] = {
    "nothing": (lambda: b"", "The file is empty."),
    "one byte": (lambda: b"\xff", UNKNOWN),
    "words": (lambda: b"A photograph of ice.", UNKNOWN),
    "NULs": (lambda: bytes(5000), UNKNOWN),
    "a web page that is called JPEG": (lambda: b"<!doctype html><html>" + SCRIPT, "This is a web page"),
    "an SVG": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>", SVG),
    "an SVG with a prolog": (lambda: b'\n<?xml version="1.0"?><svg/>', SVG),
    "a packed SVG": (lambda: b"\x1f\x8b\x08" + zlib.compress(b"<svg/>"), UNKNOWN),
    "a PDF": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", UNKNOWN),
    "a ZIP": (lambda: b"PK\x03\x04" + bytes(100), UNKNOWN),
    "a GIF that moves": (lambda: moving("GIF"), UNKNOWN),
    "a BMP": (lambda: picture_file("BMP"), UNKNOWN),
    "a TIFF": (lambda: picture_file("TIFF"), "This is a TIFF or camera raw file."),
    "a JPEG cut in half": (lambda: picture_file()[:1200], DAMAGED),
    "a JPEG without its end": (lambda: picture_file()[:-200], DAMAGED),
    "a JPEG's first bytes": (lambda: picture_file()[:20], DAMAGED),
    "a PNG cut in half": (lambda: picture_file("PNG")[:400], DAMAGED),
    "a PNG with a wrong byte in its pixels": (lambda: spoilt(picture_file("PNG"), b"IDAT"), DAMAGED),
    "a WebP cut in half": (lambda: picture_file("WEBP", quality=90)[:200], DAMAGED),
    "an AVIF cut in half": (lambda: picture_file("AVIF")[:300], DAMAGED),
    "a HEIC that is none": (lambda: b"\x00\x00\x00\x18ftypheic" + bytes(200), UNKNOWN),
    "a PNG of 900 million pixels": (lambda: png(30_000, 30_000), LARGE),
    "a PNG of no pixels": (lambda: png(0, 400), DAMAGED),
    "a JPEG of 4 billion pixels": (lambda: jpeg_of(65_000, 65_000), LARGE),
    "a JPEG of no pixels": (lambda: jpeg_of(0, 400), DAMAGED),
    "words that unpack to 100 MB": (
        lambda: png(8, 8, chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(100_000_000), 9))),
        DAMAGED,
    ),
    "a page behind a JPEG": (lambda: picture_file() + SCRIPT, WHOLE),
    "a program in a JPEG's comment": (lambda: after_head(SCRIPT), WHOLE),
    "a PNG that is called JPEG": (lambda: picture_file("PNG"), WHOLE),
    "CMYK": (lambda: picture_file("JPEG", image(mode="CMYK", color=(0, 200, 200, 0))), WHOLE),
    "16 bits of grey": (lambda: picture_file("PNG", image(mode="I;16", color=30_000)), WHOLE),
    "one bit": (lambda: picture_file("PNG", image(mode="1", color=1)), WHOLE),
    "a palette with a hole": (lambda: picture_file("PNG", with_palette()), WHOLE),
    "a WebP that moves": (lambda: moving("WEBP"), WHOLE),
    "a PNG that moves": (lambda: moving("PNG"), WHOLE),
    "two pictures in one": (lambda: moving("MPO"), WHOLE),
    "lying on its side": (lambda: picture_file(exif=exif(6)), (400, 600)),
    "an orientation that there isn't": (lambda: picture_file(exif=exif(77)), WHOLE),
    "EXIF that is none": (lambda: after_head(b"Exif\0\0MM\0*" + b"\xff" * 300, b"\xff\xe1"), WHOLE),
    "XMP that multiplies": (lambda: picture_file("JPEG", xmp=LAUGHS), WHOLE),
    "XMP with a NUL": (lambda: picture_file("JPEG", xmp=xmp("<dc:title>a\0b</dc:title>")), WHOLE),
    "a profile that is none": (lambda: picture_file(icc_profile=b"rubbish" * 40), WHOLE),
    "a profile of other colours": (lambda: picture_file(icc_profile=lab_profile()), WHOLE),
    "one pixel": (lambda: picture_file("PNG", image((1, 1))), (1, 1)),
    "a thread of pixels": (lambda: picture_file("PNG", image((12_000, 1))), (4096, 1)),
}


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize("name", TABLE)
def test_odd_file_becomes_a_picture_or_is_refused_in_words(name):
    make, outcome = TABLE[name]
    data = make()
    if isinstance(outcome, str):
        with pytest.raises(UnusablePictureError) as refused:
            prepare(data, False)
        assert str(refused.value).startswith(outcome)
        return
    facts, files = prepare(data, False)
    ((_, master),) = list(files)
    with Image.open(io.BytesIO(master)) as made:
        assert (made.format, made.mode, made.size) == ("JPEG", "RGB", outcome)
        assert made.getexif() == {}
        made.load()
    assert (facts["width"], facts["height"]) == outcome
    assert b"script" not in master
