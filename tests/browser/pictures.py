"""Pictures for uploads in browser tests."""

import io
import itertools
import random

from PIL import Image

_seeds = itertools.count()


def jpeg() -> bytes:
    """A picture unlike every other: browser tests of one process share a library, which says which it has already."""
    chance = random.Random(next(_seeds))
    small = Image.frombytes("RGB", (12, 8), chance.randbytes(12 * 8 * 3))
    buffer = io.BytesIO()
    small.resize((1200, 800), Image.Resampling.NEAREST).save(buffer, "JPEG")
    return buffer.getvalue()
