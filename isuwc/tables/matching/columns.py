"""The columns of a kind of table as others may call and fill them. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from isuwc.files.tables.tabular import NO, YES
from isuwc.tables.matching.dates import read_day, read_span
from isuwc.text.slugs import fold

Cells = Mapping[str, str]  # by our columns, as a table in our own layout has them

# Folded; beside what our own layout takes
YES_WORDS = YES | {"y", "ja", "j", "oui", "o", "si", "s", "tak", "t", "kylla", "da", "v", "✓", "✔", "✅", "☑"}
NO_WORDS = NO | {"n", "nein", "nee", "non", "nej", "nei", "nie", "ei", "ne", "net", "✗", "✘", "❌", "☐"}
NOTHING = frozenset(("-", "–", "—", "n/a", "n.a.", "tba", "tbc"))  # in a cell that is read, as good as empty


@dataclass(frozen=True)
class Told:
    """What a reader may need to know: the kind's names, the row's cells of columns before it, the order of dates."""

    known: Any
    cells: Cells = field(default_factory=dict)
    day_first: bool | None = None


# Reads a cell that is not empty into cells of ours. Several of them make several rows. Raises ValueError in words.
Reader = Callable[[str, Told], Sequence[Cells]]


@dataclass(frozen=True)
class Column:
    """A column that a table may have; ours, or one that fills several of ours.

    `takes` says what it takes, `called` what it is called by others, with commas between. A column `by_content` is
    recognised by what is in it, one `for_all` may be said once for all rows, one that is not `is_kept` then has to be
    said each time.
    """

    name: str
    takes: str
    called: str = ""
    reader: Reader | None = None
    fills: tuple[str, ...] = ()
    example: str = ""
    has_dates: bool = False
    by_content: bool = False
    for_all: bool = False
    is_kept: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    offers: Callable[[Any], Sequence[str]] = lambda known: ()  # texts to choose from where it is said for all rows

    @property
    def label(self) -> str:
        return self.name.replace("_", " ")

    @property
    def filled(self) -> tuple[str, ...]:
        """Our columns that it fills."""
        return self.fills or (self.name,)

    def read(self, text: str, told: Told) -> Sequence[Cells]:
        """The cells that the text gives. An empty one empties all that it fills. Raises ValueError in words."""
        if self.reader is None:
            return [{self.name: text}]
        if not text or fold(text) in NOTHING:
            return [dict.fromkeys(self.filled, "")]
        return self.reader(text, told)


@dataclass(frozen=True)
class Layout:
    """How tables of others become tables of a kind.

    `known` loads what readers have to know. `proposed` gives what the lines above the table, the sheet's name and the
    file's say of all rows. What was decided is remembered by what rows have in the column `remembered_by`. The columns
    `asked` are offered for all rows before others.
    """

    columns: tuple[Column, ...]
    known: Callable[[], Any] = dict
    proposed: Callable[[str, Any], Cells] = lambda text, known: {}
    remembered_by: str = ""
    asked: tuple[str, ...] = ("season",)

    @property
    def by_name(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.columns}


def header_key(text: str) -> str:
    """Letters and figures alone, folded: "Live / Delayed?" is livedelayed. A heading that has none, as #, is itself."""
    folded = fold(text)
    return re.sub(r"[^\w]|_", "", folded) or folded


def worded(**words: str) -> Mapping[str, str]:
    """The value by each of its words, which are separated by commas; the value itself is one, too."""
    return {header_key(word): value for value, said in words.items() for word in (value, *said.split(","))}


def chosen(name: str, words: Mapping[str, str], right: str) -> Reader:
    """Reads one of the values by its words."""

    def read(text: str, told: Told) -> Sequence[Cells]:
        found = words.get(header_key(text))
        if found is None:
            raise ValueError(f"{_shown(text)} is not {right}")
        return [{name: found}]

    return read


def flag(name: str, yes: str = "", no: str = "") -> Reader:
    """Reads yes or no, and more words for each, separated by commas."""
    yes_words = {*YES_WORDS, *map(fold, filter(None, yes.split(",")))}
    no_words = {*NO_WORDS, *map(fold, filter(None, no.split(",")))}

    def read(text: str, told: Told) -> Sequence[Cells]:
        word = fold(text)
        if word not in yes_words | no_words:
            raise ValueError(f"{_shown(text)} is neither yes nor no")
        return [{name: "yes" if word in yes_words else "no"}]

    return read


def day(name: str) -> Reader:
    return lambda text, told: [{name: read_day(text, told.day_first).isoformat()}]


def span(first: str, last: str) -> Reader:
    """Reads one date or two into the columns of the first and the last day."""

    def read(text: str, told: Told) -> Sequence[Cells]:
        begins, ends = read_span(text, told.day_first)
        return [{first: begins.isoformat(), last: ends.isoformat()}]

    return read


def after_word(name: str, *words: str) -> Reader:
    """Reads a number, or one after a word: Session 2."""

    def read(text: str, told: Told) -> Sequence[Cells]:
        plain = fold(text)
        rest = next((plain.removeprefix(word) for word in words if plain.startswith(word)), plain).strip(" .:#")
        return [{name: rest if rest.isdecimal() else text}]

    return read


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:40]}…")
