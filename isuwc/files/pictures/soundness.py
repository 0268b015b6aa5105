"""Whether a file of ours is a whole picture: a quick look at its end, and a thorough one that decodes it."""

import io
import struct

from PIL import Image, UnidentifiedImageError

from isuwc.files.pictures.boxes import is_complete

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")


def ends_whole(data: bytes) -> bool:
    """Whether the file ends as its kind does."""
    if data.startswith(b"\xff\xd8"):
        return data.endswith(b"\xff\xd9")
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return data[-12:-4] == b"\x00\x00\x00\x00IEND"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        (length,) = struct.unpack("<I", data[4:8])
        return bool(len(data) == length + 8)  # libwebp pads to an even length and counts it
    if data[4:8] == b"ftyp":
        return is_complete(data)
    return False


def is_sound(data: bytes) -> bool:
    """Whether every pixel of the picture can be decoded."""
    if not ends_whole(data):
        return False
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            image.load()
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError, struct.error):
        return False
    return True
