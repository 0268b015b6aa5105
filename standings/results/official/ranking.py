"""Reads a published ranking: CSV, or lines copied from a PDF or a web page. Pure."""

import re
from dataclasses import dataclass

from isuwc.files.tables.delimited import cells_of, delimiter_of, text_of
from isuwc.text.characters import lines
from standings.spelling.headings import heading, headings

LONGEST = 1 << 20  # bytes; a ranking of 100 skaters has 5,000
MOST_ROWS = 20_000

RANK = headings("rank") | {"quota rank"}
NAME = headings("name")
NOC = headings("noc")
POINTS = headings("points") | {"total"}
SECTION = frozenset({"section"})

# 1 Femke KOK NED 60 60 300 · 1. Femke Kok (NED) 300 · 1 NED Femke KOK 300: the last number is the total.
_PLACE = re.compile(r"(?P<place>\d{1,3})[.)]?\s+(?P<rest>\S.*)")
_NAME_NOC = re.compile(r"(?P<name>\D{1,120}?)[\s,]{1,9}\(?(?P<noc>[A-Z]{3})\)?[\s|]{1,9}(?P<numbers>\d[^A-Za-z]*)")
_NOC_NAME = re.compile(r"(?P<noc>[A-Z]{3})\s{1,9}(?P<name>\D{1,120}?)\s{1,9}(?P<numbers>\d[^A-Za-z]*)")


class RankingError(Exception):
    """The text is not a readable ranking; the message says why."""


@dataclass(frozen=True)
class Ranked:
    """One row. The place is None where the list has no number there, such as R3 in a reserve list."""

    row: int
    place: int | None
    name: str
    noc: str
    points: int
    section: str = ""


def read_ranking(data: bytes) -> list[Ranked]:
    """The rows of a ranking. Raises RankingError naming the row that can't be read."""
    if len(data) > LONGEST:
        raise RankingError("It is larger than 1 MB, so it can't be a ranking.")
    try:
        text = lines(text_of(data))
    except ValueError as error:
        raise RankingError("It is not text in UTF-8. Of a PDF, copy the text and paste it.") from error
    first = text.lstrip().partition("\n")[0]
    header = [heading(cell) for cell in first.split(delimiter_of(text))]
    is_table = bool(NAME & set(header) and POINTS & set(header))
    rows = _table(text) if is_table else _lines(text)
    if not rows:
        raise RankingError("No line of it is a place with a name, a country and points.")
    return rows


def _table(text: str) -> list[Ranked]:
    try:
        cells = cells_of(text, MOST_ROWS)
    except ValueError as error:
        raise RankingError(f"I{str(error)[1:]}.") from error
    header = [heading(cell) for cell in cells[0][1]]
    at = {kind: _column(header, names) for kind, names in (("rank", RANK), ("name", NAME), ("noc", NOC))}
    points_at, section_at = _column(header, POINTS), _column(header, SECTION)
    if at["rank"] is None or points_at is None:
        raise RankingError("Its header needs columns for the place and the points.")
    rows = []
    for number, row in cells[1:]:
        if len(row) != len(header):
            raise RankingError(f"Row {number} has {len(row)} cells, the header {len(header)}.")
        values = {kind: "" if where is None else row[where].strip() for kind, where in at.items()}
        section = "" if section_at is None else row[section_at].strip()
        points = _points(row[points_at].strip(), number)
        noc = values["noc"] if re.fullmatch("[A-Z]{3}", values["noc"]) else ""
        rows.append(Ranked(number, _place(values["rank"]), values["name"], noc, points, section))
    return rows


def _column(header: list[str], names: frozenset[str]) -> int | None:
    return next((at for at, cell in enumerate(header) if cell in names), None)


def _lines(text: str) -> list[Ranked]:
    """Rows from lines that begin with a place; titles, headers and page numbers between them are ignored."""
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        start = _PLACE.fullmatch(" ".join(line.split()))
        if not start or not re.search(r"[^\W\d_]{2}", start["rest"]):
            continue
        match = _NOC_NAME.fullmatch(start["rest"]) or _NAME_NOC.fullmatch(start["rest"])
        if not match:
            raise RankingError(
                f"Line {number} begins with a place, but no name, country and points follow: {line[:60]!r}."
            )
        total = re.findall(r"\d+", match["numbers"])[-1]
        rows.append(Ranked(number, int(start["place"]), match["name"].strip(), match["noc"], _points(total, number)))
    return rows


def _place(text: str) -> int | None:
    text = text.rstrip(".")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None


def _points(text: str, row: int) -> int:
    if not re.fullmatch(r"\d{1,5}", text, re.ASCII):
        raise RankingError(f"Row {row}: {text!r} is not a number of points.")
    return int(text)
