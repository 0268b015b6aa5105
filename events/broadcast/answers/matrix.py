"""Every country's answer for every event of a season, for broadcast staff. Pure but for `season_matrix`."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from django.utils.text import Truncator

from events.broadcast.answers.rights import rights_of
from events.coverage import Answer, Coverage, EventFacts, Right, by_noc, conflicts, coverage_in, rights_about
from events.models import Country, Event, Listing, Season
from events.models.listing import CHECK_HOLDS
from events.time.dates import long_date

FRESH = datetime.timedelta(days=30)  # since the last check
STALE = datetime.timedelta(days=CHECK_HOLDS)
MAX_NAMES = 3  # broadcasters or conflicts that a cell has room for
LONGEST_REASON = 300  # characters
KINDS = ("live", "delayed", "stream", "nobody")


class Age(Enum):
    """How long ago all the evidence of an answer was last checked."""

    FRESH = "fresh"
    AGEING = "ageing"
    OLD = "old"
    NEVER = "never"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_stale(self) -> bool:
        """Whether it is due for a check."""
        return self in {Age.OLD, Age.NEVER}


_LABELS = {
    Age.FRESH: f"checked within {FRESH.days} days",
    Age.AGEING: f"checked within {STALE.days} days",
    Age.OLD: f"checked more than {STALE.days} days ago",
    Age.NEVER: "never checked",
}


def age_of(checked_on: datetime.date | None, on: datetime.date) -> Age:
    """The age that a check has on the day `on`."""
    if checked_on is None:
        return Age.NEVER
    passed = on - checked_on
    return Age.FRESH if passed <= FRESH else Age.AGEING if passed <= STALE else Age.OLD


@dataclass(frozen=True)
class MatrixCell:
    event: Event
    coverage: Coverage
    age: Age
    deciding: tuple[int, ...]  # the listings that make the answer what it is
    conflicts: tuple[str, ...]  # in words
    days: int | None  # since the last check
    assumption: str = ""  # in a territory, what is taken over from its country, in words

    @property
    def answer(self) -> Answer:
        return self.coverage.event

    @property
    def is_uniform(self) -> bool:
        """Whether every session has the event's answer."""
        return self.coverage.is_uniform

    @property
    def kind(self) -> str:
        """live, delayed, stream or nobody."""
        if self.answer.is_broadcaster:
            return "live" if any(right.timing == "live" for right in self.answer.shown_by) else "delayed"
        return "stream" if self.answer.is_stream else "nobody"

    @property
    def said(self) -> str:
        if self.answer.is_broadcaster:
            names = list(dict.fromkeys(right.broadcaster for right in self.answer.shown_by))
            more = f" and {len(names) - MAX_NAMES} more" if len(names) > MAX_NAMES else ""
            return ", ".join(names[:MAX_NAMES]) + more
        if self.is_blocked:
            return "Nobody (stream blocked)"
        said = "ISU stream" if self.answer.is_stream else "Nobody"
        return f"{said} (no listing)" if self.is_by_absence else said

    @property
    def is_blocked(self) -> bool:
        """Whether nothing but a block of the ISU stream makes the answer what it is."""
        return self.is_by_absence and self.answer.stream_block is not None

    @property
    def is_by_absence(self) -> bool:
        """Whether no listing speaks of the country: there may be a right that is not on record."""
        return self.answer.is_by_absence

    @property
    def checked(self) -> str:
        """12 days; never."""
        if self.days is None:
            return "never"
        return f"{self.days} day{'' if self.days == 1 else 's'}"

    @property
    def words(self) -> str:
        """The reason, when it was checked, and its conflicts: a line each."""
        reason = Truncator(self.answer.reason).chars(LONGEST_REASON)
        lines = [f"{self.event.title}: {reason}", *self.checked_words]
        lines += [self.assumption] if self.assumption else []
        if not self.is_uniform:
            lines.append("Sessions differ.")
        return "\n".join([*lines, *self.conflict_words])

    @property
    def checked_words(self) -> list[str]:
        """When its evidence was checked: of each by its name where that differs, as one check hides no other."""
        records = self.coverage.records
        if len({each.checked_on for each in records}) < 2:
            return [f"{self.age.label.capitalize()}."]
        said = [
            f"{each.name}: {f'checked on {long_date(each.checked_on)}' if each.checked_on else 'never checked'}."
            for each in records[:MAX_NAMES]
        ]
        return [*said, *([f"And {len(records) - MAX_NAMES} more."] if len(records) > MAX_NAMES else [])]

    @property
    def conflict_words(self) -> list[str]:
        """The first few, and how many more there are: the desk lists all."""
        more = len(self.conflicts) - MAX_NAMES
        return [*self.conflicts[:MAX_NAMES], *([f"And {more} more."] if more > 0 else [])]


@dataclass(frozen=True)
class MatrixRow:
    country: Country
    cells: tuple[MatrixCell, ...]

    @property
    def is_only_assumed(self) -> bool:
        """Whether it is a territory's that nothing on record names."""
        return all(cell.assumption for cell in self.cells)


@dataclass(frozen=True)
class MatrixFilter:
    """What cells are filtered by; a country's row is shown if at least one of its cells meets all of it."""

    kind: str = ""
    age: str = ""  # one of the ages, or "stale"
    mark: str = ""  # "conflict", "uneven", "listed" or "unlisted"
    name: str = ""  # part of the country's name, its NOC code, or one of its other names
    meant: Collection[str] = frozenset()  # the codes of all that may be called so in any language
    nocs: Collection[str] | None = None  # of a group of countries
    broadcaster: str = ""

    def is_met_by(self, cell: MatrixCell) -> bool:
        return (
            self.kind in {"", cell.kind}
            and (self.age in {"", cell.age.value} or (self.age == "stale" and cell.age.is_stale))
            and (self.mark != "conflict" or bool(cell.conflicts))
            and (self.mark != "uneven" or not cell.is_uniform)
            and (self.mark != "unlisted" or cell.is_by_absence)
            and (self.mark != "listed" or not cell.is_by_absence)
            and (not self.broadcaster or any(right.broadcaster == self.broadcaster for right in _named(cell)))
        )

    def is_for(self, country: Country) -> bool:
        words = self.name.strip()
        if self.nocs is not None and country.noc not in self.nocs:
            return False
        if len(words) == 3 and words.isupper():  # NOR is Norway, and not North Macedonia as well
            return country.noc == words
        called = [name.casefold() for name in country.names]
        is_called = words.casefold() in called or words.casefold() in country.name.casefold()
        return is_called or country.noc in self.meant


def filtered(rows: Iterable[MatrixRow], by: MatrixFilter) -> list[MatrixRow]:
    """Those that meet it. Territories that only have their country's answer are shown where they are asked for."""
    is_asked = bool(by.name) or by.nocs is not None
    found = (row for row in rows if by.is_for(row.country) and any(map(by.is_met_by, row.cells)))
    return [row for row in found if is_asked or not row.is_only_assumed]


def tallies(rows: Iterable[MatrixRow]) -> Mapping[str, int]:
    """The number of cells by kind of answer, age and mark."""
    counts: Counter[str] = Counter()
    for row in rows:
        for cell in row.cells:
            counts[cell.kind] += 1
            counts[cell.age.value] += 1
            counts["conflict"] += bool(cell.conflicts)
            counts["uneven"] += not cell.is_uniform
            counts["unlisted" if cell.is_by_absence else "listed"] += 1
    return counts


@dataclass(frozen=True)
class Matrix:
    events: Sequence[Event]
    rows: Sequence[MatrixRow]

    @property
    def countries(self) -> int:
        """How many rows are those of current NOCs."""
        return sum(not row.country.is_territory for row in self.rows)

    @property
    def broadcasters(self) -> list[str]:
        """Those named in any cell."""
        named = {right.broadcaster for row in self.rows for cell in row.cells for right in _named(cell)}
        return sorted(named, key=str.casefold)


def season_matrix(season: Season, on: datetime.date) -> Matrix:
    """The season's events and a row for each country and territory. Five queries."""
    events = list(Event.objects.filter(season=season).with_place().with_stream().order_by("start_date", "number"))
    countries = Country.objects.places().select_related("follows").order_by("name")
    rights = rights_of(Listing.objects.concerning(events)) if events else []
    return Matrix(events, matrix_rows(countries, events, rights, on) if events else [])


def matrix_rows(
    countries: Iterable[Country], events: Sequence[Event], rights: Sequence[Right], on: datetime.date
) -> list[MatrixRow]:
    event_facts = [event.facts for event in events]
    by_country = by_noc(rights)
    problems: dict[tuple[str, int], list[str]] = {}
    for conflict in conflicts(event_facts, rights):
        for where in ((noc, key) for noc in conflict.nocs for key in conflict.events):
            problems.setdefault(where, []).append(conflict.problem)
    rows = []
    for country in countries:
        noc, place = country.noc, country.place
        own = rights_about(place, by_country)
        cells = []
        for event, facts in zip(events, event_facts, strict=True):
            found, assumption = coverage_in(place, facts, own)
            checked_on = found.event.checked_on
            words = tuple(dict.fromkeys(problems.get((noc, facts.key), ())))
            days = (on - checked_on).days if checked_on else None
            deciding = _deciding(noc, facts, found, own)
            cells.append(MatrixCell(event, found, age_of(checked_on, on), deciding, words, days, assumption))
        rows.append(MatrixRow(country, tuple(cells)))
    return rows


def _deciding(noc: str, event: EventFacts, found: Coverage, rights: Iterable[Right]) -> tuple[int, ...]:
    """The keys of the rights that the answer names, or else of those that hold here without being used."""
    named = {right.key for right in (*found.event.shown_by, *found.event.highlights)}
    return tuple(sorted(named or {right.key for right in rights if noc in right.nocs and right.holds_for(event)}))


def _named(cell: MatrixCell) -> tuple[Right, ...]:
    return (*cell.answer.shown_by, *cell.answer.highlights)


def cell_of(country: Country, event: Event, on: datetime.date) -> MatrixCell:
    """The cell of one country and event, loaded `with_place` and `with_stream`. Two queries."""
    rights = rights_of(Listing.objects.concerning([event]))
    return matrix_rows([country], [event], rights, on)[0].cells[0]
