"""Rows of cells of a pasted text. Raises ValueError in words. Pure."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from isuwc.files.tables.delimited import cells_of
from isuwc.text.characters import clean
from standings.sheets.pasted.kinds import Countries, kind_of, number_of
from standings.spelling.marks import lane_of, status_of

MOST_ROWS = 200
LONGEST = 100_000  # characters

Cells = list[str]

_PAIR = re.compile(r"(?:pair|heat|quartet|group|paar|paire)\s?(?:no?\.?\s?)?(\d{1,3})\b[.:]?\s?", re.IGNORECASE)
_QUOTED = re.compile(r'([\t;,]) ++"')
_BRACKETED = re.compile(r"\(([A-Za-z]{3})\)")


@dataclass(frozen=True)
class Grid:
    """`rows` are all of one width; `left`: what has no place among them, with the line that it is of."""

    rows: list[Cells]
    left: tuple[str, ...] = ()


def grid_of(text: str, countries: Countries) -> Grid:
    """The rows that are not empty, each cell cleaned.

    Cells stand between tabs, semicolons or commas, else between wide spaces; else words are taken apart by what they
    are. "Pair 3" on a line of its own, or at the beginning of one, holds for the lines below it. Raises ValueError for
    a text that is too long.
    """
    if len(text) > LONGEST:
        raise ValueError(f"That are {len(text):,} characters, of which {LONGEST:,} can be read.")
    text = clean(text.replace("\u00a0", " ")).text
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_ROWS:
        raise ValueError(f"That are {len(lines)} lines, of which {MOST_ROWS} can be read at once.")
    if mark := _delimiter(lines):
        rows = [cells for _, cells in cells_of(_whole(lines, mark), MOST_ROWS)]
        rows = [[" ".join(cell.split()) for cell in cells] for cells in rows]
        return Grid(_even(_without_headings(rows)))
    if sum(bool(re.search(r"\S {2,}\S", line)) for line in lines) > len(lines) / 2:
        return Grid(_even(_without_headings([re.split(r" {2,}", line.strip()) for line in lines])))
    return _aligned(_with_pairs(lines, countries), countries)


def _delimiter(lines: Sequence[str]) -> str:
    """The sign that stands in most lines about as often: tab, semicolon, or comma where it doesn't belong to times."""
    for mark in "\t;":
        if sum(mark in line for line in lines) > len(lines) / 2:
            return mark
    commas = [re.sub(r"\d,\d", "", line).count(",") for line in lines]
    often, count = Counter(commas).most_common(1)[0] if commas else (0, 0)
    return "," if often >= 2 and count > len(lines) / 2 else ""


def _whole(lines: Sequence[str], mark: str) -> str:
    """The text with the delimiter first of all others in its first line, by which the reader of tables goes."""
    text = "\n".join(lines)
    if mark == "," and not re.search(r"[^\d\s],[^\s]", text):  # with a space behind each that parts cells
        text = re.sub(r'(?<!")(\d),(\d)', r"\1.\2", text)
    return "\n".join([mark * 50, _QUOTED.sub(r'\1"', text)])


def _without_headings(rows: Sequence[Cells]) -> list[Cells]:
    """A line that says nothing but a pair becomes a cell of the lines below it."""
    kept: list[Cells] = []
    pair, is_said = "", False
    for cells in rows:
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and (found := _PAIR.fullmatch(f"{filled[0]} ".strip())):
            pair, is_said = found[1], True
        elif filled:
            kept.append([pair, *cells])
    return kept if is_said else [cells[1:] for cells in kept]


def _even(rows: Sequence[Cells]) -> list[Cells]:
    width = max(map(len, rows), default=0)
    full = [[*cells, *[""] * (width - len(cells))] for cells in rows]
    used = [at for at in range(width) if any(cells[at] for cells in full)]
    return [[cells[at] for at in used] for cells in full]


# Plain text


def _with_pairs(lines: Sequence[str], countries: Countries) -> list[tuple[str, Cells]]:
    rows, pair = [], ""
    for line in lines:
        line = _BRACKETED.sub(r" \1 ", line.strip())
        if found := _PAIR.match(line):
            pair, line = found[1], line[found.end() :].strip()
        if line:
            rows.append((pair, _tokens(line, countries)))
    return rows


def _tokens(line: str, countries: Countries) -> Cells:
    """Words that are one name stay together; a country's code ends it."""
    cells: Cells = []
    words: list[str] = []

    def end() -> None:
        if words:
            cells.extend(_name_and_country(words, countries))
            words.clear()

    for word in line.replace("|", " ").split():
        bare = word.strip(",;")
        if not bare:
            continue
        if kind_of(bare, countries) in {"name", "country", "other"} or (words and lane_of(bare) and len(bare) == 1):
            words.append(bare)
        else:
            end()
            cells.append(bare)
    end()
    return cells


def _name_and_country(words: Sequence[str], countries: Countries) -> Cells:
    """Femke KOK NED: the last word that is a code, where a name stands before it."""
    for at in range(len(words) - 1, 0, -1):
        if words[at].isupper() and countries.noc(words[at]) and len(words[at]) == 3:
            rest = " ".join(words[at + 1 :])
            return [" ".join(words[:at]), words[at], *([rest] if rest else [])]
    return [" ".join(words)]


def _aligned(rows: Sequence[tuple[str, Cells]], countries: Countries) -> Grid:
    """Lines of different lengths, such as one with DNF in place of its time, put below each other by what they hold. A
    status that fits nowhere has a column of its own."""
    kinds = [[_column(kind_of(cell, countries)) for cell in cells] for _, cells in rows]
    if not kinds:
        return Grid([])
    shapes = Counter(map(tuple, kinds))
    pattern = max(shapes, key=lambda shape: (shapes[shape], len(shape)))
    made, over = [], []
    for (pair, cells), own in zip(rows, kinds, strict=True):
        fitted, left = _fitted(cells, own, pattern)
        status = next((cell for cell in left if status_of(cell)), "")
        made.append([pair, *fitted, status])
        over += [f"{cell} (in {' '.join(cells)})" for cell in left if cell != status]
    return Grid(_even(made), tuple(over))


def _column(kind: str) -> str:
    return "time" if kind == "status" else "name" if kind == "other" else kind


def _fitted(cells: Cells, kinds: Sequence[str], pattern: Sequence[str]) -> tuple[Cells, Cells]:
    """The cells at their places in the pattern, and what fits nowhere. Numbers before a name stand next to it only
    where all are there, and a status before it stands for the place."""
    if list(kinds) == list(pattern):
        return list(cells), []
    placed, at, left = [""] * len(pattern), 0, []
    name = pattern.index("name") if "name" in pattern else 0
    before = kinds.index("name") if "name" in kinds else 0
    for place, (cell, kind) in enumerate(zip(cells, kinds, strict=True)):
        if place == 0 < before and status_of(cell) and pattern[0] == "number":
            placed[0], at = cell, 1
            continue
        # A number that is missing before the name is the first of them, the place: whoever did not finish has none
        start = max(at, name - before + place) if place < before else at
        found = next((each for each in range(start, len(pattern)) if pattern[each] == kind), None)
        if found is None:
            left.append(cell)
        else:
            placed[found], at = cell, found + 1
    return placed, left


def numbers_in(cells: Sequence[str]) -> list[int]:
    return [number for cell in cells if (number := number_of(cell)) is not None]
