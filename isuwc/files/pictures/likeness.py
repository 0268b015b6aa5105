"""Recognises a picture again after it was scaled, compressed or saved anew: a perceptual hash of 64 bits. Pure.

The picture is averaged to 32 × 32 fields of grey; each bit says whether one of the 64 coarsest frequencies of their
cosine transform is stronger than the median. That is pHash by Zauner ("Implementation and Benchmarking of Perceptual
Image Hash Functions", 2010), as the library ImageHash has it; it stands here because ImageHash brings NumPy, SciPy and
PyWavelets along. A difference hash (dHash) of 64 bits was tried: on ice, where much of a picture is equally bright, its
bits tip over, and copies differed by up to 7 bits, different pictures by as few as 4. Crops, mirror images and turned
pictures are not recognised.
"""

import math
from functools import cache

from PIL import Image

ALIKE = 6  # bits that may differ; between copies in the tests at most 4 do, between different pictures at least 10
NOTHING = 0  # of a picture with too little in it to recognise it by
_LEAST = 12  # grey levels between its darkest and its brightest field
_SIDE, _FREQUENCIES = 32, 8


def likeness(image: Image.Image) -> int:
    """The hash as a signed number, as Postgres stores 64 bits."""
    grey = image.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX).tobytes()
    if max(grey) - min(grey) < _LEAST:
        return NOTHING
    strengths = _strengths(grey)
    median = sorted(strengths[1:])[len(strengths) // 2 - 1]  # without the first, the brightness of the whole
    number = int("".join("01"[strength > median] for strength in strengths), 2)
    return number - (1 << 64) if number >= 1 << 63 else number


def distance(one: int, other: int) -> int:
    """How many bits differ."""
    return ((one ^ other) & ((1 << 64) - 1)).bit_count()


def _strengths(grey: bytes) -> list[float]:
    """The coarsest frequencies of the two-dimensional cosine transform, row by row."""
    waves = _waves()
    rows = [grey[at : at + _SIDE] for at in range(0, len(grey), _SIDE)]
    across = [[sum(map(float.__mul__, wave, map(float, row))) for wave in waves] for row in rows]
    columns = list(zip(*across, strict=True))
    return [sum(map(float.__mul__, wave, column)) for wave in waves for column in columns]


@cache
def _waves() -> list[list[float]]:
    return [
        [math.cos(math.pi * (2 * x + 1) * frequency / (2 * _SIDE)) for x in range(_SIDE)]
        for frequency in range(_FREQUENCIES)
    ]
