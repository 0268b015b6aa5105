"""What applying a sheet would do: its race, its skaters, the changes, and what prevents it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256

from events.models import Race
from events.models.programme import HAS_RESULT, ResultState
from standings.corrections.contradictions import Kind, Placed, contradictions, lacking
from standings.models import Competitor
from standings.results.changes import LineChange, Values, differences, is_equal, uncertain_changes
from standings.results.facts import RaceFacts, Said, fact_changes
from standings.sheets.sheet import ResultSheet, SheetLine
from standings.spelling.decisions import Decision, NameKey
from standings.spelling.names import letters
from standings.spelling.times import time_text

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
    `known` and `facts` are what is known of the race beside its lines, before and after. `decided` are the names on it
    that a person has decided. `kind` is what contradictions are judged by; `questions` are what else somebody has to
    confirm.
    `spellings` are (id, current name, printed name) of skaters whose stored name lacks diacritics that the sheet has.
    """

    sheet: ResultSheet
    race: Race | None = None
    lines: dict[CompetitorKey, Values] = field(default_factory=dict)
    before: dict[CompetitorKey, Values] = field(default_factory=dict)
    names: dict[CompetitorKey, str] = field(default_factory=dict)
    known: RaceFacts = field(default_factory=RaceFacts)
    facts: RaceFacts = field(default_factory=RaceFacts)
    spellings: tuple[tuple[int, str, str], ...] = ()
    doubts: tuple[Doubt, ...] = ()
    decided: tuple[tuple[NameKey, Decision], ...] = ()
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    kind: Kind = field(default_factory=Kind)
    questions: tuple[str, ...] = ()
    unsaid: "SheetPlan | None" = None  # the plan before a person said something of the sheet

    def with_said(self, said: Said | None) -> "SheetPlan":
        """The plan if a person says this of the sheet."""
        if said is None:
            return self
        return replace(self, facts=replace(self.facts, state=said.state, source=said.source), unsaid=self)

    @cached_property
    def placed(self) -> list[Placed]:
        return [placed(self.names[who], values) for who, values in self.lines.items()]

    @cached_property
    def contradictions(self) -> list[str]:
        """What of the result can't be, if it is of this state. A repetition brings nothing that could be wrong.

        Nothing is said of it, nor of what it lacks, while names are undecided: `lines` are without theirs.
        """
        if self.doubts or self._repeats:
            return []
        return contradictions(self.placed, self.facts.state, self.kind)

    @cached_property
    def lacking(self) -> list[str]:
        """What shows that the sheet lacks lines."""
        return [] if self.doubts or self._repeats else lacking(self.placed, self.kind)

    @property
    def _repeats(self) -> bool:
        """Whether the result stays as it is, whatever the sheet adds beside its lines."""
        return self.has_same_lines and self.facts.state == self.known.state

    @property
    def to_confirm(self) -> list[str]:
        """What somebody has to confirm beside `uncertain` changes."""
        return [] if self.is_same else [*self.questions, *self.contradictions, *self._less_known]

    @property
    def _less_known(self) -> list[str]:
        if self.known.state != ResultState.OFFICIAL or self.facts.state == ResultState.OFFICIAL or self.doubts:
            return []
        lines = len(self.before), len(self.lines)
        return [
            f"The result here is official and has {lines[0]} lines; it would be {self.facts.state} and have {lines[1]}."
        ]

    @cached_property
    def changes(self) -> list[LineChange]:
        spelled = [
            LineChange("changed", name, (f"spelled {printed} on the sheet",)) for _, name, printed in self.spellings
        ]
        return differences(self.before, self.lines, self.names) + spelled

    @property
    def podium(self) -> list[str]:
        """The first three, as the sheet has them: 1 Anna EXAMPLE 37.05."""
        first = sorted(
            (each for each in self.placed if each.is_ranked and (each.rank or 0) <= 3), key=lambda e: e.rank or 0
        )
        return [
            f"{each.rank} {each.name} {time_text(each.hundredths) if each.hundredths else ''}".strip() for each in first
        ]

    @cached_property
    def additions(self) -> list[str]:
        """What the sheet brings, or changes, beside its lines."""
        return list(fact_changes(self.race, self.known, self.facts)) if self.race else []

    @cached_property
    def uncertain(self) -> list[LineChange]:
        """Changes of a status or notes on lines of an official result. They were right, and a person confirms them."""
        if self.known.state != ResultState.OFFICIAL:
            return []
        return uncertain_changes(self.before, self.lines, self.names)

    @property
    def certain(self) -> list[LineChange]:
        return [change for change in self.changes if change not in self.uncertain]

    @property
    def new(self) -> list[NameKey]:
        return [who for who in self.lines if isinstance(who, NameKey)]

    @property
    def is_same(self) -> bool:
        """Whether all of this is already here."""
        return self.has_same_lines and not self.additions

    @property
    def has_same_lines(self) -> bool:
        """Whether the stored result already has all lines of the sheet."""
        open_questions = self.doubts or self.problems or self.spellings
        return self.known.state in HAS_RESULT and not open_questions and is_equal(self.before, self.lines)

    @property
    def is_held(self) -> bool:
        """Whether it waits for somebody's word, or for something to be set right."""
        return bool(self.doubts or self.problems or self.uncertain or self.to_confirm)

    @property
    def is_ready(self) -> bool:
        """Whether it can be applied without anybody's word."""
        return self.can_be_applied(confirmed=False)

    def can_be_applied(self, confirmed: bool) -> bool:
        """Whether it has something to apply and nothing in its way.

        `confirmed`: a person confirmed `uncertain` and `to_confirm`.
        """
        is_open = self.doubts or self.problems or ((self.uncertain or self.to_confirm) and not confirmed)
        return not is_open and not self.is_same

    @property
    def confirmation(self) -> str:
        """The fingerprint of all that somebody has to confirm, of the state that the result is to have."""
        uncertain = [change.text for change in self.uncertain]
        return _digest(self.facts.state, self.to_confirm, uncertain, self.lacking)

    @property
    def fingerprint(self) -> str:
        """Changes when applying the sheet would do something else than was shown.

        Identifies competitors by name, because another sheet of the same batch may create a skater of this one. What a
        person says of the sheet is no part of it.
        """
        if self.unsaid:
            return self.unsaid.fingerprint

        def said(lines: Mapping[CompetitorKey, Values]) -> list[tuple[str, str]]:
            return sorted((letters(self.names[who]), repr(sorted(values.items()))) for who, values in lines.items())

        shown = [
            self.race.pk if self.race else None,
            said(self.lines),
            said(self.before),
            self.decided,
            self.additions,
            self.to_confirm,
        ]
        return _digest(*shown)


def _digest(*shown: object) -> str:
    return sha256(repr(shown).encode()).hexdigest()[:16]


def placed(name: str, values: Values) -> Placed:
    """The line as contradictions are looked for in it."""
    return Placed(
        name, values["rank"], values["status"], values["hundredths"], values["thousandth"], values.get("pair")
    )
