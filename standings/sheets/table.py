"""Results as CSV: one row per competitor, any number of races in a file.

Columns are identified by name, in any order; COLUMNS has the accepted names. Required are the race (category, distance
and whatever else distinguishes it), its time (a date, or season and event), rank, name and NOC.
"""

import re
from collections.abc import Callable
from typing import Any

from events.naming.cells import identity_of
from isuwc.files.tables.delimited import cells_of, text_of
from isuwc.files.tables.tabular import DataError, Row
from standings.sheets.lines import LANES, check_lines
from standings.sheets.notes import STATUSES
from standings.sheets.sheet import Heading, ResultSheet, SheetError, SheetLine
from standings.spelling.times import parse_time

MOST_BYTES = 10 << 20
MOST_ROWS = 50_000

COLUMNS = {
    "race_id": {"race_id"},
    "season": {"season"},
    "event": {"event", "wc", "world_cup"},
    "race": {"race", "race_no", "race_number"},
    "date": {"date"},
    "category": {"category", "gender"},
    "distance": {"distance"},
    "division": {"division"},
    "phase": {"phase"},
    "ordinal": {"ordinal", "leg"},
    "rank": {"rank", "rnk", "place"},
    "bib": {"bib", "nr", "number"},
    "name": {"name"},
    "noc": {"noc", "country", "ctry"},
    "pair": {"pair", "heat", "pair_or_heat"},
    "lane": {"lane", "straight", "lane_or_straight"},
    "status": {"status"},
    "time": {"time"},
    "thousandth": {"thousandth", "thousandth_digit_if_printed"},
    "laps": {"laps"},
    "s1": {"s1", "ms_sprint1"},
    "s2": {"s2", "ms_sprint2"},
    "s3": {"s3", "ms_sprint3"},
    "s4": {"s4", "ms_final_sprint"},
    "total": {"total", "race_points", "ms_total"},
    "points": {"points", "printed_points", "wc_points_printed"},
    "notes": {"notes", "note_codes"},
    "flag": {"printed_n_flag"},
    # Accepted and ignored
    "behind": {"behind"},
    "cup": {"cup"},
}
NEEDED = ("category", "distance", "rank", "name", "noc")
_NAMES = {written: column for column, names in COLUMNS.items() for written in names}

RACE_ID = re.compile(r"(\d{4}-\d\d)-WC(\d{1,2})-(\d{1,3})")


def read_table(data: bytes, file_name: str) -> list[ResultSheet]:
    """The sheets in a CSV file, one per race. Raises SheetError with row and column of the first invalid cell."""
    try:
        races: dict[Heading, list[SheetLine]] = {}
        for row in _rows(data, file_name):
            races.setdefault(_heading(row), []).append(_line(row))
    except DataError as error:
        raise SheetError(str(error)) from error
    if not races:
        raise SheetError("it has no row below its header")
    sheets = []
    for heading, lines in races.items():
        ordered = sorted(lines, key=lambda line: line.rank or 10_000)
        try:
            sheets.append(ResultSheet(heading, check_lines(ordered), is_table=True))
        except SheetError as error:
            raise SheetError(f"{heading.identity.title}: {error}") from error
    return sheets


def _rows(data: bytes, file_name: str) -> list[Row]:
    if len(data) > MOST_BYTES:
        raise SheetError(f"it has more than {MOST_BYTES >> 20} MB")
    try:
        text = text_of(data)
    except ValueError as error:
        raise SheetError("it is neither a PDF nor a CSV file in UTF-8") from error
    try:
        rows = cells_of(text, MOST_ROWS)
    except ValueError as error:
        raise SheetError(str(error)) from error
    header = _header(rows[0][1] if rows else [])
    read = []
    for number, cells in rows[1:]:
        row = Row(file_name, number, dict.fromkeys(COLUMNS, ""))
        if len(cells) != len(header):
            raise row.error(header[-1], f"{len(cells)} cells, but the header has {len(header)}")
        read.append(row.filled(dict(zip(header, cells, strict=True))))
    return read


def _header(cells: list[str]) -> list[str]:
    written = [re.sub(r"\W+", "_", cell.strip().casefold()).strip("_") for cell in cells]
    columns = [_NAMES.get(name, "") for name in written]
    missing = [column for column in NEEDED if column not in columns]
    if missing:
        raise SheetError(f"its header has no column {', '.join(missing)}")
    unknown = [cell for cell, column in zip(cells, columns, strict=True) if not column]
    if unknown:
        raise SheetError(f"its header has columns that are not known: {', '.join(unknown)}")
    if len(set(columns)) != len(columns):
        raise SheetError("its header has a column twice")
    return columns


def _heading(row: Row) -> Heading:
    season, event, race = row.text("season"), row.optional_number("event", 1, 99), row.optional_number("race", 1, 999)
    if match := RACE_ID.fullmatch(row.text("race_id")):
        season, event, race = season or match[1], event or int(match[2]), race or int(match[3])
    date = row.optional_date("date")
    if date is None and not (season and event):
        raise row.error("date", "empty, and season and event don't say either when the race was")
    return Heading(
        date=date,
        season=season,
        identity=identity_of(row).with_unsaid_division(),
        event_number=event,
        race_number=race,
    )


def _line(row: Row) -> SheetLine:
    status = _one_of(row, "status", {"": "OK", "ok": "OK", **{word.casefold(): s for word, s in STATUSES.items()}})
    time = row.text("time").replace("(", "").replace(")", "")
    hundredths, thousandth = _cell(row, "time", lambda _: parse_time(time) if time else (None, None))
    sprints = tuple(row.optional_number(f"s{n}", 0, 999) or 0 for n in range(1, 5))
    flag = ["N"] if row.text("flag").casefold() in {"yes", "n", "true", "1"} else []
    return SheetLine(
        rank=row.optional_number("rank", 1, 999),
        name=" ".join(row.required("name", 80).split()),
        noc=row.required("noc", 3).upper(),
        status=status,
        bib=row.optional_number("bib"),
        pair=row.optional_number("pair"),
        lane=_one_of(row, "lane", {"": "", **LANES}),
        hundredths=hundredths,
        thousandth=row.optional_number("thousandth", 0, 9) if thousandth is None else thousandth,
        laps=row.optional_number("laps"),
        sprint_points=sprints if any(sprints) else (),
        race_points=row.optional_number("total"),
        printed_points=row.optional_number("points"),
        notes=" ".join([*(code for code in re.split(r"[,;| ]+", row.text("notes", 40)) if code), *flag]),
    )


def _one_of(row: Row, column: str, values: dict[str, str]) -> str:
    return values[row.choice(column, values)]


def _cell(row: Row, column: str, reader: Callable[[str], Any]) -> Any:
    return row.read(column, row.cells[column], reader)
