"""What is remembered of a page's elements while they are open. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from isuwc.files.documents.lines import Lines
from isuwc.files.documents.numbering import formed

_STYLE = re.compile(r"list-style-type:\s?([\w-]{1,20})")
_FORMS = {
    **dict.fromkeys(("a", "lower-alpha", "lower-latin"), "lowerLetter"),
    **dict.fromkeys(("A", "upper-alpha", "upper-latin"), "upperLetter"),
    **dict.fromkeys(("i", "lower-roman"), "lowerRoman"),
    **dict.fromkeys(("I", "upper-roman"), "upperRoman"),
}
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
    form: str = "decimal"  # as Word calls it

    @classmethod
    def of(cls, tag: str, found: Attributes) -> "ListState":
        return cls(tag == "ol", number(found.get("start", ""), 1), form_of(found) or "decimal")

    def mark(self, found: Attributes) -> str:
        """What stands before the next item."""
        self.next = number(found.get("value", ""), self.next)
        said = f"{formed(self.next, form_of(found) or self.form)}. " if self.is_ordered else "• "
        self.next += 1
        return said


def form_of(found: Attributes) -> str:
    """How a list or an item is numbered, by its type or, as Google Docs says it, by its style; "" for nothing said."""
    style = _STYLE.search(found.get("style", ""))
    return _FORMS.get(style[1] if style else found.get("type", ""), "")


def number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else default


@dataclass
class Around:
    """What of a page is not its text."""

    words: list[str] = field(default_factory=list)
    address: str = ""  # that the page says is its own
    published: str = ""  # as the page says it, in ISO 8601
