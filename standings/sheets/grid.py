"""The table of a printed result sheet: columns found by their heads, rows by the figures in them.

Sheets come from several timekeepers' programs. What they share is a head with a word over each column; where the
figures stand below it, how names and lanes break over lines, and whether a grid is drawn differs from sheet to sheet.
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
# Any code, explained or not, but no status: what is set small among figures is never a figure.
CODE = re.compile(r"(?!DQ|WD)[A-Z]{1,2}\d{0,2}(?:[,;][A-Z]{1,2}\d{0,2})*")
BELOW = 1  # points that a code may stand below the line that it is set behind; mostly it is raised by three or four
MORE_LINES = 6  # what a further line in a cell costs, in points of distance
STRAY = 12  # points beside every column from which on a word belongs to none
END = re.compile(r"(Referee|Starter|Conditions|Created|Page)\b")


@dataclass(frozen=True)
class Column:
    name: str
    left: float
    right: float

    def overlap(self, word: Word) -> float:
        """Points shared with the word; below zero the distance to it."""
        return min(self.right, word.right) - max(self.left, word.left)


@dataclass(frozen=True)
class Cells:
    """A row: the words of each column that has any, top line first."""

    words: dict[str, tuple[Word, ...]]

    def text(self, column: str) -> str:
        """The column's text without spaces: names are read from their words."""
        return "".join(word.text for word in self.words.get(column, ()))


def read_rows(pages: Iterable[Page]) -> list[Cells]:
    """The rows of all pages. Raises SheetError where no table of results is found."""
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
    """Which column the word heads; a sprint's head may have another word run into it: S1La."""
    text = word.text.casefold().strip(".:")
    return HEADS.get(text) or (HEADS.get(text[:2], "") if re.match(r"s[1-4][a-z]", text) else "")


def _columns(head: Sequence[Word]) -> list[Column]:
    """From the left; the name reaches from its head to the next one, every other column is as wide as its head."""
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
    """What stands between the table's head and the first line after the table."""
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
    """Which row a code is set behind that stands small and raised among its figures: the next one on or below it."""
    under = [row for row, base in enumerate(bases) if base >= code.base - BELOW]
    return under[0] if under else len(bases) - 1


def is_note(text: str) -> bool:
    """Whether it is a code that sheets explain below the table: T10, F, RS, or several of them."""
    return bool(NOTE.fullmatch(text))


def assign_lines(lines: Sequence[Sequence[Word]], bases: Sequence[float]) -> list[list[Sequence[Word]]]:
    """The lines of one column shared out to the rows, in order, so that all stand as near to their rows as can be.

    A cell of several lines may begin at its row, hang below it or stand around it, and reach past the next row's
    line: which row it is of shows only when the whole column is looked at.
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
