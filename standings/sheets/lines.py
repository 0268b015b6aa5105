"""Turns rows of a printed table into lines of a result."""

import re
from collections.abc import Sequence

from standings.sheets.grid import Cells
from standings.sheets.sheet import SheetError, SheetLine
from standings.spelling.marks import lane_of, status_of
from standings.spelling.names import letters
from standings.spelling.times import read_time, time_text

LONGEST_NAME, LONGEST_NOTES = 60, 40
POINTS = re.compile(r"(?:\(([A-Z])\))?(\d{1,3})?")


def read_line(cells: Cells, position: int) -> SheetLine:
    """The line in a row. Raises SheetError with `position` and name for an unreadable cell."""
    name = _name(cells)
    try:
        status = _status(cells)
        hundredths, thousandth = _time(cells.text("time"), status)
        flag, points = _points(cells.text("points"))
        sprints = tuple(_number(cells, f"s{n}") or 0 for n in range(1, 5))
        return SheetLine(
            rank=_number(cells, "rank"),
            name=name,
            noc=cells.text("noc").upper(),
            status=status,
            bib=_number(cells, "bib"),
            pair=_number(cells, "pair"),
            lane=_lane(cells.text("lane")),
            hundredths=hundredths,
            thousandth=thousandth,
            laps=_number(cells, "laps"),
            sprint_points=sprints if any(sprints) else (),
            race_points=_number(cells, "total"),
            printed_points=points,
            notes=" ".join([*cells.notes, *([flag] if flag else [])]),
        )
    except ValueError as error:
        raise SheetError(f"line {position}, {name}: {error}") from error


def gap_remarks(rows: Sequence[Cells], lines: Sequence[SheetLine]) -> tuple[str, ...]:
    """Remarks on lines whose printed gap doesn't match their time: an error on the sheet, or in reading it.

    Raises SheetError for an invalid gap.
    """
    winner = next((line.hundredths for line in lines if line.rank == 1), None)
    found = []
    for cells, line in zip(rows, lines, strict=True):
        text = cells.text("behind").lstrip("+")
        try:
            gap = read_time(text, as_printed=True)[0] if text else None
        except ValueError as error:
            raise SheetError(f"{line.name}: {text!r} is not a gap to the winner") from error
        if gap is not None and winner is not None and line.hundredths is not None and gap != line.hundredths - winner:
            found.append(
                f"{line.name}: the sheet says +{text} behind, the times +{time_text(line.hundredths - winner)}."
            )
    return tuple(found)


def _name(cells: Cells) -> str:
    # A word with a hyphen at its end goes on in the next line without a space.
    return with_space(re.sub(r"(?<=\w)- ", "-", " ".join(word.text for word in cells.words.get("name", ()))))


def with_space(name: str) -> str:
    """The name with a space before the family name: FemkeKOK becomes Femke KOK."""
    return name if " " in name else re.sub(r"(?<=[a-zà-ÿ])(?=[^\W\d_a-zà-ÿ]{2,}$)", " ", name, count=1)


def _status(cells: Cells) -> str:
    """OK, or the status printed in place of time, gap, points or rank."""
    for column in ("time", "behind", "points", "rank", "total"):
        words = cells.words.get(column, ())
        if words and (status := status_of(words[0].text)):
            cells.words[column] = ()
            return status
    return "OK"


def _time(text: str, status: str) -> tuple[int | None, int | None]:
    if not text:
        if status == "OK":
            raise ValueError("neither a time nor a status")
        return None, None
    return read_time(text, as_printed=True)


def _points(text: str) -> tuple[str, int | None]:
    match = POINTS.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} are not points")
    return match[1] or "", int(match[2]) if match[2] else None


def _number(cells: Cells, column: str) -> int | None:
    text = cells.text(column).rstrip(".")
    if text and not re.fullmatch(r"\d{1,4}", text, re.ASCII):
        raise ValueError(f"{text!r} is not a number")
    return int(text) if text else None


def _lane(text: str) -> str:
    if text and not lane_of(text):
        raise ValueError(f"{text!r} is not a lane")
    return lane_of(text)


def check_lines(lines: Sequence[SheetLine]) -> tuple[SheetLine, ...]:
    """The lines, validated as those of one result. Raises SheetError."""
    if not lines:
        raise SheetError("its table has no line")
    for line in lines:
        if _is_unclear(line, lines):
            raise SheetError(f"{line.name} is in it twice, without numbers that tell two people apart")
        if wrong := _wrong(line):
            raise SheetError(f"{line.name or 'a line of its table'} {wrong}")
    ranks = [line.rank for line in lines if line.rank]
    if ranks != sorted(ranks):
        raise SheetError("the places in its table are not in order")
    if not any(ranks):
        raise SheetError("its table has no place")
    return tuple(lines)


def _is_unclear(line: SheetLine, lines: Sequence[SheetLine]) -> bool:
    """Whether another line has the same name and country, and no number tells the two apart."""
    same = [each.bib for each in lines if (each.name.casefold(), each.noc) == (line.name.casefold(), line.noc)]
    return len(same) > 1 and (line.bib is None or same.count(line.bib) > 1)


def _wrong(line: SheetLine) -> str:
    """What is wrong with a line; empty if nothing."""
    if not letters(line.name):
        return "has no name"
    if len(line.name) > LONGEST_NAME or len(line.notes) > LONGEST_NOTES:
        return "has a name or notes longer than any known; columns may have run together"
    if line.status in {"DNS", "WDR"} and (line.rank or line.hundredths):
        return f"is {line.status} and has a place or a time"
    if line.rank == 0 or line.hundredths == 0:
        return "has a place or a time of nought"
    if line.thousandth is not None and line.hundredths is None:
        return "has a thousandth without a time"
    return ""
