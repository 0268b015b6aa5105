"""What a picture's file says about itself, by the library's fields, and what became of them when a file came. Pure."""

from dataclasses import dataclass

from isuwc.files.pictures.iptc import PhotoMetadata

# The fields that a file fills
FROM_FILE = (
    "name",
    "caption",
    "credit",
    "photographer",
    "alt",
    "agency_id",
    "place",
    "people",
    "taken_on",
    "usage_terms",
)


@dataclass(frozen=True)
class FileChange:
    """What became of a photo's fields when a file came: names of fields, and the digest of the file that went."""

    replaced: str
    filled: tuple[str, ...]
    emptied: tuple[str, ...]
    kept: tuple[str, ...]
    is_known: bool  # whether it was kept what the file that went had said
    shortened: tuple[str, ...] = ()  # of those that were filled: the file says more than fits


def said_by(facts: PhotoMetadata, name: str) -> dict[str, str]:
    """What IPTC and XMP say, by field."""
    return {
        "name": name,
        "caption": facts.caption or facts.headline,
        "credit": _holder(facts.credit or facts.copyright),
        "photographer": facts.photographer,
        "alt": facts.alt,
        "agency_id": facts.agency_id,
        "place": ", ".join(part for part in (facts.city, facts.country) if part),
        "people": ", ".join(facts.people),
        "taken_on": facts.taken_on.isoformat() if facts.taken_on else "",
        "usage_terms": facts.usage_terms,
    }


def _holder(text: str) -> str:
    """The holder without the sign that the page prints itself: "© 2025 ISU" gives "2025 ISU"."""
    return text.removeprefix("©").removeprefix("(c)").removeprefix("(C)").strip()
