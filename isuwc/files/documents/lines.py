"""The lines of a document, as they are found one after the other. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from isuwc.files.documents.lost import Lost

_SPACES = re.compile(r"[ \n\r\f\t]++")
_SPACES_BUT_TABS = re.compile(r"[ \n\r\f]++")
BREAK = "\v"  # stands for a line break inside a paragraph until its spaces are collapsed


@dataclass(frozen=True)
class Link:
    """Words of a line that led somewhere."""

    line: str  # the whole line, without the mark of a list
    words: str
    address: str


@dataclass
class Lines:
    """What has been found so far. Lines of one `group` (a list, a table) have no empty line between them."""

    texts: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    lost: Lost = field(default_factory=Lost)
    group: object = None

    def add(self, text: str, prefix: str = "", group: object = None, links: Iterable[tuple[str, str]] = ()) -> None:
        if not text:
            return
        if self.texts and (group is None or group != self.group):
            self.texts.append("")
        self.group = group
        self.texts.append(prefix + text)
        self.links += placed([text], links)

    @property
    def text(self) -> str:
        return "\n".join(self.texts)

    @property
    def words(self) -> list[str]:
        return self.text.split()


def placed(texts: Iterable[str], links: Iterable[tuple[str, str]]) -> list[Link]:
    """Links with the lines on which their words stand, each behind the one before."""
    text, at, found = "\n".join(texts), 0, []
    for words, address in links:
        start = text.find(words, at)
        start = text.find(words) if start < 0 else start
        if start < 0:
            found.append(Link("", words, address))
            continue
        at = start + len(words)
        end = text.find("\n", at)
        line = text[text.rfind("\n", 0, start) + 1 : end if end >= 0 else len(text)]
        found.append(Link(line, words, address))
    return found


def tidy(text: str, keeps_tabs: bool = False) -> str:
    """The text with single spaces; line breaks only where `BREAK` stood."""
    spaces = _SPACES_BUT_TABS if keeps_tabs else _SPACES
    lines = (spaces.sub(" ", line).strip(" \t") for line in text.split(BREAK))
    return "\n".join(line for line in lines if line.strip())


def on_one_line(text: str) -> str:
    return " ".join(text.split())


@dataclass
class Table:
    """The rows of a table while it is read."""

    rows: list[list[list[str]]] = field(default_factory=list)  # rows of cells of lines
    links: list[tuple[str, str]] = field(default_factory=list)
    spans: dict[int, int] = field(default_factory=dict)  # columns that a cell above still covers, and for how many rows

    def begin_row(self) -> None:
        self.rows.append([])

    def begin_cell(self, columns: int, rows: int) -> None:
        if not self.rows:
            self.begin_row()
        row = self.rows[-1]
        while self.spans.get(len(row), 0) > 0:
            self.spans[len(row)] -= 1
            row.append([])
        for _ in range(columns):
            if rows > 1:
                self.spans[len(row)] = rows - 1
            row.append([])
        self._at = len(row) - columns

    def add(self, text: str) -> None:
        """To the cell that was begun last; text between cells makes one of its own."""
        if not self.rows or not self.rows[-1]:
            self.begin_cell(1, 1)
        self.rows[-1][self._at].append(text)

    @property
    def filled(self) -> list[list[list[str]]]:
        return [row for row in self.rows if any(row)]

    @property
    def is_layout(self) -> bool:
        """Whether it only puts things in their place: a single column, or a single row."""
        return len(self.filled) < 2 or all(sum(bool(cell) for cell in row) < 2 for row in self.filled)

    def write(self, lines: Lines) -> None:
        if self.is_layout:
            for row in self.filled:
                for cell in row:
                    for text in cell:
                        lines.add(text)
            # A link of a layout's text is that of a paragraph
            lines.links += placed((text for row in self.filled for cell in row for text in cell), self.links)
            return
        for row in self.filled:
            lines.add("\t".join(on_one_line(" ".join(cell)) for cell in row), group=self)
        lines.links += [Link("", words, address) for words, address in self.links]
