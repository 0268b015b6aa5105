"""The photo fields that a file's metadata fills, and what changes in them when a file is replaced. Pure."""

from dataclasses import dataclass

from isuwc.files.pictures.iptc import PhotoMetadata

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
        "taken_on": facts.taken_on.isoformat() if facts.taken_on else "",
        "usage_terms": facts.usage_terms,
    }


def _holder(text: str) -> str:
    """The holder without the ©, which pages print themselves: "© 2025 ISU" gives "2025 ISU"."""
    return text.removeprefix("©").removeprefix("(c)").removeprefix("(C)").strip()
