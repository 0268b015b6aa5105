"""How a command's options say how a table is meant, and how the command says how it was read."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from isuwc.files.tables.books import Sheet, TableError, read_book
from isuwc.tables.handed_in import Choices, HandedIn, hand_in
from isuwc.tables.kinds import Kind
from isuwc.tables.matching.columns import header_key
from isuwc.tables.matching.decided import Header
from isuwc.tables.matching.proposing import BY_CONTENT


def matched(kind: Kind, file: Path, options: Mapping[str, Any], given: Mapping[str, Any]) -> HandedIn:
    """Raises TableError for a file that is no table, and for options that don't fit it.

    A column that would only be recognised by what is in it has to be named by an option, as nobody sees the proposal.
    """
    sheets = read_book(file.read_bytes())
    sheet = options.get("sheet")
    if sheet is not None and sheet not in {each.name for each in sheets}:
        raise TableError(f"It has no sheet {sheet!r}, only {', '.join(each.name for each in sheets)}.")
    columns = kind.layout.by_name
    constants = _pairs(options.get("all") or [], "--all")
    for name in constants:
        if name not in columns or not columns[name].for_all:
            raise TableError(
                f"--all {name}: it is not one of {', '.join(each for each in columns if columns[each].for_all)}."
            )
    order = {"day": True, "month": False, None: None}[options.get("dates")]
    choices = Choices(sheet=sheet, header=options.get("header"), constants=constants, day_first=order)
    first = hand_in(kind, sheets, file.name, choices, **given)
    named = _named(first.sheet, first.header, kind, _pairs(options.get("column") or [], "--column"))
    unnamed = [
        first.title(at)
        for at, name in first.matching.columns.items()
        if name and at not in named and first.proposal.reasons.get(at) == BY_CONTENT
    ]
    if unnamed:
        at = next(each for each in first.matching.columns if first.title(each) == unnamed[0])
        example = f'--column "{unnamed[0]}={first.matching.columns[at]}"'
        raise TableError(f"Say what these columns are: {', '.join(unnamed)}; {example}, or with nothing after the =.")
    if not named:
        return first
    taken = {**first.matching.columns, **named}
    decided = Choices(
        sheet=first.sheet.name,
        header=first.header.number,
        columns=taken,
        constants={**first.matching.constants, **constants},
        day_first=order,
    )
    return hand_in(kind, sheets, file.name, decided, **given)


def said(handed_in: HandedIn) -> Iterator[str]:
    """How the table was read, in lines. Nothing of one in our own layout."""
    yield from handed_in.translated.notes
    if handed_in.proposal.is_ours:
        return
    if handed_in.sheet.name:
        yield f"Sheet: {handed_in.sheet.name}"
    for words in handed_in.proposal.passed_over:
        yield f"Passed over, {words}"
    for at, name in sorted(handed_in.matching.columns.items()):
        yield f"{handed_in.title(at)}: {name or 'not taken'}"
    for name, text in handed_in.matching.constants.items():
        yield f"For all rows, {name}: {text}"
    if handed_in.proof:
        yield f"Dates have the {'day' if handed_in.matching.day_first else 'month'} first, as {handed_in.proof} shows."


def _pairs(options: Sequence[str], option: str) -> dict[str, str]:
    found = {}
    for each in options:
        name, sign, text = each.rpartition("=") if option == "--column" else each.partition("=")
        if not sign or not name:
            raise TableError(f"{option} {each}: write it with a = between.")
        found[name] = text
    return found


def _named(sheet: Sheet, header: Header, kind: Kind, pairs: Mapping[str, str]) -> dict[int, str]:
    found = {}
    for theirs, ours in pairs.items():
        if ours and ours not in kind.layout.by_name:
            raise TableError(
                f"--column {theirs}={ours}: there is no column {ours}, only {', '.join(kind.layout.by_name)}."
            )
        places = [at for at, key in enumerate(header.keys) if key == header_key(theirs)]
        if len(places) != 1:
            raise TableError(f"--column {theirs}: row {header.number} names {len(places) or 'no'} such column.")
        found[places[0]] = ours
    return found
