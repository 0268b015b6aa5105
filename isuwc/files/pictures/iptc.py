"""The metadata in a picture file: the caption, credit and place that agencies and photographers embed.

The same facts may be there three times, as XMP (`xmp`), as IPTC-IIM (`iim`, the older standard, in JPEG only) and as
EXIF. Agencies keep them in step; where they differ, XMP wins, since current tools edit that, and a doubt says so. So
does one where a text's letters had to be guessed or look torn (`lettering`). What a camera writes into every picture
(`camera_words`) is left out.

IPTC-IIM and EXIF are read by Pillow. Its `getxmp` returns nested dictionaries with a different shape for one value,
several values and several languages, so that walking them takes more code than the XML does. iptcinfo3 can't read XMP;
pyexiv2 and python-xmp-toolkit depend on native libraries.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from PIL import Image

from isuwc.files.pictures.camera_words import is_camera_word
from isuwc.files.pictures.iim import read_exif, read_iim
from isuwc.files.pictures.sources import Sources
from isuwc.files.pictures.xmp import read_xmp


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
    doubts: tuple[tuple[str, str], ...] = ()  # (field, sentence)
    left_out: tuple[str, ...] = ()  # what a camera or program wrote by itself

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "taken_on": self.taken_on.isoformat() if self.taken_on else None}

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> "PhotoMetadata":
        day = facts["taken_on"]
        lists = {name: tuple(facts[name]) for name in ("keywords", "people", "left_out")}
        doubts = tuple((field, sentence) for field, sentence in facts["doubts"])
        taken_on = datetime.date.fromisoformat(day) if day else None
        return cls(**{**facts, **lists, "doubts": doubts, "taken_on": taken_on})

    def doubts_of(self, *fields: str) -> list[str]:
        """The sentences about these fields."""
        return [sentence for field, sentence in self.doubts if field in fields]


def read_metadata(image: Image.Image) -> PhotoMetadata:
    """The metadata of an opened image that is not yet converted. Damaged metadata are ignored, as if absent."""
    exif = read_exif(image)
    own = [exif[tag].text for tag in (0x010F, 0x0110, 0x0131) if tag in exif]  # maker, model, program
    sources = Sources(read_xmp(image.info.get("xmp")), read_iim(image), exif, lambda text: is_camera_word(text, *own))
    one, many = sources.one, sources.many
    title = one("title", "dc:title", 5)
    reference = one("agency_id", "photoshop:TransmissionReference", 103)
    numbers = [one("agency_id", "gift:AssetID"), one("agency_id", "plus:ImageSupplierImageID"), title, reference]
    return PhotoMetadata(
        headline=one("headline", "photoshop:Headline", 105),
        caption=one("caption", "dc:description", 120, 0x010E),
        alt=one("alt", "iptc:AltTextAccessibility"),
        credit=one("credit", "photoshop:Credit", 110),
        copyright=one("copyright", "dc:rights", 116, 0x8298),
        photographer=one("photographer", "dc:creator", 80, 0x013B, joined=True),
        agency_id=next((number for number in numbers if _is_agency_number(number)), reference),
        title=title,
        city=one("city", "photoshop:City", 90),
        country=one("country", "photoshop:Country", 101),
        usage_terms=one("usage_terms", "rights:UsageTerms") or one("usage_terms", "photoshop:Instructions", 40),
        keywords=many("dc:subject", 25),
        people=many("ext:PersonInImage"),
        taken_on=first_date(one("taken_on", "photoshop:DateCreated", 55), sources.exif_text(0x9003)),
        doubts=tuple(sources.doubts.items()),
        left_out=tuple(dict.fromkeys(sources.left_out)),
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
