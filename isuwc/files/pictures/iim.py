"""Reads what Pillow gives of IPTC-IIM and EXIF: bytes and strings whose character set is rarely named."""

import re
from collections.abc import Mapping

from PIL import Image
from PIL.IptcImagePlugin import getiptcinfo

from isuwc.files.pictures.lettering import Read, read_all

# The escape sequences of ISO 2022 in data set 1:90, by which a record names its character set
_DECLARED = {
    **{f"{at}{final}".encode(): f"iso8859-{part}" for at in "-./" for final, part in
       {"A": 1, "B": 2, "C": 3, "D": 4, "L": 5, "G": 6, "F": 7, "H": 8, "M": 9, "b": 15}.items()},
    b"%G": "utf-8",
    b"%/I": "utf-8",
}  # fmt: skip


def read_iim(image: Image.Image) -> Mapping[int, tuple[Read, ...]]:
    """Data sets of record 2 by number; empty if they are damaged."""
    try:
        record = getiptcinfo(image) or {}  # type: ignore[arg-type]  # it looks at the class by itself
    except (SyntaxError, OSError, ValueError, TypeError):
        return {}
    marker = record.get((1, 90), b"")
    encoding = _DECLARED.get(marker.removeprefix(b"\x1b"), "") if isinstance(marker, bytes) else ""
    numbered = [
        (number, value)
        for (part, number), values in record.items()
        if part == 2
        for value in (values if isinstance(values, list) else [values])
    ]
    found: dict[int, tuple[Read, ...]] = {}
    for (number, _), read in zip(numbered, read_all((value for _, value in numbered), encoding), strict=True):
        found[number] = (*found.get(number, ()), read)
    return found


def read_exif(image: Image.Image) -> Mapping[int, Read]:
    """Texts of EXIF by tag. They should be ASCII; cameras and programs write UTF-8 and other sets all the same."""
    try:
        exif = image.getexif()
        fields = {**exif, **exif.get_ifd(0x8769)}
        texts = {tag: _bytes(value) for tag, value in fields.items() if isinstance(value, str) and value}
    except Exception:  # damaged EXIF makes the parser raise all kinds of exceptions
        return {}
    return dict(zip(texts, read_all(texts.values()), strict=True))


def _bytes(value: str) -> bytes:
    """As they stand in the file, of which Pillow makes Latin-1; without what follows a first zero."""
    return re.split("\0", value, maxsplit=1)[0].encode("latin-1", errors="replace")
