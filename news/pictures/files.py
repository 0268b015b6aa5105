"""Which renditions of a picture there are. Pages learn it with a picture's facts; nobody has to look into folders."""

from dataclasses import dataclass
from typing import Self, TypedDict

from isuwc.files.pictures.renditions import usable_widths

# What was made before it was written down which files there are, without a credit in them
BEFORE = (480, 960, 1600, 2400)


class FilesFacts(TypedDict):
    """The same as JSON, as queries give it."""

    stamp: str
    widths: list[int]
    avif: list[int] | None


@dataclass(frozen=True)
class PictureFiles:
    """The widths in which there are WebP and JPEG, those of AVIF among them, and the stamp of the credit in all."""

    widths: tuple[int, ...]
    stamp: str = ""
    avif: tuple[int, ...] = ()

    @classmethod
    def of(cls, facts: FilesFacts) -> Self:
        return cls(tuple(facts["widths"]), facts["stamp"], tuple(facts["avif"] or ()))

    @classmethod
    def of_before(cls, width: int) -> Self:
        """Of an upload of that width of which nothing is written down."""
        return cls(usable_widths(width, BEFORE))
