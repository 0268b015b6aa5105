"""What applying a sheet would do: its race, its skaters, the changes, and what prevents it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from events.models import Race
from events.models.programme import ResultState
from standings.models import Competitor
from standings.results.changes import LineChange, Values, differences, is_equal
from standings.sheets.sheet import ResultSheet, SheetLine
from standings.spelling.decisions import Decision, NameKey
from standings.spelling.names import letters

CompetitorKey = int | NameKey


@dataclass(frozen=True)
class Doubt:
    """A printed name that leaves open whose it is. A person decides it once. `line` is the one on which it stands."""

    key: NameKey
    why: str
    candidates: tuple[Competitor, ...] = ()
    line: SheetLine | None = None
    is_team: bool = False
    is_unlike: bool = False  # no skater's name here is like it
    has_country: bool = True  # whether the country on the sheet is one

    @property
    def name(self) -> str:
        return self.key.name

    @property
    def noc(self) -> str:
        return self.key.noc

    @property
    def category(self) -> str:
        return self.key.category

    @property
    def form_key(self) -> str:
        return self.key.form_key


@dataclass(frozen=True)
class SheetPlan:
    """What applying one sheet would do. `race` is unsaved if the programme lacks it.

    `lines` and `before` are the sheet's and the stored values, by competitor id, or by NameKey for a new competitor.
    `decided` are the names on it that a person has decided.
    `spellings` are (id, current name, printed name) of skaters whose stored name lacks diacritics that the sheet has.
    """

    sheet: ResultSheet
    race: Race | None = None
    lines: dict[CompetitorKey, Values] = field(default_factory=dict)
    before: dict[CompetitorKey, Values] = field(default_factory=dict)
    names: dict[CompetitorKey, str] = field(default_factory=dict)
    spellings: tuple[tuple[int, str, str], ...] = ()
    doubts: tuple[Doubt, ...] = ()
    decided: tuple[tuple[NameKey, Decision], ...] = ()
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @cached_property
    def changes(self) -> list[LineChange]:
        spelled = [
            LineChange("changed", name, (f"spelled {printed} on the sheet",)) for _, name, printed in self.spellings
        ]
        return differences(self.before, self.lines, self.names) + spelled

    @property
    def new(self) -> list[NameKey]:
        return [who for who in self.lines if isinstance(who, NameKey)]

    @property
    def is_same(self) -> bool:
        """Whether the stored result already says all of this."""
        official = self.race is not None and self.race.result_state == ResultState.OFFICIAL
        open_questions = self.doubts or self.problems or self.spellings
        return official and not open_questions and is_equal(self.before, self.lines)

    @property
    def is_ready(self) -> bool:
        return not self.doubts and not self.problems and not self.is_same

    @property
    def fingerprint(self) -> str:
        """Changes when applying the sheet would do something else than was shown.

        Identifies competitors by name, because another sheet of the same batch may create a skater of this one.
        """

        def said(lines: Mapping[CompetitorKey, Values]) -> list[tuple[str, str]]:
            return sorted((letters(self.names[who]), repr(sorted(values.items()))) for who, values in lines.items())

        shown = [self.race.pk if self.race else None, said(self.lines), said(self.before), self.decided]
        return sha256(repr(shown).encode()).hexdigest()[:16]
