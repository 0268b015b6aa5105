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
from standings.results.known_names import KnownNames
from standings.sheets.pasted.columns import ROLES
from standings.sheets.pasted.reading import Reading, as_typed, digest_of
from standings.sheets.pasted.reading import read as read_text

READ = "_read"
EMPTY = 3  # lines to type in, at the end
MOST_LINES = 250


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
    """What was read, for the page: how many lines are new, and how many change one that is there."""

    text: str
    reading: Reading
    new: int = 0
    changed: int = 0
    problem: str = ""
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


def typed_text(request: HttpRequest) -> str:
    """The text in the box, or that of the file. Raises TableError."""
    text: str = request.POST.get("pasted", "")
    upload: Any = request.FILES.get("pasted_file")
    return text_of_file(upload.read()) if upload else text


def is_to_be_read(request: HttpRequest) -> bool:
    """Whether the button says so, or something is sent with another one that was not read yet."""
    text = request.POST.get("pasted", "")
    is_unread = bool(text.strip()) and request.POST.get("columns-of") != digest_of(text)
    return READ in request.POST or is_unread or "pasted_file" in request.FILES


def put(request: HttpRequest, formset: Any, columns: Columns, by_time: bool) -> Read:
    """Puts the pasted lines into the submission: at the end, or where the competitor has a line already.

    What an earlier reading brought makes room for this one. `formset` is that of what is stored.
    """
    names: KnownNames = formset.names
    fields = formset.empty_form.fields
    roles = [role for role in columns.roles if not role or columns.fields[role] in fields]
    choices = [(role, ROLES[role]) for role in roles]
    found = Read("", Reading(), choices=choices)
    try:
        found = replace(found, text=typed_text(request))
        reading = _read(request.POST, found.text, roles, names, by_time)
    except (TableError, ValueError) as error:
        return replace(found, problem=f"{str(error)[:1].upper()}{str(error)[1:]}")
    if not reading.lines:
        said = "No line with a name was found in it." if found.text.strip() else "Paste lines first, or choose a file."
        return replace(found, reading=reading, problem=said)
    rows = read(request.POST, request.FILES, formset.prefix)
    if rows is None:
        return replace(found, problem="The page lacks its lines. Open it again.")
    stored = {str(form.instance.pk): form for form in formset.initial_forms}
    line_of = {str(form.instance.competitor_id): row for row in rows.kept if (form := stored.get(_one(row, "id")))}
    for row in rows.kept:
        if _one(row, "read") and (before := stored.get(_one(row, "id"))):
            row |= {name: _shown(before, name) for name in columns.fields.values() if name in before.fields}
            row.pop("read", None)
    new = [row for row in rows.new if not _one(row, "read") and is_typed(row)]
    changed = 0
    answers = {(_one(row, "who").partition(" ")[2]): _one(row, "who") for row in rows.new if _one(row, "read")}
    added: list[Row] = []
    for line in reading.lines:
        cells = {name: [text] for name, text in columns.cells(_plain(line, names)).items()} | {"read": ["on"]}
        who = names.find(line["name"], names.countries.noc(line.get("country", ""))).competitor
        if who and (there := line_of.get(str(who.pk))):
            changed += _takes(there, {name: value for name, value in cells.items() if name != "competitor"})
            continue
        if who:
            cells["competitor"] = [names.text_of(who.pk)]
        elif line["name"] in answers:
            cells["who"] = [answers[line["name"]]]
        added.append(cells)
    if len(rows.kept) + len(new) + len(added) > MOST_LINES:
        return replace(found, problem=f"With these the race has more than {MOST_LINES} lines. Nothing was taken over.")
    rows.new = [*new, *added]
    request.POST, request._files = write(request.POST, request.FILES, [rows])  # type: ignore[assignment,attr-defined]
    return replace(found, reading=reading, new=len(added), changed=changed)


def _read(data: QueryDict, text: str, roles: Sequence[str], names: KnownNames, by_time: bool) -> Reading:
    chosen: list[str] = []
    if data.get("columns-of") == digest_of(text):
        while (name := f"column-{len(chosen)}") in data and len(chosen) < 60:
            chosen.append(str(data[name]))
    return read_text(text, roles, names.countries, chosen, by_time)


def _plain(line: Mapping[str, str], names: KnownNames) -> dict[str, str]:
    """Country and time as forms show them, where they can be read."""
    plain = dict(line)
    plain["country"] = names.countries.noc(line.get("country", "")) or line.get("country", "")
    with contextlib.suppress(ValueError):
        plain["time"] = as_typed(line.get("time", ""))
    return {role: text for role, text in plain.items() if text}


def _shown(form: Any, name: str) -> list[str]:
    """What the form of a stored line shows in the field."""
    value = form[name].value()
    return ["" if value is None else str(value)]


def _takes(row: Row, cells: Row) -> bool:
    """Whether the line is another one with these cells, which it gets."""
    before = {name: row.get(name, [""]) for name in cells if name != "read"}
    row |= cells
    return any(row[name] != value for name, value in before.items())


def _one(row: Row, name: str) -> str:
    return row.get(name, [""])[-1]


def is_typed(row: Row) -> bool:
    """Whether a new row has anything but its numbers, or is to be removed."""
    nothing = {"line", "rank", "status", "id", "race", "start_list", "who", "read", "DELETE"}
    said = any(value.strip() for name, values in row.items() if name not in nothing for value in values)
    status, rank = _one(row, "status"), _one(row, "rank").strip()
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
    place = next_place(rank for row in lines if (rank := whole_number(_one(row, "rank"))) is not None)
    empty: list[Row] = [{"line": [str(len(lines) + at)]} for at in range(1, count + 1)]
    if "rank" in columns.fields.values():
        for at, row in enumerate(empty):
            row |= {"rank": [str(place + at)], "status": ["OK"]}
    rows.new = [*typed, *empty]
    request.POST, request._files = write(request.POST, request.FILES, [rows])  # type: ignore[assignment,attr-defined]
