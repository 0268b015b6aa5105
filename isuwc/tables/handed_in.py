"""A table as it was handed in: how it is meant, the rows that this gives, and what they would change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

from isuwc.files.tables.books import Sheet, TableError
from isuwc.tables.kinds import Kind
from isuwc.tables.matching.decided import Header, Matching, problems
from isuwc.tables.matching.proposing import Proposal, dates_order, likeliest, propose
from isuwc.tables.matching.remembered import keep, last_times
from isuwc.tables.matching.translating import Translated, translate
from isuwc.tables.plans import Plan

MOST_SHEETS_SAID = 6


@dataclass(frozen=True)
class Choices:
    """What a person says of how the table is meant; what is None or empty is left to the proposal.

    `columns` and `constants` hold for the header that `seen` is the mark of; for another one they are proposed anew.
    """

    sheet: str | None = None
    header: int | None = None
    columns: Mapping[int, str] | None = None
    constants: Mapping[str, str] | None = None
    day_first: bool | None = None
    seen: str | None = None
    is_header_new: bool = True  # the header was chosen just now, and not only sent again


@dataclass(frozen=True)
class HandedIn:
    """`proof` is the date that shows which number is the day; `is_order_asked`: a person has to say it."""

    kind: Kind
    file: str
    sheets: Sequence[Sheet]
    sheet: Sheet
    header: Header
    proposal: Proposal
    matching: Matching
    proof: str
    is_order_asked: bool
    problems: Sequence[str]
    known: Any
    translated: Translated = field(default_factory=Translated)
    plan: Plan[Any] | None = None

    @property
    def mark(self) -> str:
        return mark_of(self.sheet, self.header)

    @cached_property
    def untaken(self) -> list[str]:
        """Titles of columns with something in them that are not taken."""
        beyond = {at for number, cells in self.sheet.lines if number > self.header.number for at in _filled(cells)}
        return [self.title(at) for at, name in sorted(self.matching.columns.items()) if not name and at in beyond]

    @cached_property
    def unsaid(self) -> list[str]:
        """Our columns of which the table says nothing, where rows may change what is stored."""
        said = frozenset[str]().union(*(row.given or () for row in self.translated.rows))
        return [name for name in self.kind.table.columns if name not in said]

    def title(self, position: int) -> str:
        named = self.header.cells[position] if position < len(self.header.cells) else ""
        return named or f"column {position + 1}, without a name"

    def remember(self) -> None:
        """Keep how it was meant, for the next table in this layout."""
        if self.proposal.is_ours:
            return
        by = self.kind.layout.remembered_by
        owners = {row.cells[by] for row in self.translated.rows} if by else set()
        of = owners.pop() if len(owners) == 1 else ""
        keep(self.kind.name, of, self.header, self.matching, self.kind.layout)


def mark_of(sheet: Sheet, header: Header) -> str:
    return sha256(repr((sheet.name, header)).encode()).hexdigest()[:16]


def hand_in(kind: Kind, sheets: Sequence[Sheet], file: str, choices: Choices, **given: Any) -> HandedIn:
    """Propose how it is meant, take what a person says of that, and plan. `given` are arguments of the kind's `plan`.

    Raises TableError for what is no table at all.
    """
    layout, table = kind.layout, kind.table
    if not any(sheet.lines for sheet in sheets):
        raise TableError("It is empty.")
    remembered, known = last_times(kind.name), layout.known()
    chosen = next((each for each in sheets if each.name == choices.sheet), None)
    sheet = chosen or likeliest(sheets, layout, remembered)
    is_other = choices.seen is not None and not choices.is_header_new and not _is_seen(sheet, choices)
    number = None if is_other or (choices.sheet and not chosen) else choices.header
    proposal = propose(sheet, layout, table, known, file, remembered, number)
    header = Header.of(sheet, proposal.matching.header) or Header(0, ())
    matching = proposal.matching
    if choices.columns is not None and choices.seen in {None, mark_of(sheet, header)}:
        matching = replace(matching, columns={**matching.columns, **choices.columns}, constants=choices.constants or {})
    elif choices.constants and not is_other:
        matching = replace(matching, constants={**matching.constants, **choices.constants})
    proven, proof, is_asked = dates_order(sheet, matching, layout)
    said = next((each for each in (choices.day_first, proven, matching.day_first) if each is not None), None)
    matching = replace(matching, day_first=said)
    made = HandedIn(
        kind, file, sheets, sheet, header, proposal, matching, proof, is_asked and proven is None,
        problems(matching, layout, table), known,
    )  # fmt: skip
    if made.problems:
        return made
    translated = translate(sheet, matching, layout, table, known, file)
    plan = kind.plan(translated.rows, **given)
    plan = replace(plan, errors=translated.with_errors_of(plan.errors))
    return replace(made, translated=translated, plan=plan)


def _is_seen(sheet: Sheet, choices: Choices) -> bool:
    """Whether the table still has the header that was shown; else another one was pasted in its place."""
    header = Header.of(sheet, choices.header or 0)
    return header is not None and mark_of(sheet, header) == choices.seen


def _filled(cells: Sequence[str]) -> set[int]:
    return {at for at, cell in enumerate(cells) if cell.strip()}
