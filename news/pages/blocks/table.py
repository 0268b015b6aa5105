from collections.abc import Sequence
from dataclasses import dataclass

from news.blocks.table import TableFacts
from news.pages.blocks.shown import Shown


@dataclass(frozen=True)
class Cell:
    text: str
    numeric: bool


@dataclass(frozen=True)
class ShownTable(Shown):
    kind = "table"

    caption: str
    header: list[Cell]
    rows: list[list[Cell]]


def shown(block: TableFacts) -> ShownTable | None:
    if not block.rows:
        return None

    def cells(row: Sequence[str]) -> list[Cell]:
        return [Cell(text, numeric) for text, numeric in zip(row, block.numeric, strict=True)]

    return ShownTable(block.caption, cells(block.header) if block.header else [], [cells(row) for row in block.rows])
