"""Proposes how a sheet is meant: by names, as last time, and by what is in its columns. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from isuwc.files.tables.books import Sheet
from isuwc.files.tables.spreadsheets import Table
from isuwc.tables.matching.columns import Column, Layout, Told, header_key
from isuwc.tables.matching.dates import AmbiguousDateError, order_in
from isuwc.tables.matching.decided import Header, Matching

LOOKED_AT = 40  # lines among which the header is looked for, and values that say what a column is
ENOUGH = 0.8  # of its values are read

BY_NAME, AS_LAST_TIME, BY_CONTENT, SAID_ABOVE = (
    "by its name",
    "as last time",
    "by what is in it",
    "from what stands above",
)


@dataclass(frozen=True)
class LastTime:
    """What was decided of a layout, by the keys of its header; `of` is whose tables have it."""

    of: str
    columns: Mapping[str, str]
    constants: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None


@dataclass(frozen=True)
class Proposal:
    """How the sheet may be meant, and why, by position and by column."""

    matching: Matching
    reasons: Mapping[int, str]
    constant_reasons: Mapping[str, str]
    passed_over: tuple[str, ...]  # lines above the header
    is_ours: bool


def likeliest(sheets: Sequence[Sheet], layout: Layout, remembered: Iterable[LastTime] = ()) -> Sheet:
    """The visible sheet whose header has the most columns that are known; the first of equals."""
    remembered = list(remembered)
    return max(sheets, key=lambda sheet: (not sheet.is_hidden, _best(sheet, layout, remembered)[0]))


def propose(
    sheet: Sheet,
    layout: Layout,
    table: Table,
    known: Any,
    file: str,
    remembered: Sequence[LastTime] = (),
    header: int | None = None,
) -> Proposal:
    """`header` is the number of the line that a person says is the header."""
    number = header if header is not None else _header(sheet, layout, table, remembered)
    found = Header.of(sheet, number) or Header(0, ())
    if found.is_ours(table):
        columns = {at: cell.casefold().replace(" ", "_") for at, cell in enumerate(found.cells)}
        above = _above(sheet, found.number)
        return Proposal(Matching(number, columns), dict.fromkeys(columns, BY_NAME), {}, above, is_ours=True)
    texts = [file, sheet.name, *_above(sheet, found.number)]
    said = layout.proposed("\n".join(texts), known)
    last = _last_time(found, remembered, said.get(layout.remembered_by, ""), layout)
    columns, reasons = _columns(sheet, found, layout, known, last)
    constants, why = _constants(layout, columns, said, last)
    matching = Matching(number, columns, constants, last.day_first if last else None)
    return Proposal(matching, reasons, why, _above(sheet, found.number), is_ours=False)


def values_at(sheet: Sheet, header: int, position: int) -> Iterator[str]:
    """What is below the header in a column, without empty cells."""
    for number, cells in sheet.lines:
        if number > header and position < len(cells) and (text := cells[position].strip()):
            yield text


def dates_order(sheet: Sheet, matching: Matching, layout: Layout) -> tuple[bool | None, str, bool]:
    """As `order_in`, of all columns of dates, which one program has written alike."""
    by_name = layout.by_name
    positions = [at for at, name in matching.columns.items() if name and by_name[name].has_dates]
    texts = [text for at in positions for text in values_at(sheet, matching.header, at)]
    said = [text for name, text in matching.constants.items() if by_name[name].has_dates]
    return order_in([*texts, *said])


def _header(sheet: Sheet, layout: Layout, table: Table, remembered: Sequence[LastTime]) -> int:
    if sheet.lines and (first := Header.of(sheet, sheet.lines[0][0])) and first.is_ours(table):
        return first.number
    score, number = _best(sheet, layout, remembered)
    widest = max(sheet.lines[:LOOKED_AT], key=lambda line: sum(map(bool, line[1])), default=(0, ()))
    return number if score > 1 else widest[0]  # one word alone may be a cell: Live


def _best(sheet: Sheet, layout: Layout, remembered: Iterable[LastTime]) -> tuple[int, int]:
    """How many columns the best header knows, and its line number: the first of equals."""
    names = _names(layout)
    layouts = [set(each.columns) for each in remembered]
    best = (0, 0)
    for number, cells in sheet.lines[:LOOKED_AT]:
        keys = {header_key(cell) for cell in cells if cell}
        by_name = len({names[key] for key in keys if key in names})
        score = max([by_name, *(len(keys & own) for own in layouts if own <= keys)])
        if score > best[0]:
            best = score, number
    return best


def _names(layout: Layout) -> Mapping[str, str]:
    """Columns by the keys of their names; the first of two with the same one."""
    found: dict[str, str] = {}
    for column in layout.columns:
        found.setdefault(header_key(column.name), column.name)
    for column in layout.columns:
        for word in filter(None, column.called.split(",")):
            found.setdefault(header_key(word), column.name)
    return found


def _last_time(header: Header, remembered: Iterable[LastTime], of: str, layout: Layout) -> LastTime | None:
    """What was decided of this layout; where two have it, of the one that the table seems to be from."""
    keys = set(header.keys)
    fitting = [each for each in remembered if each.columns and set(each.columns) <= keys]
    if not fitting:
        return None
    most = max(len(each.columns) for each in fitting)
    fitting = [each for each in fitting if len(each.columns) == most]
    own = [each for each in fitting if of and each.of.casefold() == of.casefold()]
    if own or len(fitting) == 1:
        return (own or fitting)[0]
    first = fitting[0]
    others = {key: text for key, text in first.constants.items() if key != layout.remembered_by}
    return LastTime("", first.columns, others, first.day_first)


def _columns(
    sheet: Sheet, header: Header, layout: Layout, known: Any, last: LastTime | None
) -> tuple[dict[int, str], dict[int, str]]:
    width = max(
        [len(header.cells), *(len(cells) for number, cells in sheet.lines if number > header.number)], default=0
    )
    columns, reasons = dict.fromkeys(range(width), ""), {}
    taken: set[str] = set()
    settled: set[int] = set()
    by_name, names = layout.by_name, _names(layout)

    def take(at: int, name: str, why: str) -> None:
        if name not in columns.values():
            columns[at], reasons[at] = name, why
            taken.update(by_name[name].filled)

    for at, key in enumerate(header.keys):
        if last and key in last.columns:
            settled.add(at)
            if last.columns[key] in by_name:
                take(at, last.columns[key], AS_LAST_TIME)
    for at, key in enumerate(header.keys):
        if at not in settled and key in names:
            take(at, names[key], BY_NAME)
    for at in columns:
        if not columns[at] and at not in settled:
            for column in layout.columns:
                if column.by_content and not set(column.filled) & taken and _reads(sheet, header, at, column, known):
                    take(at, column.name, BY_CONTENT)
                    break
    return columns, reasons


def _reads(sheet: Sheet, header: Header, at: int, column: Column, known: Any) -> bool:
    values = list(dict.fromkeys(values_at(sheet, header.number, at)))[:LOOKED_AT]
    read = 0
    for text in values:
        try:
            column.read(text, Told(known))
            read += 1
        except AmbiguousDateError:
            read += 1
        except ValueError:
            continue
    return bool(values) and read >= ENOUGH * len(values)


def _constants(
    layout: Layout, columns: Mapping[int, str], said: Mapping[str, str], last: LastTime | None
) -> tuple[dict[str, str], dict[str, str]]:
    taken = {each for name in columns.values() if name for each in layout.by_name[name].filled}
    found, why = {}, {}
    for column in layout.columns:
        if not column.for_all or set(column.filled) & taken:
            continue
        if text := said.get(column.name):
            found[column.name], why[column.name] = text, SAID_ABOVE
        elif last and column.is_kept and (text := last.constants.get(column.name)):
            found[column.name], why[column.name] = text, AS_LAST_TIME
    return found, why


def _above(sheet: Sheet, header: int) -> tuple[str, ...]:
    return tuple(
        f"row {number}: {' · '.join(dict.fromkeys(filter(None, cells)))}"
        for number, cells in sheet.lines
        if number < header
    )
