"""Makes rows of ours of a sheet, as it was decided. Everything that can't be read is named. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, product, repeat
from typing import Any

from isuwc.files.tables.books import MOST_ROWS, Sheet, TableError
from isuwc.files.tables.spreadsheets import Table
from isuwc.files.tables.tabular import DataError, Row
from isuwc.tables.matching.columns import Cells, Column, Layout, Told
from isuwc.tables.matching.dates import AmbiguousDateError
from isuwc.tables.matching.decided import EXAMPLE_ROW, Header, Matching
from isuwc.text.characters import clean

MOST_NOTED = 20


@dataclass
class Translated:
    """Rows of ours, an error for every cell that can't be read, and what was passed over, in words.

    A cell that can't be read is in its row as it came, so that every other cell is checked, too.
    """

    rows: list[Row] = field(default_factory=list)
    errors: list[DataError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    wrong: set[tuple[int, str]] = field(default_factory=set)  # rows and columns of what can't be read
    wrong_for_all: set[str] = field(default_factory=set)  # columns of which what is said for all rows can't be read

    def with_errors_of(self, found: Sequence[DataError]) -> tuple[DataError, ...]:
        """These errors and those of the rows, one for each cell, in the order of the rows."""
        own = self.wrong | {(error.row, column) for error in found for column in self.wrong_for_all}
        others = [error for error in found if not error.column or (error.row, error.column) not in own]
        return tuple(sorted([*self.errors, *others], key=lambda error: error.row))


def translate(sheet: Sheet, matching: Matching, layout: Layout, table: Table, known: Any, file: str) -> Translated:
    """Raises TableError for too many rows."""
    return _Translator(sheet, matching, layout, table, known, file).translated()


class _Translator:
    def __init__(self, sheet: Sheet, matching: Matching, layout: Layout, table: Table, known: Any, file: str) -> None:
        self.sheet, self.matching, self.table, self.known, self.file = sheet, matching, table, known, file
        self.header = Header.of(sheet, matching.header) or Header(0, ())
        self.is_ours = self.header.is_ours(table)
        at = {name: position for position, name in matching.columns.items() if name}
        self.columns: list[tuple[Column, int]] = [
            (column, at[column.name]) for column in layout.columns if column.name in at
        ]
        taken = {each for column, _ in self.columns for each in column.filled}
        self.constants = [
            (column, text)
            for column in layout.columns
            if (text := matching.constants.get(column.name, "")) and not taken >= set(column.filled)
        ]
        self.said_for_all = {column.name for column, _ in self.constants}
        named = {column.name for column, _ in [*self.columns, *self.constants]}
        # In the order of the layout, so that a reader knows the cells of the columns before its own
        self.in_order = [column for column in layout.columns if column.name in named]
        self.titles = {
            each: self.title(position)
            for column, position in self.columns
            for each in column.filled
            if not self.is_ours
        } | {each: f"{column.label} (for all rows)" for column, _ in self.constants for each in column.filled}
        self.made = Translated()
        self.doubted: set[str] = set()

    def translated(self) -> Translated:
        for number, cells in self.sheet.lines:
            if number <= self.matching.header:
                continue
            for row in self.rows(number, cells):
                if len(self.made.rows) >= MOST_ROWS:
                    raise TableError(f"It has more than {MOST_ROWS} rows.")
                self.made.rows.append(row)
        return self.made

    def rows(self, number: int, cells: Sequence[str]) -> list[Row]:
        texts = {at: cell for at, cell in enumerate(cells) if cell.strip()}
        if not texts:
            return []
        if any(cell.startswith(EXAMPLE_ROW) for cell in texts.values()):
            self.note(f"Row {number} is the example of the template: passed over.")
            return []
        if why := self.passed_over(texts):
            self.note(f"Row {number} was passed over, as {why}: {' · '.join(texts.values())[:120]}")
            return []
        if self.is_ours and (beyond := [at for at in texts if at >= len(self.header.cells)]):
            raise TableError(f"Row {number} has {max(beyond) + 1} cells, the header {len(self.header.cells)}.")
        row = Row(self.file, number, dict.fromkeys(self.table.columns, ""), titles=self.titles)
        cleaned = {column.name: clean(texts.get(at, "").strip(), is_line=True) for column, at in self.columns}
        words = tuple(
            f"Row {number}, {self.titles.get(column.filled[0], column.name)}: {cleaned[column.name].words}."
            for column, _ in self.columns
            if cleaned[column.name].words
        )
        alternatives: list[Sequence[Cells]] = []
        before: dict[str, str] = {}
        said = {column.name: text for column, text in self.constants}
        said |= {name: each.text.strip() for name, each in cleaned.items()}
        for column in self.in_order:
            found = self.read(row, column, said[column.name], before)
            before |= found[0]
            alternatives.append(found)
        made = [self.merged(row, each) for each in product(*alternatives)]
        return [
            replace(row, cells={**row.cells, **each}, cleanings=words if first else (), given=frozenset(each))
            for first, each in zip(chain([True], repeat(False)), made, strict=False)
        ]

    def read(self, row: Row, column: Column, text: str, before: Mapping[str, str]) -> Sequence[Cells]:
        """The cells; as they came, with the error added, where they can't be read."""
        count = len(self.made.errors)
        try:
            return column.read(text, Told(self.known, before, self.matching.day_first))
        except AmbiguousDateError:
            title = self.titles.get(column.filled[0], column.name)
            if title not in self.doubted:
                self.doubted.add(title)
                words = f"{text!r} may have the day or the month first: say above which, for all dates of the table"
                self.made.errors.append(row.error(column.filled[0], words))
            else:
                self.made.errors.append(row.error(column.filled[0], f"{text!r}: day or month first?"))
        except ValueError as error:
            self.wrong(row, column, str(error))
        if len(self.made.errors) > count:
            self.made.wrong |= {(row.number, each) for each in column.filled}
        return [{column.filled[0]: text}]

    def wrong(self, row: Row, column: Column, words: str) -> None:
        """Add an error; once for what is said for all rows."""
        if column.name not in self.said_for_all:
            self.made.errors.append(row.error(column.filled[0], words))
        elif column.filled[0] not in self.made.wrong_for_all:
            self.made.wrong_for_all.add(column.filled[0])
            self.made.errors.append(
                DataError(f"{column.label.capitalize()}, for all rows: {words}", 0, column.filled[0])
            )

    def merged(self, row: Row, alternatives: Iterable[Cells]) -> Cells:
        """The cells of all columns. One that two columns fill has the text of the one that isn't empty."""
        found: dict[str, str] = {}
        for name, text in ((name, text) for cells in alternatives for name, text in cells.items()):
            if text and found.get(name) and found[name] != text:
                self.made.errors.append(
                    row.error(name, f"two columns say something else: {found[name]!r} and {text!r}")
                )
            found[name] = text or found.get(name, "")
        return found

    def passed_over(self, texts: Mapping[int, str]) -> str:
        """Why the line is no row; empty where it is one."""
        if self.is_ours:
            return ""
        if all(
            at < len(self.header.cells) and " ".join(text.split()) == self.header.cells[at]
            for at, text in texts.items()
        ):
            return "it repeats the header"
        positions = {at: column for column, at in self.columns}
        if not set(texts) & set(positions):
            return "nothing of it is in a column that is taken"
        if len(texts) == 1 and len(positions) > 2:
            ((at, text),) = texts.items()
            try:
                if positions[at].reader is not None:
                    positions[at].read(text, Told(self.known, {}, True))
                    return ""
            except ValueError:
                pass
            return "it has one cell alone, as a heading or a remark has"
        return ""

    def note(self, words: str) -> None:
        self.made.notes.append(words)

    def title(self, position: int) -> str:
        named = self.header.cells[position] if position < len(self.header.cells) else ""
        return named or f"no. {position + 1}"
