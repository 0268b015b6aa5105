"""Results as CSV or XLSX: one row per competitor, any number of races in a file.

Columns are identified by name, in any order; COLUMNS has the accepted names. Required are the race (category, distance
and whatever else distinguishes it), its time (a date, or season and event), rank, name and NOC.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from events.naming.cells import identity_of
from isuwc.files.tables.books import TableError, read_book
from isuwc.files.tables.delimited import cells_of, text_of
from isuwc.files.tables.tabular import DataError, Row
from standings.sheets.lines import check_lines
from standings.sheets.sheet import Heading, ResultSheet, SheetError, SheetLine
from standings.spelling.marks import LANES, STATUSES, lane_of, status_of
from standings.spelling.times import read_time

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

ELSE = "; “Hand in a table” takes one whose columns have other names"

RACE_ID = re.compile(r"(\d{4}-\d\d)-WC(\d{1,2})-(\d{1,3})")


def read_table(data: bytes, file_name: str) -> list[ResultSheet]:
    """The sheets in a CSV or XLSX whose columns are named as in COLUMNS, one per race.

    Raises SheetError with row and column of the first invalid cell.
    """
    sheets, errors = sheets_of(_rows(data, file_name))
    if errors:
        raise SheetError(str(errors[0]))
    if not sheets:
        raise SheetError("it has no row below its header")
    return sheets


def sheets_of(rows: Iterable[Row]) -> tuple[list[ResultSheet], list[DataError]]:
    """The sheets, one per race in the order of the rows, or an error for every row that can't be read."""
    races: dict[Heading, list[tuple[Row, SheetLine]]] = {}
    errors: list[DataError] = []
    for row in rows:
        try:
            heading, line = _heading(row), _line(row)
            races.setdefault(heading, []).append((row, line))
        except DataError as error:
            errors.append(error)
    if errors:
        return [], errors  # a race that lacks a line would be said to contradict itself
    sheets = []
    for heading, read in races.items():
        ordered = sorted((line for _, line in read), key=lambda line: line.rank or 10_000)
        try:
            sheets.append(ResultSheet(heading, check_lines(ordered), is_table=True))
        except SheetError as error:
            errors.append(DataError(f"{heading.identity.title}: {error}", read[0][0].number))
    return sheets, errors


def _rows(data: bytes, file_name: str) -> list[Row]:
    if len(data) > MOST_BYTES:
        raise SheetError(f"it has more than {MOST_BYTES >> 20} MB")
    if data[:4] == b"PK\x03\x04":
        return [row for name, lines in _workbook(data) for row in _rows_below(lines, file_name, name)]
    return _rows_below(_text(data), file_name)


def _rows_below(rows: list[tuple[int, list[str]]], file_name: str, sheet: str = "") -> list[Row]:
    """The rows below a header; `sheet` is named in errors where the file has several."""
    try:
        header = _header(rows[0][1] if rows else [])
    except SheetError as error:
        raise SheetError(f"sheet “{sheet}”: {error}" if sheet else str(error)) from error
    place = f"{file_name}, sheet “{sheet}”" if sheet else file_name
    read = []
    for number, cells in rows[1:]:
        row = Row(place, number, dict.fromkeys(COLUMNS, ""))
        if len(cells) != len(header):
            raise SheetError(str(row.error(header[-1], f"{len(cells)} cells, but the header has {len(header)}")))
        read.append(row.filled(dict(zip(header, cells, strict=True))))
    return read


def _text(data: bytes) -> list[tuple[int, list[str]]]:
    try:
        text = text_of(data)
    except ValueError as error:
        raise SheetError("it is neither a PDF nor a CSV file in UTF-8") from error
    try:
        return cells_of(text, MOST_ROWS)
    except ValueError as error:
        raise SheetError(str(error)) from error


def _workbook(data: bytes) -> list[tuple[str, list[tuple[int, list[str]]]]]:
    """The lines of each visible sheet that has any, as wide as its header, with its name where there are several."""
    try:
        sheets = read_book(data)
    except TableError as error:
        raise SheetError(f"{str(error)[:1].lower()}{str(error)[1:].rstrip('.')}") from error
    shown = [sheet for sheet in sheets if sheet.lines and not sheet.is_hidden]
    found = []
    for sheet in shown:
        width = len(sheet.lines[0][1])
        lines = [(number, [*cells, *[""] * (width - len(cells))]) for number, cells in sheet.lines]
        found.append((sheet.name if len(shown) > 1 else "", lines))
    return found


def _header(cells: list[str]) -> list[str]:
    written = [re.sub(r"\W+", "_", cell.strip().casefold()).strip("_") for cell in cells]
    columns = [_NAMES.get(name, "") for name in written]
    missing = [column for column in NEEDED if column not in columns]
    if missing:
        raise SheetError(f"its header has no column {', '.join(missing)}{ELSE}")
    unknown = [cell for cell, column in zip(cells, columns, strict=True) if not column]
    if unknown:
        raise SheetError(f"its header has columns that are not known: {', '.join(unknown)}{ELSE}")
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
    hundredths, thousandth = _cell(row, "time", lambda text: read_time(text) if text else (None, None))
    sprints = tuple(row.optional_number(f"s{n}", 0, 999) or 0 for n in range(1, 5))
    flag = ["N"] if row.text("flag").casefold() in {"yes", "n", "true", "1"} else []
    return SheetLine(
        rank=row.optional_number("rank", 1, 999),
        name=" ".join(row.required("name", 80).split()),
        noc=row.required("noc", 3).upper(),
        status=_cell(row, "status", _status),
        bib=row.optional_number("bib"),
        pair=row.optional_number("pair"),
        lane=_cell(row, "lane", _lane),
        hundredths=hundredths,
        thousandth=row.optional_number("thousandth", 0, 9) if thousandth is None else thousandth,
        laps=row.optional_number("laps"),
        sprint_points=sprints if any(sprints) else (),
        race_points=row.optional_number("total"),
        printed_points=row.optional_number("points"),
        notes=" ".join([*(code for code in re.split(r"[,;| ]+", row.text("notes", 40)) if code), *flag]),
    )


def _status(text: str) -> str:
    status = "OK" if text.casefold() in {"", "ok"} else status_of(text)
    if not status:
        raise ValueError(f"{text!r} is not one of {', '.join(dict.fromkeys(STATUSES.values()))}, or empty")
    return status


def _lane(text: str) -> str:
    if text and not lane_of(text):
        raise ValueError(f"{text!r} is not one of {', '.join(dict.fromkeys(LANES.values()))}, or empty")
    return lane_of(text)


def _cell(row: Row, column: str, reader: Callable[[str], Any]) -> Any:
    return row.read(column, row.cells[column], reader)
