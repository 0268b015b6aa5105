"""What is remembered of a page's elements while they are open. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, field

from isuwc.files.documents.lines import Lines

Attributes = dict[str, str]
NameOfPicture = Callable[[Attributes], str]


@dataclass
class Element:
    tag: str
    is_dropped: bool = False
    is_furniture: bool = False
    is_mark: bool = False  # the number or bullet that Word types before an item
    part: Lines | None = None  # its own lines, of an article or main part that is in no other


@dataclass
class ListState:
    is_ordered: bool
    next: int = 1


@dataclass
class Around:
    """What of a page is not its text."""

    words: list[str] = field(default_factory=list)
    address: str = ""  # that the page says is its own
    published: str = ""  # as the page says it, in ISO 8601
