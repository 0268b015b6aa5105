"""Finds the table on a printed result sheet: columns by their headers, rows by the figures in them.

Sheets come from several timekeepers' programs. All have a header with a word over each column. They differ in where the
figures are below it, in how names and lanes wrap, and in whether a grid is drawn.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median

from standings.sheets.document import Page, Word, text_lines
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
CODED = ("rank", "total", "time", "behind", "points")  # columns of figures behind which codes are set
HEAD_HEIGHT = 13  # points that a head of two lines reaches above and below its main line
LINE_HEIGHT = 5  # points by which baselines of one row may differ
SMALL = 0.8  # of the table's type: the codes beside a name are smaller than the name
NOTE = re.compile(r"(?:T\d\d|F|RS|RW|N|Q)(?:[,;](?:T\d\d|F|RS|RW|N|Q))*")
# Any code that isn't a status. Small type among figures is never a figure.
CODE = re.compile(r"(?!DQ|WD)[A-Z]{1,2}\d{0,2}(?:[,;][A-Z]{1,2}\d{0,2})*")
BELOW = 1  # points that a code may be below the baseline of its line; most are raised by three or four
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

    def text(self, column: str) -> str:
        """The column's text without spaces: names are read from their words."""
        return "".join(word.text for word in self.words.get(column, ()))


def read_rows(pages: Iterable[Page]) -> list[Cells]:
    """The rows of all pages. Raises SheetError if there is no table of results."""
    rows: list[Cells] = []
    found = False
    for page in pages:
        head = _head(page)
        if head:
            found = True
            rows += _rows(_body(page, head), _columns(head))
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
    ends = [line[0].base for line in text_lines(below) if END.match(line[0].text)]
    bottom = min(ends, default=10_000) - 2
    # A head may have a remnant of a word below it that heads no column: "S1La" over "ne".
    remnants = {word for word in page if word.base <= top + HEAD_HEIGHT and word.text.isalpha() and word.text.islower()}
    return [word for word in below if word.base < bottom and word not in remnants]


def _rows(body: Sequence[Word], columns: Sequence[Column]) -> list[Cells]:
    sorted_in: dict[str, list[Word]] = {column.name: [] for column in columns}
    for word in body:
        column = max(columns, key=lambda column: column.overlap(word))
        if column.overlap(word) > -STRAY:
            sorted_in[column.name].append(word)
    size = median([word.size for word in body] or [0])
    small = [word for word in body if word.size < SMALL * size]
    sorted_in["notes"] = [word for word in sorted_in["name"] if word in small and is_note(word.text)]
    raised = [word for name in CODED for word in sorted_in.get(name, ()) if word in small and CODE.fullmatch(word.text)]
    for name in ("name", *CODED):
        sorted_in[name] = [word for word in sorted_in.get(name, ()) if word not in (*sorted_in["notes"], *raised)]
    figures = [word for name, words in sorted_in.items() if name not in {"name", "notes", "lane"} for word in words]
    certain = {*sorted_in.get("bib", ()), *sorted_in["time"]}
    lines = [line for line in text_lines(figures, LINE_HEIGHT) if certain & set(line)]
    bases = tuple(median(word.base for word in line) for line in lines)
    cells: list[dict[str, tuple[Word, ...]]] = [{} for _ in bases]
    for name, words in sorted_in.items():
        for row, parts in zip(cells, assign_lines(text_lines(words), bases), strict=True):
            if parts:
                row[name] = tuple(word for part in parts for word in part)
    for word in raised:
        row = cells[_row_behind(word, bases)]
        row["notes"] = (*row.get("notes", ()), word)
    return [Cells(row) for row in cells]


def _row_behind(code: Word, bases: Sequence[float]) -> int:
    """The row of a small, raised code among figures: the next row at or below it."""
    under = [row for row, base in enumerate(bases) if base >= code.base - BELOW]
    return under[0] if under else len(bases) - 1


def is_note(text: str) -> bool:
    """Whether it consists of codes that sheets explain below the table: T10, F, RS."""
    return bool(NOTE.fullmatch(text))


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
