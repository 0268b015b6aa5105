"""What a file says of its colour space, in whatever place its format has for that."""

import struct
from collections.abc import Iterator, Sequence

from PIL import Image

from isuwc.files.pictures.boxes import nclx
from isuwc.files.pictures.colour_spaces import ADOBE_RGB, SRGB, ColourSpace, Hdr, of_code_points

# Tags of EXIF 3.0, and of its interoperability directory
_EXIF, _INTEROPERABILITY = 0x8769, 0xA005
_COLOUR_SPACE, _INDEX, _GAMMA, _WHITE, _PRIMARIES = 0xA001, 0x0001, 0xA500, 0x013E, 0x013F
_IS_SRGB, _IS_ADOBE_RGB, _IS_ANOTHER = 1, 2, 0xFFFF  # 2 is not in the standard, but cameras write it
_USUAL_GAMMA = 0.45455  # of PNG: stands for the curve of sRGB


def declared(image: Image.Image, data: bytes) -> bytes | Hdr | None:
    """The ICC profile of an opened, not yet converted picture, or one made of what else the file says; None for sRGB.

    `data` is the file. Of several statements the one counts that the format's standard puts first.
    """
    profile: bytes | None = image.info.get("icc_profile") or None
    said: bytes | ColourSpace | Hdr | None = profile
    if image.format == "PNG":
        said = _of_png(image, data, profile)
    elif image.format in {"AVIF", "HEIF"}:
        points = nclx(data)
        said = said or (of_code_points(*points) if points else None)
    said = said or _of_exif(image)
    if not isinstance(said, ColourSpace):
        return said
    try:
        return None if said == SRGB else said.profile()
    except ValueError:  # numbers that are no colours
        return None


def _of_png(image: Image.Image, data: bytes, profile: bytes | None) -> bytes | ColourSpace | Hdr | None:
    """cICP before iCCP before sRGB before gAMA and cHRM (PNG, third edition, 4.3)."""
    for name, content in _chunks(data):
        if name == b"cICP" and len(content) == 4 and (space := of_code_points(content[0], content[1])):
            return space
    if profile or "srgb" in image.info:
        return profile or SRGB
    gamma, points = image.info.get("gamma"), image.info.get("chromaticity")
    if not gamma and not points:
        return None
    own = _space(points[2:8], points[:2]) if points else SRGB
    if not gamma or abs(gamma - _USUAL_GAMMA) < 0.005:
        return own
    return ColourSpace(own.red, own.green, own.blue, own.white, 1 / gamma)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each chunk of a PNG before its pixels."""
    at = 8
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        if name == b"IDAT":
            return
        yield name, data[at + 8 : at + 8 + length]
        at += 12 + length


def _of_exif(image: Image.Image) -> ColourSpace | None:
    """DCF 2.0: a camera marks Adobe RGB by another colour space than sRGB and the index R03, without a profile."""
    try:
        exif = image.getexif()
        space = exif.get_ifd(_EXIF).get(_COLOUR_SPACE)
        index = str(exif.get_ifd(_INTEROPERABILITY).get(_INDEX, "")).strip("\0 ")
        if space == _IS_ADOBE_RGB or (space != _IS_SRGB and index == "R03"):
            return ADOBE_RGB
        return _of_exif_numbers(exif) if space == _IS_ANOTHER else None
    except Exception:  # damaged EXIF makes the parser raise all kinds of exceptions
        return None


def _of_exif_numbers(exif: Image.Exif) -> ColourSpace | None:
    primaries, white, gamma = exif.get(_PRIMARIES), exif.get(_WHITE), exif.get_ifd(_EXIF).get(_GAMMA)
    if not (primaries and white and gamma):
        return None
    return _space(primaries, white, float(gamma))


def _space(primaries: Sequence[float], white: Sequence[float], gamma: float | None = None) -> ColourSpace:
    """Of six coordinates and two. Raises ValueError for another number of them."""
    red, green, blue = zip(map(float, primaries[::2]), map(float, primaries[1::2]), strict=True)
    x, y = map(float, white)
    return ColourSpace(red, green, blue, (x, y), gamma)
