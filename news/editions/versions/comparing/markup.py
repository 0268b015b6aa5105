"""Rich text as plain text that keeps what its markup says, so that a changed link or subhead is a changed word."""

from html.parser import HTMLParser

_HEADINGS = {"h2": "## ", "h3": "### "}
_MARKS = {"strong": "**", "em": "_"}


def readable(html: str) -> str:
    """A line for each paragraph, ## before a subhead, • or 1. before an item, **bold**, _italic_, link [address]."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = ("".join(line).rstrip() for line in reader.lines)
    return "\n".join(line for line in lines if line.strip())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[list[str]] = [[]]
        self.lists: list[int | None] = []  # of each list around: the number of its last item, None without numbers
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HEADINGS:
            self._line(_HEADINGS[tag])
        elif tag == "p" and not self._is_begun_item():
            self._line()
        elif tag in {"ul", "ol"}:
            self.lists.append(0 if tag == "ol" else None)
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

    def _item(self) -> None:
        indent = "  " * max(0, len(self.lists) - 1)
        number = self.lists[-1] if self.lists else None
        if self.lists and number is not None:
            self.lists[-1] = number + 1
            self._line(f"{indent}{number + 1}. ")
        else:
            self._line(f"{indent}• ")

    def _is_begun_item(self) -> bool:
        return bool(self.lists) and "".join(self.lines[-1]).strip(" •.0123456789") == "" and bool(self.lines[-1])
