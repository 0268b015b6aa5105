"""What is found in an RTF, and remembered of its groups while they are open. Pure."""

from dataclasses import dataclass, field


class TooDeepError(ValueError):
    """More groups in each other than any report has."""


@dataclass(frozen=True)
class RtfPicture:
    """A picture's bytes as the file has them; none if they are damaged."""

    kind: str
    data: bytes = field(repr=False)
    description: str = ""  # as RTF


@dataclass
class Marked:
    """The source with its marks, and what they stand for, in their order."""

    source: str = ""
    links: list[str] = field(default_factory=list)  # addresses as they are written
    pictures: list[RtfPicture] = field(default_factory=list)
    linked_pictures: list[str] = field(default_factory=list)  # addresses of those that are not in the file
    hidden: list[str] = field(default_factory=list)  # what was left out of the source
    deleted: list[str] = field(default_factory=list)
    is_revised: bool = False


@dataclass
class Group:
    """What is open between two braces."""

    start: int  # in the source that is written
    word: str = ""  # its destination
    is_ignored: bool = False  # by striprtf
    is_unwanted: bool = False
    is_dissolved: bool = False  # its braces are not written
    is_hidden: bool = False
    is_deleted: bool = False
    said: list[str] = field(default_factory=list)  # a field's instruction, a picture's digits
    kind: str = ""
    name: str = ""  # of a property of a picture
    description: str = ""
    address: str | None = None  # of a field that is a link

    def inside(self, start: int) -> "Group":
        return Group(
            start,
            is_ignored=self.is_ignored,
            is_unwanted=self.is_unwanted,
            is_hidden=self.is_hidden,
            is_deleted=self.is_deleted,
        )
