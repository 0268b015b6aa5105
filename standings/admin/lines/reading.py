"""What is pasted becomes lines of the grid, to be looked at before anything is saved."""

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest, QueryDict

from isuwc.files.tables.books import TableError
from isuwc.submissions.two_people.rows import Row, read, write
from isuwc.text.numbers import whole_number
from standings.admin.lines.files import text_of_file
from standings.admin.lines.placing import Placed, Placing, one
from standings.results.known_names import KnownNames
from standings.sheets.pasted.columns import ROLES
from standings.sheets.pasted.reading import Reading, digest_of, mark_of
from standings.sheets.pasted.reading import read as read_text
from standings.spelling.times import read_time, time_text

READ = "_read"
EMPTY = 3  # lines to type in, at the end
MOST_LINES = 250
MOST_COLUMNS = 60


@dataclass(frozen=True)
class Columns:
    """What the grid can take: which roles a column may have, and the field of a line that each fills."""

    roles: tuple[str, ...]
    fields: Mapping[str, str]
    fresh: int = 20  # empty lines of a grid without any

    def cells(self, line: Mapping[str, str]) -> dict[str, str]:
        return {self.fields[role]: text for role, text in line.items() if role in self.fields}


@dataclass(frozen=True)
class Read:
    """What was read, for the page, and where its lines went."""

    text: str
    reading: Reading
    placed: Placed = field(default_factory=Placed)
    problem: str = ""
    sheets: tuple[str, ...] = ()  # of a file, that were not read
    choices: Sequence[tuple[str, str]] = field(default=())

    @property
    def columns(self) -> list[dict[str, Any]]:
        """Each with what stands in it and the choices for it."""
        return [
            {
                "name": f"column-{at}",
                "samples": ", ".join(column.samples),
                "number": at + 1,
                "choices": [(role, words, role == column.role) for role, words in self.choices],
            }
            for at, column in enumerate(self.reading.columns)
        ]


def typed_text(request: HttpRequest) -> tuple[str, tuple[str, ...]]:
    """The text in the box, or that of the file, which may only follow a text that was read; and the names of the file's
    sheets that are left out. Raises TableError."""
    text: str = request.POST.get("pasted", "")
    upload: Any = request.FILES.get("pasted_file")
    if upload and _is_unread(request):
        raise TableError("Lines are pasted and a file is chosen: read the lines first, or empty the box.")
    return text_of_file(upload.read()) if upload else (text, ())


def is_to_be_read(request: HttpRequest) -> bool:
    """Whether the button says so, or something is sent with another one that was not read yet, or with other columns
    chosen than it was read with."""
    return READ in request.POST or _is_unread(request) or "pasted_file" in request.FILES


def _is_unread(request: HttpRequest) -> bool:
    text = request.POST.get("pasted", "")
    return bool(text.strip()) and request.POST.get("columns-of") != mark_of(text, _chosen(request.POST))


def put(request: HttpRequest, formset: Any, columns: Columns, by_time: bool) -> Read:
    """Puts the pasted lines into the submission: at the end, or where the competitor has a line already.

    What an earlier reading of the same text brought makes room for this one. `formset` is that of what is stored.
    """
    names: KnownNames = formset.names
    fields = formset.empty_form.fields
    roles = [role for role in columns.roles if not role or columns.fields[role] in fields]
    choices = [(role, ROLES[role]) for role in roles]
    found = Read(request.POST.get("pasted", ""), Reading(), choices=choices)
    try:
        text, sheets = typed_text(request)
        found = replace(found, text=text, sheets=sheets)
        reading = _read(request.POST, found.text, roles, names, by_time)
    except (TableError, ValueError) as error:
        return replace(found, problem=f"{str(error)[:1].upper()}{str(error)[1:]}")
    if not reading.lines:
        said = "No line with a name was found in it." if found.text.strip() else "Paste lines first, or choose a file."
        return replace(found, reading=reading, problem=said)
    rows = read(request.POST, request.FILES, formset.prefix)
    if rows is None:
        return replace(found, problem="The page lacks its lines. Open it again.")
    owners = {str(form.instance.pk): form.instance.competitor_id for form in formset.initial_forms}
    placing = Placing(rows, [name for name in columns.fields.values() if name in fields], names, owners)
    placing.make_room(digest_of(found.text), is_typed)
    lines = [columns.cells(_plain(line, names)) for line in reading.lines]
    placed = placing.put(digest_of(found.text), lines, bool(reading.counted))
    if len(rows.kept) + len(rows.new) > MOST_LINES:
        return replace(found, problem=f"With these the race has more than {MOST_LINES} lines. Nothing was taken over.")
    request.POST, request._files = write(request.POST, request.FILES, [rows])  # type: ignore[assignment,attr-defined]
    return replace(found, reading=reading, placed=placed)


def _read(data: QueryDict, text: str, roles: Sequence[str], names: KnownNames, by_time: bool) -> Reading:
    is_of_text = data.get("columns-of", "").partition(":")[0] == digest_of(text)
    return read_text(text, roles, names.countries, _chosen(data) if is_of_text else (), by_time)


def _chosen(data: QueryDict) -> list[str]:
    """The roles of the columns as the page has them."""
    chosen: list[str] = []
    while (name := f"column-{len(chosen)}") in data and len(chosen) < MOST_COLUMNS:
        chosen.append(str(data[name]))
    return chosen


def _plain(line: Mapping[str, str], names: KnownNames) -> dict[str, str]:
    """Country and time as forms show them, where they can be read."""
    plain = dict(line)
    plain["country"] = names.countries.noc(line.get("country", "")) or line.get("country", "")
    with contextlib.suppress(ValueError):
        plain["time"] = time_text(*read_time(line.get("time", "")))
    return {role: text for role, text in plain.items() if text}


def is_typed(row: Row) -> bool:
    """Whether a new row has anything but its numbers, or is to be removed."""
    nothing = {"line", "rank", "status", "id", "race", "start_list", "who", "read", "DELETE"}
    said = any(value.strip() for name, values in row.items() if name not in nothing for value in values)
    status, rank = one(row, "status"), one(row, "rank").strip()
    return said or status not in {"", "OK"} or (bool(rank) and not rank.isdigit())


def next_place(ranks: Iterable[int]) -> int:
    """The place of the line below these: after one that several share, as many are left out."""
    known = list(ranks)
    return known[-1] + known.count(known[-1]) if known else 1


def with_empty_lines(request: HttpRequest, prefix: str, columns: Columns) -> None:
    """The lines that somebody typed, and behind them empty ones, numbered, however many were filled in."""
    rows = read(request.POST, request.FILES, prefix)
    if rows is None:
        return
    typed = [row for row in rows.new if is_typed(row)]
    lines = [*rows.kept, *typed]
    count = min(max(EMPTY, columns.fresh - len(lines)), max(MOST_LINES - len(lines), 0))
    for at, row in enumerate(typed, len(rows.kept) + 1):
        row.setdefault("line", [str(at)])
        if "status" in columns.fields.values():
            row.setdefault("status", ["OK"])
    place = next_place(rank for row in lines if (rank := whole_number(one(row, "rank"))) is not None)
    empty: list[Row] = [{"line": [str(len(lines) + at)]} for at in range(1, count + 1)]
    if "rank" in columns.fields.values():
        for at, row in enumerate(empty):
            row |= {"rank": [str(place + at)], "status": ["OK"]}
    rows.new = [*typed, *empty]
    request.POST, request._files = write(request.POST, request.FILES, [rows])  # type: ignore[assignment,attr-defined]
