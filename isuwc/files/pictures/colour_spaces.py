"""Colour spaces that files name without carrying an ICC profile, and the profile of each, made from its numbers. Pure.

The profiles are made here rather than shipped: those of vendors are under copyright, and Pillow makes only sRGB, Lab
and XYZ. Sources of the numbers:

- primaries and transfer characteristics by code point: ITU-T H.273 (07/2024), tables 2 and 3, which CICP (PNG), nclx
  (AVIF, HEIC) and this module share;
- Adobe RGB: "Adobe RGB (1998) Color Image Encoding", version 2005-05, 4.3.1;
- the sRGB curve: IEC 61966-2-1; white points to D50: the Bradford matrix of ICC.1:2022, annex E.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]  # x and y of CIE 1931
Matrix = tuple[tuple[float, float, float], ...]

D65: Point = (0.3127, 0.3290)
C: Point = (0.310, 0.316)
SRGB_CURVE = None
_D50 = (0.9642, 1.0, 0.8249)  # of the ICC's profile connection space
_BRADFORD: Matrix = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))


@dataclass(frozen=True)
class ColourSpace:
    """Red, green and blue primary and the white point; `gamma` None is the curve of sRGB."""

    red: Point
    green: Point
    blue: Point
    white: Point = D65
    gamma: float | None = SRGB_CURVE

    def profile(self) -> bytes:
        """An ICC profile (version 4.3, matrix and curves). Raises ValueError for numbers that are no colour space."""
        if self.gamma is not None and not 0.1 <= self.gamma <= 10:
            raise ValueError(f"No gamma: {self.gamma}")
        columns = tuple(zip(*_to_d50(self), strict=True))
        curve = _parametric_srgb() if self.gamma is None else _gamma(self.gamma)
        tags = {
            b"desc": _text("Made from the file's own numbers"),
            b"cprt": _text("CC0"),
            b"wtpt": _xyz(_D50),
            **dict(zip((b"rXYZ", b"gXYZ", b"bXYZ"), map(_xyz, columns), strict=True)),
            **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
        }
        return _written(tags)


@dataclass(frozen=True)
class Hdr:
    """A transfer characteristic for high dynamic range, which pictures of sRGB can't hold."""

    name: str


SRGB = ColourSpace((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
ADOBE_RGB = ColourSpace((0.64, 0.33), (0.21, 0.71), (0.15, 0.06), gamma=563 / 256)

_PRIMARIES: dict[int, ColourSpace] = {
    1: SRGB,  # BT.709
    4: ColourSpace((0.67, 0.33), (0.21, 0.71), (0.14, 0.08), C),  # BT.470, system M
    5: ColourSpace((0.64, 0.33), (0.29, 0.60), (0.15, 0.06)),  # BT.470, systems B and G
    6: ColourSpace((0.630, 0.340), (0.310, 0.595), (0.155, 0.070)),  # SMPTE ST 170
    7: ColourSpace((0.630, 0.340), (0.310, 0.595), (0.155, 0.070)),  # SMPTE ST 240
    8: ColourSpace((0.681, 0.319), (0.243, 0.692), (0.145, 0.049), C),  # film
    9: ColourSpace((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),  # BT.2020
    11: ColourSpace((0.680, 0.320), (0.265, 0.690), (0.150, 0.060), (0.314, 0.351)),  # DCI-P3
    12: ColourSpace((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),  # Display P3
    22: ColourSpace((0.630, 0.340), (0.295, 0.605), (0.155, 0.077)),  # EBU 3213
}
_GAMMAS = {4: 2.2, 5: 2.8, 8: 1.0, 17: 2.6}
_HDR = {16: Hdr("PQ"), 18: Hdr("HLG")}


def of_code_points(primaries: int, transfer: int) -> ColourSpace | Hdr | None:
    """The colour space of two code points of H.273; None if it does not say which primaries.

    The curves for television (1, 6, 14, 15) and unspecified ones are read as that of sRGB, as browsers do.
    """
    if transfer in _HDR:
        return _HDR[transfer]
    space = _PRIMARIES.get(primaries)
    return space and ColourSpace(space.red, space.green, space.blue, space.white, _GAMMAS.get(transfer, SRGB_CURVE))


def _to_d50(space: ColourSpace) -> Matrix:
    """From linear RGB to XYZ with white at D50. Raises ValueError if the primaries are not three colours."""
    white = _upright(space.white)
    points = tuple(zip(*map(_upright, (space.red, space.green, space.blue)), strict=True))
    levels = _times(_inverse(points), white)
    to_xyz = tuple(tuple(value * level for value, level in zip(row, levels, strict=True)) for row in points)
    cones, cones_d50 = _times(_BRADFORD, white), _times(_BRADFORD, _D50)
    scale = _diagonal([there / here for there, here in zip(cones_d50, cones, strict=True)])
    return _product(_inverse(_BRADFORD), _product(scale, _product(_BRADFORD, to_xyz)))


def _upright(point: Point) -> tuple[float, float, float]:
    """XYZ with Y = 1."""
    x, y = point
    if not (0 <= x <= 1 and 0.001 <= y <= 1):
        raise ValueError(f"No colour: {point}")
    return x / y, 1.0, (1 - x - y) / y


def _inverse(matrix: Sequence[Sequence[float]]) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = matrix
    determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    if abs(determinant) < 1e-6:
        raise ValueError("The primaries lie on a line.")
    rows = (
        (e * i - f * h, c * h - b * i, b * f - c * e),
        (f * g - d * i, a * i - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )
    return tuple((x / determinant, y / determinant, z / determinant) for x, y, z in rows)


def _times(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> tuple[float, ...]:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def _product(left: Sequence[Sequence[float]], right: Sequence[Sequence[float]]) -> Matrix:
    columns = [_times(left, column) for column in zip(*right, strict=True)]
    return tuple((a, b, c) for a, b, c in zip(*columns, strict=True))


def _diagonal(values: Sequence[float]) -> Matrix:
    a, b, c = values
    return (a, 0, 0), (0, b, 0), (0, 0, c)


# The file format of ICC.1:2022: a header of 128 bytes, a table of tags, their data


def _written(tags: dict[bytes, bytes]) -> bytes:
    table, data = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        table += name + struct.pack(">II", start + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    header = struct.pack(
        ">I4sI4s4s4s12s4s24sI12s48s",
        *(start + len(data), b"", 0x04300000, b"mntr", b"RGB ", b"XYZ ", b"", b"acsp", b"", 0, _xyz(_D50)[8:], b""),
    )
    return header + struct.pack(">I", len(tags)) + table + data


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _xyz(values: Sequence[float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(_fixed, values))


def _gamma(gamma: float) -> bytes:
    return b"para\0\0\0\0" + struct.pack(">HH", 0, 0) + _fixed(gamma)


def _parametric_srgb() -> bytes:
    values = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    return b"para\0\0\0\0" + struct.pack(">HH", 3, 0) + b"".join(map(_fixed, values))


def _text(text: str) -> bytes:
    data = text.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"en", b"GB", len(data), 28) + data
