"""Reads the metadata in a picture file: the caption, credit and place that agencies and photographers embed.

The same facts may be there twice, as IPTC-IIM (the older standard, in JPEG only) and as XMP. Agencies keep both in
step; where they differ, XMP wins, since current tools edit that.

IPTC-IIM and EXIF are read by Pillow. Its `getxmp` returns nested dictionaries with a different shape for one value,
several values and several languages, so that walking them takes more code than the XML does. iptcinfo3 can't read XMP;
pyexiv2 and python-xmp-toolkit depend on native libraries.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import Image
from PIL.IptcImagePlugin import getiptcinfo

from isuwc.text.characters import lines
from isuwc.text.shortened import shortened

LONGEST = 4000  # characters of one field; a caption beyond this is not a caption


@dataclass(frozen=True)
class PhotoMetadata:
    """Every field is clean text, empty where the file says nothing."""

    headline: str = ""
    caption: str = ""
    alt: str = ""
    credit: str = ""  # as printed: Getty Images
    copyright: str = ""
    photographer: str = ""
    agency_id: str = ""  # the agency's number of the picture, else its transmission reference
    title: str = ""
    city: str = ""
    country: str = ""
    usage_terms: str = ""
    keywords: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    taken_on: datetime.date | None = None

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "taken_on": self.taken_on.isoformat() if self.taken_on else None}

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> "PhotoMetadata":
        day = facts["taken_on"]
        return cls(
            **{
                **facts,
                "keywords": tuple(facts["keywords"]),
                "people": tuple(facts["people"]),
                "taken_on": datetime.date.fromisoformat(day) if day else None,
            }
        )


def read_metadata(image: Image.Image) -> PhotoMetadata:
    """The metadata of an opened image that is not yet converted. Damaged metadata are ignored, as if absent."""
    xmp = _read_xmp(image.info.get("xmp"))
    iim = _read_iim(image)
    exif = _read_exif(image)

    def first(*values: str) -> str:
        return next((value for value in values if value), "")

    def one(xmp_name: str, iim_number: int | None = None) -> str:
        return first(*xmp.get(xmp_name, ()), *(iim.get(iim_number, ()) if iim_number else ()))

    def many(xmp_name: str, iim_number: int | None = None) -> tuple[str, ...]:
        values = xmp.get(xmp_name) or (iim.get(iim_number, ()) if iim_number else ())
        return tuple(dict.fromkeys(values))

    title = one("dc:title", 5)
    reference = one("photoshop:TransmissionReference", 103)
    numbers = [one("gift:AssetID"), one("plus:ImageSupplierImageID"), title, reference]
    return PhotoMetadata(
        headline=one("photoshop:Headline", 105),
        caption=first(one("dc:description", 120), exif.get(0x010E, "")),
        alt=one("iptc:AltTextAccessibility"),
        credit=one("photoshop:Credit", 110),
        copyright=first(one("dc:rights", 116), exif.get(0x8298, "")),
        photographer=first(", ".join(many("dc:creator", 80)), exif.get(0x013B, "")),
        agency_id=first(*filter(_is_agency_number, numbers), reference),
        title=title,
        city=one("photoshop:City", 90),
        country=one("photoshop:Country", 101),
        usage_terms=first(one("rights:UsageTerms"), one("photoshop:Instructions", 40)),
        keywords=many("dc:subject", 25),
        people=many("ext:PersonInImage"),
        taken_on=first_date(one("photoshop:DateCreated", 55), exif.get(0x9003, "")),
    )


def first_date(*values: str) -> datetime.date | None:
    """The first that begins with a day: 20221113, 2022-11-13T17:05:00+01:00 or 2022:11:13 17:05:00."""
    for value in values:
        if found := re.match(r"(\d{4})[-:]?(\d{2})[-:]?(\d{2})", value):
            try:
                return datetime.date(*(int(part) for part in found.groups()))
            except ValueError:
                continue
    return None


def _is_agency_number(value: str) -> bool:
    """1244721124 is the number of one picture; 775896589_GettyEvent or a place name is not."""
    return bool(re.fullmatch(r"\d{6,15}", value, re.ASCII))


def _clean(text: str) -> str:
    """One line or paragraphs, without what damages a text."""
    kept = [" ".join(line.split()) for line in lines(text).split("\n")]
    return shortened("\n".join(kept).strip(), LONGEST)


def _clean_all(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in map(_clean, values) if text)


# XMP

NAMES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/xap/1.0/rights/": "rights",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "iptc",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "ext",
    "http://xmp.gettyimages.com/gift/1.0/": "gift",
    "http://ns.useplus.org/ldf/xmp/1.0/": "plus",
}
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def _read_xmp(packet: object) -> Mapping[str, tuple[str, ...]]:
    """The packet's properties by short name, each with its values in order."""
    if isinstance(packet, str):
        packet = packet.encode()
    if not isinstance(packet, bytes):
        return {}
    try:
        root = fromstring(packet.rstrip(b"\x00 \r\n\t"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for description in root.iter(f"{RDF}Description"):
        for key, value in description.attrib.items():
            found.setdefault(_short(key), _clean_all([value]))
        for child in description:
            found.setdefault(_short(child.tag), _clean_all(_values(child)))
    return found


def _short(name: str) -> str:
    namespace, _, local = name.removeprefix("{").rpartition("}")
    return f"{NAMES[namespace]}:{local}" if namespace in NAMES else name


def _values(node: Element) -> list[str]:
    """The node's own text, or the items of its list; of the same text in several languages the default comes first."""
    items = list(node.iter(f"{RDF}li"))
    if not items:
        return [node.text or ""]
    items.sort(key=lambda item: item.get(LANGUAGE) not in (None, "x-default"))
    return ["".join(item.itertext()) for item in items]


# IPTC-IIM and EXIF


def _read_iim(image: Image.Image) -> Mapping[int, tuple[str, ...]]:
    """Data sets of record 2 by number."""
    try:
        record = getiptcinfo(image) or {}  # type: ignore[arg-type]  # it looks at the class by itself
    except (SyntaxError, OSError, ValueError, TypeError):
        return {}
    marker = record.get((1, 90), b"")
    utf8 = isinstance(marker, bytes) and marker.startswith(b"\x1b%G")
    return {
        number: _clean_all(_decode(value, utf8) for value in (values if isinstance(values, list) else [values]))
        for (part, number), values in record.items()
        if part == 2
    }


def _decode(value: bytes, utf8: bool) -> str:
    """Decoded as UTF-8 if declared or valid, else as cp1252, which older Windows tools write."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("utf-8" if utf8 else "cp1252", errors="replace")


def _read_exif(image: Image.Image) -> Mapping[int, str]:
    try:
        exif = image.getexif()
        fields = {**exif, **exif.get_ifd(0x8769)}
    except Exception:  # damaged EXIF makes the parser raise all kinds of exceptions
        return {}
    return {tag: _clean(value) for tag, value in fields.items() if isinstance(value, str)}
