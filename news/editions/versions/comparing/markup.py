"""Rich text as plain text that keeps what its markup says, so that a changed link or subhead is a changed word."""

from dataclasses import dataclass
from html.parser import HTMLParser

from isuwc.text.numbers import whole_number
from news.editions.versions.comparing.numerals import numeral

_HEADINGS = {"h2": "## ", "h3": "### "}
_MARKS = {"strong": "**", "em": "_"}


def readable(html: str) -> str:
    """A line for each paragraph, ## before a subhead, • or its number before an item, **bold**, _italic_, link [to]."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = ("".join(line).rstrip() for line in reader.lines)
    return "\n".join(line for line in lines if line.strip())


@dataclass
class _List:
    kind: str  # 1, a, A, i or I; "" without numbers
    number: int = 0  # of the last item

    def next_marker(self) -> str:
        self.number += 1
        return f"{numeral(self.number, self.kind)}." if self.kind else "•"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[list[str]] = [[]]
        self.lists: list[_List] = []  # those around
        self.marker = ""  # of the item that the last line begins
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HEADINGS:
            self._line(_HEADINGS[tag])
        elif tag == "p" and not self._is_begun_item():
            self._line()
        elif tag in {"ul", "ol"}:
            self.lists.append(_list(tag, dict(attrs)))
        elif tag == "li":
            self._item()
        elif tag == "br":
            self._line()
        elif tag in _MARKS:
            self.lines[-1].append(_MARKS[tag])
        elif tag == "a":
            self.addresses.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
        elif tag in _MARKS:
            self.lines[-1].append(_MARKS[tag])
        elif tag == "a" and self.addresses:
            self.lines[-1].append(f" [{self.addresses.pop()}]")

    def handle_data(self, data: str) -> None:
        self.lines[-1].append(data.replace("\n", " "))

    def _line(self, start: str = "") -> None:
        self.lines.append([start] if start else [])
        self.marker = ""

    def _item(self) -> None:
        indent = "  " * max(0, len(self.lists) - 1)
        marker = self.lists[-1].next_marker() if self.lists else "•"
        self._line(f"{indent}{marker} ")
        self.marker = marker

    def _is_begun_item(self) -> bool:
        return bool(self.marker) and "".join(self.lines[-1]).strip() == self.marker


def _list(tag: str, attributes: dict[str, str | None]) -> _List:
    """As `clean_html` leaves it: what begins the list and how it is numbered is right, or not there."""
    if tag == "ul":
        return _List("")
    start = whole_number(attributes.get("start") or "")
    return _List(attributes.get("type") or "1", (start or 1) - 1)
