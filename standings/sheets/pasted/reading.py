"""Lines of a pasted text, each by what it holds, and its columns, which somebody may set right. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from standings.sheets.pasted.columns import ROLES, heading_of, recognise
from standings.sheets.pasted.grid import grid_of
from standings.sheets.pasted.kinds import Countries, is_time, number_of
from standings.spelling.marks import lane_of, status_of
from standings.spelling.times import exact


@dataclass(frozen=True)
class Column:
    """`samples`: what stands in it, first of all its heading where it has one."""

    role: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """`lines` by role, as they would be typed; `passed_over`: lines without a name; `titles`: those of one cell alone,
    above a header or in a table that is wider; `mark`: by which it is known again, with its columns."""

    columns: tuple[Column, ...] = ()
    lines: tuple[Mapping[str, str], ...] = ()
    passed_over: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    mark: str = ""
    counted: str = ""  # how places were counted, in words, where the text has none
    asked: str = ""  # what somebody has to choose, in words
    left: tuple[str, ...] = ()  # cells that have no place in the table


def digest_of(text: str) -> str:
    """By which the columns chosen for one text are not taken for another's."""
    lines = [line.rstrip() for line in text.strip().splitlines()]  # browsers send other ends of lines
    return sha256("\n".join(lines).encode(errors="replace")).hexdigest()[:16]


def mark_of(text: str, roles: Sequence[str]) -> str:
    """By which it is known whether the text was read with these roles of its columns."""
    return ":".join([digest_of(text), *roles])


def read(
    text: str, roles: Sequence[str], countries: Countries, chosen: Sequence[str] = (), by_time: bool = True
) -> Reading:
    """`chosen`: the roles of its columns as somebody chose them. Raises ValueError in words."""
    grid = grid_of(text, countries)
    rows, titles = _without_titles(grid.rows)
    found, heads = recognise(rows, roles, countries)
    asked = _asked(rows[heads:], roles, found)
    if len(chosen) == len(found) and set(chosen) <= set(roles):
        found, asked = list(chosen), ""
    lines, passed_over = [], []
    for row in rows[heads:]:
        line = _line(row, found)
        if line.get("name"):
            lines.append(line)
        else:
            passed_over.append(" ".join(filter(None, row)))
    counted = ""
    if "rank" in roles and "rank" not in found and lines and not asked:
        counted = _count(lines, by_time)
    columns = tuple(
        Column(role, tuple(cell for row in rows[: heads + 3] if (cell := row[at]))) for at, role in enumerate(found)
    )
    return Reading(
        columns, tuple(lines), tuple(passed_over), tuple(titles), mark_of(text, found), counted, asked, grid.left
    )


def _asked(rows: Sequence[Sequence[str]], roles: Sequence[str], found: Sequence[str]) -> str:
    """The question which of its columns with times has those of the result."""
    if "time" not in roles or "time" in found:
        return ""
    columns = [[row[at] for row in rows] for at, role in enumerate(found) if not role]
    times = [cells for cells in columns if any(is_time(cell) for cell in cells)]
    if len(times) < 2:
        return ""
    return f"{len(times)} of its columns have times: choose the one with those of the result, and read it again."


def _without_titles(rows: list[list[str]]) -> tuple[list[list[str]], list[str]]:
    """What stands above a header, or by itself in a row of a wide table: titles."""
    for at, row in enumerate(rows[:10]):
        if heading_of(row):
            return rows[at:], [" ".join(filter(None, each)) for each in rows[:at]]
    counts = sorted(_filled(row) for row in rows)
    is_wide = bool(counts) and counts[len(counts) // 2] >= 3
    kept: list[list[str]] = []
    titles: list[list[str]] = []
    for row in rows:
        (titles if is_wide and _filled(row) == 1 else kept).append(row)
    return kept, [" ".join(filter(None, each)) for each in titles]


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell) for cell in row)


def _line(row: Sequence[str], roles: Sequence[str]) -> dict[str, str]:
    line: dict[str, str] = {}
    for cell, role in zip(row, roles, strict=True):
        cell = cell.strip()
        if not role or not cell or cell in {"-", "–", "—"}:
            continue
        if role == "sprint":
            line[role] = ",".join(filter(None, [line.get(role, ""), cell]))
        else:
            line[role] = f"{line[role]} {cell}" if role in line else cell
    for role in ("rank", "time"):
        if status := status_of(line.get(role, "")):
            line["status"] = status
            line.pop(role)
    if "status" in line:
        line["status"] = status_of(line["status"]) or line["status"].upper()
    if "lane" in line:
        line["lane"] = lane_of(line["lane"]) or line["lane"]
    for role in ("rank", "bib", "pair", "points", "laps", "race_points"):
        if (number := number_of(line.get(role, ""))) is not None:
            line[role] = str(number)
    if "country" in line:
        line["country"] = line["country"].strip("()")
    return line


def _count(lines: Sequence[dict[str, str]], by_time: bool) -> str:
    """Give places to those who finished; says how."""
    placed = [line for line in lines if line.get("status", "OK") == "OK"]
    times = [exact(line.get("time", "")) for line in placed]
    if not by_time or None in times:
        for place, line in enumerate(placed, 1):
            line["rank"] = str(place)
        return "It has no places: they are counted in the order of its lines."
    known = [time for time in times if time is not None]
    for line, time in zip(placed, known, strict=True):
        line["rank"] = str(1 + sum(other < time for other in known))
    return "It has no places: they are counted by the times."


def choices(roles: Sequence[str]) -> list[tuple[str, str]]:
    return [(role, ROLES[role]) for role in roles]
