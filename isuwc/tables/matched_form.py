"""The part of the page that says how a table is meant: what is sent of it, and what is shown."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from isuwc.files.tables.books import MOST_COLUMNS, Sheet, TableError, read_book, sheet_of_text
from isuwc.tables.handed_in import Choices, HandedIn
from isuwc.tables.kinds import Kind
from isuwc.tables.matching.columns import Column
from isuwc.tables.matching.proposing import AS_LAST_TIME, values_at
from isuwc.text.characters import line
from isuwc.text.numbers import whole_number

MOST_CARRIED = 2 << 20  # bytes of the sheets that are not shown
LONGEST_NAME = 200  # of a file or sheet
LONGEST_CONSTANT = 300
SAMPLES = 3


def sheets_of(file: Any, text: str, sent: Mapping[str, str]) -> tuple[list[Sheet], str]:
    """The sheets, of the file or of the form that carries them, and the file's name. Raises TableError."""
    if file:
        return read_book(file.read()), line(file.name)[:LONGEST_NAME]
    shown = line(sent.get("sheet_shown", ""))[:LONGEST_NAME]
    sheets = [sheet_of_text(text, shown)]
    carried = _carried(sent.get("sheets", ""))
    sheets += [sheet_of_text(content, name) for name, content in carried if name != shown]
    order = {name: place for place, (name, _) in enumerate(carried)}
    sheets.sort(key=lambda sheet: order.get(sheet.name, 0))
    return sheets, line(sent.get("file_name", ""))[:LONGEST_NAME] or "pasted"


def choices_of(kind: Kind, sent: Mapping[str, str], is_new: bool) -> Choices:
    """What was sent of how the table is meant; nothing of a file that was only just chosen."""
    seen = sent.get("seen", "")
    if is_new or not seen:
        return Choices()
    columns = kind.layout.by_name
    matched = {
        at: name
        for at in range(MOST_COLUMNS)
        if (name := sent.get(f"match-{at}")) is not None and (not name or name in columns)
    }
    constants = {
        name: text
        for name, column in columns.items()
        if column.for_all and (text := line(sent.get(f"all-{name}", "")).strip()[:LONGEST_CONSTANT])
    }
    sheet = line(sent.get("sheet", sent.get("sheet_shown", "")))[:LONGEST_NAME]
    is_same_sheet = sheet == line(sent.get("sheet_shown", ""))[:LONGEST_NAME]
    return Choices(
        sheet=sheet,
        header=whole_number(sent.get("header", "")) if is_same_sheet else None,
        columns=matched if is_same_sheet else None,
        constants=constants if is_same_sheet else None,
        day_first={"day": True, "month": False}.get(sent.get("dates", "")),
        seen=seen,
        is_header_new=is_same_sheet and sent.get("header", "") != sent.get("header_shown", ""),
    )


@dataclass(frozen=True)
class ShownColumn:
    """A column of theirs."""

    position: int
    title: str
    samples: str
    taken: str
    reason: str
    is_empty: bool


@dataclass(frozen=True)
class ShownConstant:
    """What may be said for all rows."""

    column: Column
    value: str
    reason: str
    offered: Sequence[str]


class ShownMatching:
    """What the page shows of how the table is meant."""

    def __init__(self, handed_in: HandedIn) -> None:
        self.handed_in = handed_in
        self.proposal = handed_in.proposal
        self.matching = handed_in.matching
        self.layout = handed_in.kind.layout
        self.mark = handed_in.mark
        self.file = "" if handed_in.file == "pasted" else handed_in.file
        self.sheet = handed_in.sheet

    @property
    def text(self) -> str:
        return self.sheet.as_text

    @cached_property
    def is_plain(self) -> bool:
        """Whether nothing about it is asked: our own layout, or all as last time with what has to be said each time."""
        is_as_last_time = set(self.proposal.reasons.values()) == {AS_LAST_TIME}
        is_known = self.proposal.is_ours or (is_as_last_time and all(each.value for each in self.constants))
        return is_known and not self.handed_in.problems and not self.handed_in.is_order_asked

    @property
    def how(self) -> str:
        return "Every column is called as here." if self.proposal.is_ours else "As last time."

    @cached_property
    def sheets(self) -> Sequence[Sheet]:
        return self.handed_in.sheets

    @cached_property
    def carried(self) -> str:
        """The other sheets, in the order of all, for the form to send again; empty for one sheet or too much."""
        if len(self.sheets) < 2:
            return ""
        texts = [[each.name, "" if each is self.sheet else each.as_text] for each in self.sheets]
        carried = json.dumps(texts, ensure_ascii=False)
        return carried if len(carried.encode()) <= MOST_CARRIED else ""

    @cached_property
    def headers(self) -> list[tuple[int, str]]:
        """Lines that may be the header."""
        near = [
            line for line in self.sheet.lines[:40] if sum(map(bool, line[1])) > 1 or line[0] == self.matching.header
        ]
        return [(number, " · ".join(filter(None, cells))[:80]) for number, cells in near]

    @cached_property
    def columns(self) -> list[ShownColumn]:
        return [self._column(at, name) for at, name in sorted(self.matching.columns.items())]

    def _column(self, at: int, name: str) -> ShownColumn:
        values = list(dict.fromkeys(values_at(self.sheet, self.matching.header, at)))
        samples = " · ".join(value[:40] for value in values[:SAMPLES])
        is_proposed = self.proposal.matching.columns.get(at, "") == name
        reason = self.proposal.reasons.get(at, "") if is_proposed and name else ""
        return ShownColumn(at, self.handed_in.title(at), samples, name, reason, not values)

    @property
    def options(self) -> list[Column]:
        return list(self.layout.columns)

    @cached_property
    def constants(self) -> list[ShownConstant]:
        """Those of which something is said, or should be."""
        return [each for each in self._constants() if each.value or self._is_asked(each.column)]

    @cached_property
    def more_constants(self) -> list[ShownConstant]:
        return [each for each in self._constants() if not each.value and not self._is_asked(each.column)]

    def _is_asked(self, column: Column) -> bool:
        said = {
            each for name, text in self.matching.constants.items() if text for each in self.layout.by_name[name].filled
        }
        if set(column.filled) <= said:
            return False
        is_needed = column.name in self.handed_in.kind.table.needed and not self.proposal.is_ours
        return is_needed or column.name in self.layout.asked

    def _constants(self) -> Iterator[ShownConstant]:
        taken = {each for name in self.matching.matched for each in self.layout.by_name[name].filled}
        for column in self.layout.columns:
            if column.for_all and not set(column.filled) & taken:
                value = self.matching.constants.get(column.name, "")
                is_proposed = value and self.proposal.matching.constants.get(column.name) == value
                reason = self.proposal.constant_reasons.get(column.name, "") if is_proposed else ""
                yield ShownConstant(column, value, reason, column.offers(self.handed_in.known))

    @property
    def order(self) -> str:
        return {True: "day", False: "month", None: ""}[self.matching.day_first]


def _carried(text: str) -> list[tuple[str, str]]:
    """Names and texts of the sheets that the form carries. Raises TableError for what no form of ours carries."""
    if not text:
        return []
    try:
        found = json.loads(text)
        return [(str(name)[:LONGEST_NAME], str(content)) for name, content in found]
    except (ValueError, TypeError, RecursionError) as error:
        raise TableError("The other sheets came in parts: choose the file again.") from error
