"""The photo fields that a file's metadata fills, and what changes in them when a file is replaced. Pure."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Self

from isuwc.files.pictures.iptc import PhotoMetadata

Facts = Mapping[str, str]  # by field

# Fields filled from a file's metadata
FROM_FILE = (
    "name",
    "caption",
    "credit",
    "photographer",
    "alt",
    "agency_id",
    "place",
    "people",
    "keywords",
    "taken_on",
    "usage_terms",
)


@dataclass(frozen=True)
class FileChange:
    """What a new file changed in a photo: names of fields, and the digest of the replaced file (empty for none)."""

    replaced: str
    filled: tuple[str, ...]
    emptied: tuple[str, ...]
    kept: tuple[str, ...]
    is_known: bool  # whether the replaced file's metadata had been recorded
    shortened: tuple[str, ...] = ()  # of those that were filled: the file says more than fits
    doubtful: tuple[str, ...] = ()  # of those that were filled
    left_out: tuple[str, ...] = ()  # texts that a camera or program writes into every picture

    @classmethod
    def of(cls, facts: tuple[Facts, Collection[str], Facts, Facts], **others: Any) -> Self:
        """Of what stood in the fields before, those of them that were kept, what the file says, and that at length."""
        written, kept, said, whole = facts
        new = [field for field in FROM_FILE if field not in kept]
        return cls(
            filled=tuple(field for field in new if said.get(field)),
            emptied=tuple(field for field in new if written[field] and not said.get(field)),
            kept=tuple(kept),
            shortened=tuple(field for field in new if said.get(field) != whole.get(field)),
            **others,
        )


def metadata_fields(facts: PhotoMetadata, name: str) -> dict[str, str]:
    """A file's IPTC and XMP values by photo field; `name` is the file's name."""
    return {
        "name": name,
        "caption": facts.caption or facts.headline,
        "credit": _holder(facts.credit or facts.copyright),
        "photographer": facts.photographer,
        "alt": facts.alt,
        "agency_id": facts.agency_id,
        "place": ", ".join(part for part in (facts.city, facts.country) if part),
        "people": ", ".join(facts.people),
        "keywords": ", ".join(facts.keywords),
        "taken_on": facts.taken_on.isoformat() if facts.taken_on else "",
        "usage_terms": facts.usage_terms,
    }


def doubts(facts: PhotoMetadata) -> dict[str, str]:
    """What is doubtful about a file's values, in sentences, by photo field."""
    behind = {
        "caption": ["caption"] if facts.caption else ["headline"],
        "credit": ["credit"] if facts.credit else ["copyright"],
        "place": ["city", "country"],
        **{field: [field] for field in ("photographer", "alt", "taken_on", "usage_terms")},
    }
    found = {field: " ".join(facts.doubts_of(*names)) for field, names in behind.items()}
    return {field: sentences for field, sentences in found.items() if sentences}


_COPYRIGHT = re.compile(r"(?:©|\(c\)|&copy;|\bcopyright\b|\bcopr\b\.?)", re.IGNORECASE)


def _holder(text: str) -> str:
    """The holder without the © and "copyright", which pages print: "Copyright © 2025 ISU" gives "2025 ISU"."""
    return " ".join(_COPYRIGHT.sub(" ", text).split()).strip(" :,;-–")
