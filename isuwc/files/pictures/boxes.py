"""Finds the colour code points (nclx) in the boxes of an AVIF or HEIC file, which their decoders don't hand on; and
whether the boxes are whole.

The primary item (pitm) has properties (ipma), which are boxes of ipco, counted from 1 (ISO/IEC 23008-12, 9.3); one of
them may be a colr of the kind nclx (ISO/IEC 14496-12, 12.1.5). Other items, such as previews, have properties of their
own.
"""

import struct
from collections.abc import Iterator


def nclx(data: bytes) -> tuple[int, int] | None:
    """Colour primaries and transfer characteristics of the primary item; None if the file does not say."""
    try:
        meta = next(body for kind, body in _boxes(data) if kind == b"meta")
        inside = dict(_boxes(meta[4:]))
        held = list(_boxes(inside[b"iprp"]))
        properties = list(_boxes(next(body for kind, body in held if kind == b"ipco")))
        primary = _primary(inside[b"pitm"])
        numbers = [
            number for kind, body in held if kind == b"ipma" for item, number in _associations(body) if item == primary
        ]
        for kind, body in (properties[number - 1] for number in numbers if 0 < number <= len(properties)):
            if kind == b"colr" and body[:4] == b"nclx":
                return struct.unpack_from(">HH", body, 4)
    except (StopIteration, KeyError, struct.error):
        pass
    return None


def is_complete(data: bytes) -> bool:
    """Whether its boxes make up the file, that of the pixels (mdat) among them, and nothing of the last is missing."""
    at, has_pixels = 0, False
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        has_pixels = has_pixels or kind == b"mdat"
        if size == 1 and at + 16 <= len(data):
            (size,) = struct.unpack_from(">Q", data, at + 8)
        if size < 8:
            return False
        at += size
    return has_pixels and at == len(data)


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of each box, up to the first that is damaged."""
    at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1 and at + 16 <= len(data):
            (size,) = struct.unpack_from(">Q", data, at + 8)
            head = 16
        elif size == 0:
            size = len(data) - at
        if size < head:
            return
        yield kind, data[at + head : at + size]
        at += size


def _primary(body: bytes) -> int:
    number: int = struct.unpack_from(">I" if body[:1] == b"\1" else ">H", body, 4)[0]
    return number


def _associations(body: bytes) -> Iterator[tuple[int, int]]:
    """(item, number of a property) of an ipma box. Raises struct.error if it is cut off."""
    version, flags, count = body[0] if body else 0, body[3:4], *struct.unpack_from(">I", body, 4)
    is_wide = bool(flags and flags[0] & 1)
    at = 8
    for _ in range(count):
        (item,) = struct.unpack_from(">H" if version < 1 else ">I", body, at)
        at += 2 if version < 1 else 4
        (many,) = struct.unpack_from(">B", body, at)
        at += 1
        for _ in range(many):
            (number,) = struct.unpack_from(">H" if is_wide else ">B", body, at)
            at += 2 if is_wide else 1
            yield item, number & (0x7FFF if is_wide else 0x7F)  # the first bit says that it is essential
