"""How a sheet is meant: what is proposed, and what a person decides. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from isuwc.files.tables.books import Sheet
from isuwc.files.tables.spreadsheets import Table
from isuwc.tables.matching.columns import Layout, header_key

EXAMPLE_ROW = "Example row: overwrite or delete it"  # the first cell of the row that a template comes with

UNKNOWN = "None of its columns is known by its name: say which is which, or which row names them."


@dataclass(frozen=True)
class Matching:
    """Which line is the header, which column is which (empty: not taken), and what is said for all rows."""

    header: int  # its line number; 0 for none
    columns: Mapping[int, str]  # by position
    constants: Mapping[str, str] = field(default_factory=dict)  # as typed
    day_first: bool | None = None

    @property
    def matched(self) -> set[str]:
        return {name for name in self.columns.values() if name}


@dataclass(frozen=True)
class Header:
    """The line that names the columns."""

    number: int
    cells: tuple[str, ...]

    @classmethod
    def of(cls, sheet: Sheet, number: int) -> "Header | None":
        """None if the sheet has no such line."""
        cells = dict(sheet.lines).get(number)
        if cells is None:
            return None
        last = max((at for at, cell in enumerate(cells) if cell.strip()), default=-1)
        return cls(number, tuple(" ".join(cell.split()) for cell in cells[: last + 1]))

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(map(header_key, self.cells))

    def is_ours(self, table: Table) -> bool:
        """Whether it is as our own export writes it, with whatever columns of these."""
        own = [cell.casefold().replace(" ", "_") for cell in self.cells]
        return bool(own) and all(cell in table.columns for cell in own) and len(set(own)) == len(own)


def problems(matching: Matching, layout: Layout, table: Table) -> list[str]:
    """What has to be decided before the table can be read."""
    found = []
    by_name = layout.by_name
    names = [name for name in matching.columns.values() if name]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            found.append(f"Two columns are taken for {name.replace('_', ' ')}: take one of them.")
    given = {each for name in names for each in by_name[name].filled} | {
        each for name, text in matching.constants.items() if text for each in by_name[name].filled
    }
    if not names:
        found.append(UNKNOWN)
    for name in table.missing(given):
        how = ", or say it for all rows" if by_name[name].for_all else ""
        found.append(f"No column is taken for {name.replace('_', ' ')}, which is needed: choose one{how}.")
    return found
