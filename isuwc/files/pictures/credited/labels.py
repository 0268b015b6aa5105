"""Puts a credit into a JPEG or WebP file that the site has encoded, in place of metadata that are in it. Pure.

A JPEG is a row of segments before its pixels: XMP stands in an APP1, IPTC-IIM in Photoshop's APP13 (ITU T.81, B.1; XMP
specification, part 3). A WebP file is a RIFF file: metadata are chunks after the pixels, and a chunk VP8X at the front
says that they are there (RFC 9649, 2.7). AVIF gets its XMP when it is encoded.
"""

import struct
from collections.abc import Iterator

from isuwc.files.pictures.credited.credit import Credit

XMP = b"http://ns.adobe.com/xap/1.0/\x00"
PHOTOSHOP = b"Photoshop 3.0\x00"
IPTC = 0x0404  # the number of the resource that holds it
APP1, APP13, COMMENT, SCAN = 0xE1, 0xED, 0xFE, 0xDA
METADATA = {b"EXIF", b"XMP "}
HAS_XMP = 0x04
FLAGS = ~(0x08 | HAS_XMP)  # of VP8X, without that there is EXIF or XMP


class UnknownFileError(ValueError):
    """It is no whole JPEG or WebP as the site writes them."""


def labelled(data: bytes, credit: Credit) -> bytes:
    """The same picture with this credit, and no other metadata. Raises UnknownFileError."""
    try:
        if data.startswith(b"\xff\xd8"):
            return _jpeg(data, credit)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data, credit)
    except (struct.error, IndexError) as error:
        raise UnknownFileError("The file is cut off.") from error
    raise UnknownFileError("It is neither JPEG nor WebP.")


def _jpeg(data: bytes, credit: Credit) -> bytes:
    head: list[bytes] = []
    at = 2
    while data[at + 1] != SCAN:
        marker, length = struct.unpack_from(">HH", data, at)
        if marker >> 8 != 0xFF or length < 2:
            raise UnknownFileError("A segment of the JPEG has no marker.")
        if marker & 0xFF not in {APP1, APP13, COMMENT}:
            head.append(data[at : at + 2 + length])
        at += 2 + length
    begin = 1 if head and head[0][1] == 0xE0 else 0  # JFIF's segment comes first
    return b"".join([data[:2], *head[:begin], *_segments(credit), *head[begin:], data[at:]])


def _segments(credit: Credit) -> Iterator[bytes]:
    if packet := credit.xmp:
        yield _segment(APP1, XMP + packet)
    if record := credit.iim:
        resource = b"8BIM" + struct.pack(">HHI", IPTC, 0, len(record)) + record + b"\x00" * (len(record) % 2)
        yield _segment(APP13, PHOTOSHOP + resource)


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _webp(data: bytes, credit: Credit) -> bytes:
    chunks = [(kind, body) for kind, body in _chunks(data) if kind not in METADATA]
    packet = credit.xmp
    extended = next((body for kind, body in chunks if kind == b"VP8X"), None)
    pixels = [(kind, body) for kind, body in chunks if kind != b"VP8X"]
    if [kind for kind, _ in pixels] != [b"VP8 "]:
        raise UnknownFileError("The WebP is not one lossy picture.")
    flags, size = (extended[0] & FLAGS & 0xFF, extended[4:]) if extended else (0, _canvas(pixels[0][1]))
    if packet:
        flags |= HAS_XMP
    front = [(b"VP8X", bytes([flags, 0, 0, 0]) + size)] if flags else []
    return _riff([*front, *pixels, *([(b"XMP ", packet)] if packet else [])])


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    (length,) = struct.unpack_from("<I", data, 4)
    if length + 8 != len(data):
        raise UnknownFileError("The WebP is cut off.")
    at = 12
    while at < len(data):
        kind, size = struct.unpack_from("<4sI", data, at)
        yield kind, data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _canvas(pixels: bytes) -> bytes:
    """Width and height less one, of three bytes each, from the head of a key frame (RFC 6386, 9.1)."""
    if pixels[3:6] != b"\x9d\x01\x2a":
        raise UnknownFileError("The WebP has no key frame.")
    width, height = (number & 0x3FFF for number in struct.unpack_from("<HH", pixels, 6))
    return struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]


def _riff(chunks: list[tuple[bytes, bytes]]) -> bytes:
    body = b"".join(kind + struct.pack("<I", len(data)) + data + b"\x00" * (len(data) % 2) for kind, data in chunks)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body
