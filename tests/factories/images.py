"""Picture files with what a camera or an agency writes into them."""

import io
import random
import struct
from collections.abc import Mapping, Sequence
from typing import Any

from PIL import Image, ImageDraw, ImageFilter


def image(size: tuple[int, int] = (600, 400), mode: str = "RGB", color: Any = (180, 30, 60)) -> Image.Image:
    return Image.new(mode, size, color)


def picture_file(kind: str = "JPEG", source: Image.Image | None = None, **options: Any) -> bytes:
    """An encoded picture, 600 × 400 unless another image is given."""
    buffer = io.BytesIO()
    (source or image()).save(buffer, kind, **options)
    return buffer.getvalue()


def scene(seed: int) -> Image.Image:
    """A hall with ice, skaters, lines and boards, 450 × 300; another one for each seed."""
    chance = random.Random(seed)
    width, height = 450, 300
    picture = Image.new("RGB", (width, height), (*[chance.randint(10, 90)] * 2, chance.randint(20, 110)))
    draw = ImageDraw.Draw(picture)
    edge = chance.randint(height // 3, height * 2 // 3)
    draw.rectangle((0, edge, width, height), fill=(chance.randint(190, 250), chance.randint(200, 250), 255))
    for _ in range(chance.randint(1, 6)):
        x, size, foot = chance.randint(0, width), chance.randint(20, 130), chance.randint(edge - 50, height)
        draw.ellipse((x, foot - size, x + size // 2, foot), fill=_colour(chance))
    for _ in range(chance.randint(0, 5)):
        ends = [
            chance.randint(0, width),
            chance.randint(edge, height),
            chance.randint(0, width),
            chance.randint(edge, height),
        ]
        draw.line(ends, fill=_colour(chance), width=chance.randint(1, 7))
    for _ in range(chance.randint(0, 6)):
        x = chance.randint(0, width)
        draw.rectangle((x, chance.randint(0, edge), x + chance.randint(10, 100), edge), fill=_colour(chance))
    return picture.filter(ImageFilter.GaussianBlur(1))


def _colour(chance: random.Random) -> tuple[int, int, int]:
    return chance.randint(0, 255), chance.randint(0, 255), chance.randint(0, 255)


def jpeg_with_iptc(
    fields: Mapping[int, Sequence[bytes]], utf8: bool = True, charset: bytes = b"\x1b%G", **options: Any
) -> bytes:
    """A JPEG whose IPTC-IIM record 2 holds these data sets; `charset` is declared unless it is UTF-8 and not `utf8`."""
    is_declared = utf8 or charset != b"\x1b%G"
    record = b"\x1c\x01\x5a" + struct.pack(">H", len(charset)) + charset if is_declared else b""
    for number, values in fields.items():
        for value in values:
            record += bytes([0x1C, 2, number]) + struct.pack(">H", len(value)) + value
    record += b"\x00" * (len(record) % 2)
    resource = b"8BIM" + struct.pack(">H", 0x0404) + b"\x00\x00" + struct.pack(">I", len(record)) + record
    segment = b"Photoshop 3.0\x00" + resource
    data = picture_file("JPEG", **options)
    return data[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + data[2:]


def xmp(body: str = "", attributes: str = "") -> bytes:
    """An XMP packet with these properties."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
        ' xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"'
        ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
        f' xmlns:GettyImagesGIFT="http://xmp.gettyimages.com/gift/1.0/" {attributes}>{body}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()
