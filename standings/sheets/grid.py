"""Finds the table on a printed result sheet: columns by their headers, rows by the figures in them.

Sheets come from several timekeepers' programs. All have a header with a word over each column. They differ in where the
figures are below it, in how names and lanes wrap, and in whether a grid is drawn.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median

from standings.sheets.document import Page, Word, joined, text_lines
from standings.sheets.legend import starts_legend
from standings.sheets.notes import Setting, codes, part_notes, rows_of
from standings.sheets.sheet import SheetError

HEADS = {
    "rnk": "rank", "rank": "rank", "rk": "rank", "pos": "rank",
    "nr": "bib", "no": "bib", "bib": "bib",
    "name": "name", "team": "name", "skater": "name",
    "ctry": "noc", "country": "noc", "noc": "noc", "nat": "noc", "nation": "noc",
    "pair": "pair", "race": "pair", "heat": "pair",
    "lane": "lane", "straight": "lane",
    "laps": "laps", "total": "total", "time": "time", "behind": "behind", "diff": "behind",
    "points": "points", "pts": "points",
    "s1": "s1", "s2": "s2", "s3": "s3", "s4": "s4",
}  # fmt: skip

NEEDED = {"rank", "name", "time"}
HEAD_HEIGHT = 13  # points that a head of two lines reaches above and below its main line
SAME = 1  # points by which baselines of one line may differ within a column
LINE_HEIGHT = 5  # points by which baselines of one row may differ
MORE_LINES = 6  # cost of each further line in a cell, in points of distance
STRAY = 12  # points from the nearest column beyond which a word belongs to none
END = re.compile(r"(Referee|Starter|Conditions|Created|Page)\b")


@dataclass(frozen=True)
class Column:
    name: str
    left: float
    right: float

    def overlap(self, word: Word) -> float:
        """The horizontal overlap with the word in points; if negative, the distance."""
        return min(self.right, word.right) - max(self.left, word.left)


@dataclass(frozen=True)
class Cells:
    """A row: the words of each column that has any, top line first."""

    words: dict[str, tuple[Word, ...]]

    @property
    def notes(self) -> list[str]:
        """The codes that are set beside its words."""
        return [code for word in self.words.get("notes", ()) for code in codes(word.text)]

    def text(self, column: str) -> str:
        """The column's text without spaces: names are read from their words."""
        return "".join(word.text for word in self.words.get(column, ()))


def read_rows(pages: Iterable[Page], explained: Collection[str] = ()) -> list[Cells]:
    """The rows of all pages; `explained` are the codes in its legend. Raises SheetError without a table."""
    rows: list[Cells] = []
    found = False
    for page in pages:
        head = _head(page)
        if head:
            found = True
            rows += _rows(_body(page, head), _columns(head), explained)
    if not found:
        raise SheetError("no table with the columns Rnk, Name and Time was found in it")
    return rows


def _head(page: Page) -> list[Word]:
    """The words over the columns; none where the page has no table."""
    for line in text_lines(page):
        if {_head_name(word) for word in line} >= NEEDED:
            base = line[0].base
            return [word for word in page if abs(word.base - base) <= HEAD_HEIGHT and _head_name(word)]
    return []


def _head_name(word: Word) -> str:
    """The column that the word heads, else ""; a sprint's header may run into another word: S1La."""
    text = word.text.casefold().strip(".:")
    return HEADS.get(text) or (HEADS.get(text[:2], "") if re.match(r"s[1-4][a-z]", text) else "")


def _columns(head: Sequence[Word]) -> list[Column]:
    """Columns from the left. The name column extends to the next header; others are as wide as their header."""
    ordered = sorted(head, key=lambda word: word.left)
    names = [_head_name(word) for word in ordered]
    if len(set(names)) != len(names):
        raise SheetError("its table has two columns of the same name")
    columns = [Column(name, word.left, word.right) for name, word in zip(names, ordered, strict=True)]
    wide = []
    for column, after in pairwise([*columns, Column("", 10_000, 10_000)]):
        right = after.left - STRAY if column.name == "name" else column.right
        wide.append(Column(column.name, column.left, right))
    return wide


def _body(page: Page, head: Sequence[Word]) -> list[Word]:
    """The words between the table's header and the first line after the table."""
    top = max(word.base for word in head) + 4
    below = [word for word in page if word.base > top]
    ends = [line[0].base for line in text_lines(below) if END.match(line[0].text) or starts_legend(joined(line))]
    bottom = min(ends, default=10_000) - 2
    # A head may have a remnant of a word below it that heads no column: "S1La" over "ne".
    remnants = {word for word in page if word.base <= top + HEAD_HEIGHT and word.text.isalpha() and word.text.islower()}
    return [word for word in below if word.base < bottom and word not in remnants]


def _rows(body: Sequence[Word], columns: Sequence[Column], explained: Collection[str]) -> list[Cells]:
    sheet = Setting(explained, median([word.size for word in body] or [0]))
    sorted_in, notes = part_notes(_by_column(body, columns), sheet)
    sorted_in.pop("")
    figures = [word for name, words in sorted_in.items() if name not in {"name", "lane"} for word in words]
    certain = {*sorted_in.get("bib", ()), *sorted_in["time"]}
    lines = [line for line in text_lines(figures, LINE_HEIGHT) if certain & set(line)]
    bases = tuple(median(word.base for word in line) for line in lines)
    cells: list[dict[str, tuple[Word, ...]]] = [{} for _ in bases]
    for name, words in sorted_in.items():
        for row, parts in zip(cells, assign_lines(text_lines(words, SAME), bases), strict=True):
            if parts:
                row[name] = tuple(word for part in parts for word in part)
    if bases:
        _add_notes(cells, notes, bases)
    return [Cells(row) for row in cells]


def _by_column(body: Iterable[Word], columns: Sequence[Column]) -> dict[str, list[Word]]:
    """The words under each head, and those beside all columns under ""."""
    sorted_in: dict[str, list[Word]] = {name: [] for name in (*(column.name for column in columns), "")}
    for word in body:
        column = max(columns, key=lambda column: column.overlap(word))
        sorted_in[column.name if column.overlap(word) > -STRAY else ""].append(word)
    return sorted_in


def _add_notes(cells: list[dict[str, tuple[Word, ...]]], notes: Iterable[Word], bases: Sequence[float]) -> None:
    """Add each note to its row, from left to right."""
    ordered = sorted(notes, key=lambda word: (word.left, word.base))
    printed = [[word for words in row.values() for word in words] for row in cells]
    for note, row in zip(ordered, rows_of(ordered, printed, bases), strict=True):
        cells[row]["notes"] = (*cells[row].get("notes", ()), note)


def assign_lines(lines: Sequence[Sequence[Word]], bases: Sequence[float]) -> list[list[Sequence[Word]]]:
    """Assign the lines of one column to the rows, in order, with the least total distance. Returns lines by row.

    A cell of several lines may start at its row's baseline, hang below it or be centred on it, and may reach past the
    next row, so only the whole column shows which row a line belongs to. Raises SheetError if a line fits no row.
    """
    if not lines or not bases:
        return [[] for _ in bases]
    tops = [line[0].base for line in lines]
    # A column may be set a little higher or lower than the others, all the way down.
    off = median(min((top - base for base in bases), key=abs) for top in tops)

    @cache
    def cost(start: int, end: int, row: int) -> float:
        middle = (tops[start] + tops[end - 1]) / 2
        distance = min(abs(tops[start] - off - bases[row]), abs(middle - off - bases[row]))
        return distance + MORE_LINES * (end - start - 1)

    # best[row] after each line: the least cost with all lines so far given to rows up to it, and the last cell's start.
    best: list[list[tuple[float, int]]] = [[(0.0, 0)] * (len(bases) + 1)]
    for end in range(1, len(lines) + 1):
        reached: list[tuple[float, int]] = [(float("inf"), 0)]
        for row in range(len(bases)):
            here = min(
                ((best[start][row][0] + cost(start, end, row), start) for start in range(max(0, end - 4), end)),
                default=(float("inf"), 0),
            )
            # Without a line of its own the row leaves all to those above; -1 says so.
            reached.append(min(here, (reached[row][0], -1)))
        best.append(reached)
    shares: list[list[Sequence[Word]]] = [[] for _ in bases]
    end = len(lines)
    for row in range(len(bases), 0, -1):
        start = best[end][row][1]
        if end and start >= 0:
            shares[row - 1] = list(lines[start:end])
            end = start
    if end:
        raise SheetError(f"{lines[0][0].text!r} is in no row of its table")
    return shares
