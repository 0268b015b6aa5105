"""Whose a picture is, as metadata of its public files: an XMP packet, and IPTC-IIM for programs that read only that.

Nothing else is ever written: no place, no date, nothing of a camera. EXIF is left out, as Pillow writes its texts in
ASCII alone and names have other letters.
"""

import hashlib
import json
import re
import struct
from dataclasses import dataclass
from xml.sax.saxutils import escape

RECIPE = 1  # change it whenever other metadata are written, so that files get new names
# What XML can't hold
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Data sets of IPTC-IIM's record 2, and how many bytes each may have
BY_LINE, CREDIT, COPYRIGHT = (80, 32), (110, 32), (116, 128)


@dataclass(frozen=True)
class Credit:
    """The credit holder and the photographer; empty where nobody has said."""

    holder: str = ""
    photographer: str = ""

    @property
    def notice(self) -> str:
        """© ISU, or © Getty Images/Dean Mouhtaropoulos; empty without a holder."""
        if not self.holder:
            return ""
        return f"© {self.holder}/{self.photographer}" if self.photographer else f"© {self.holder}"

    @property
    def stamp(self) -> str:
        """Eight hexadecimal digits that stand in the names of files with this credit."""
        said = json.dumps([RECIPE, self.holder, self.photographer])
        return hashlib.sha256(said.encode()).hexdigest()[:8]

    @property
    def xmp(self) -> bytes:
        """An XMP packet; empty if nothing is known."""
        said = [
            _listed("dc:creator", "Seq", "<rdf:li>", self.photographer),
            _listed("dc:rights", "Alt", '<rdf:li xml:lang="x-default">', self.notice),
            f"<photoshop:Credit>{_clean(self.holder)}</photoshop:Credit>" if self.holder else "",
        ]
        if not any(said):
            return b""
        return (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">'
            f'{"".join(said)}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
        ).encode()

    @property
    def iim(self) -> bytes:
        """IPTC-IIM in UTF-8, with texts cut to the standard's lengths; empty if nothing is known."""
        texts = [(BY_LINE, self.photographer), (CREDIT, self.holder), (COPYRIGHT, self.notice)]
        sets = [_set(2, number, _cut(text, longest)) for (number, longest), text in texts if text]
        return b"".join([_set(1, 90, b"\x1b%G"), _set(2, 0, b"\x00\x04"), *sets]) if sets else b""


def _clean(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))


def _listed(name: str, kind: str, item: str, text: str) -> str:
    return f"<{name}><rdf:{kind}>{item}{_clean(text)}</rdf:li></rdf:{kind}></{name}>" if text else ""


def _set(record: int, number: int, data: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(data)) + data


def _cut(text: str, longest: int) -> bytes:
    """In UTF-8, without half a letter at its end."""
    return text.encode(errors="replace")[:longest].decode(errors="ignore").encode()
