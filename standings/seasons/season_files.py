"""The kinds of row in a season's files, as plain values. An invalid cell raises DataError."""

import datetime
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from events.models.programme import ResultState
from events.naming.cells import identity_of
from events.naming.choices import Category, Distance, Division, Phase
from events.naming.race import RaceIdentity
from isuwc.files.tables.tabular import Row
from standings.models.cup import Confidence, Cup
from standings.models.result import Lane, Status
from standings.spelling.times import read_time
from standings.worth.scale import DECIMALS, Number, exact


@dataclass(frozen=True)
class CompetitorRow:
    row: Row
    slug: str
    kind: str
    given_name: str
    family_name: str
    noc: str
    category: str


@dataclass(frozen=True)
class ScaleRow:
    row: Row
    name: str
    points: list[int]
    dnf_scores: bool
    confidence: str
    source: str


@dataclass(frozen=True)
class CupRow:
    row: Row
    category: str
    slug: str
    name: str
    position: int
    combination: str
    tie_breaks: list[str]
    note: str


@dataclass(frozen=True)
class CupScaleRow:
    row: Row
    category: str
    cup: str
    distance: str
    division: str
    phase: str
    event: int | None
    scale: str
    multiplier: Number


@dataclass(frozen=True)
class RaceRow:
    """A race of the programme. Times are venue time; the file's note column is ignored."""

    row: Row
    event: int
    number: int
    session: int
    date: datetime.date
    started: datetime.time | None
    ended: datetime.time | None
    identity: RaceIdentity
    result: str
    source: str


@dataclass(frozen=True)
class DistancesRow:
    """An event of which the file of races has every distance, but not every division."""

    row: Row
    event: int
    source: str


@dataclass(frozen=True)
class ResultRow:
    row: Row
    event: int
    race: int
    line: int
    rank: int | None
    competitor: str
    noc: str
    status: str
    hundredths: int | None
    thousandth: int | None
    bib: int | None
    pair: int | None
    lane: str
    laps: int | None
    sprint_points: list[int]
    race_points: int | None
    printed_points: int | None
    notes: str


@dataclass(frozen=True)
class NoteRow:
    """What the sheet of a race says that one of its codes means."""

    row: Row
    event: int
    race: int
    code: str
    words: str
    rule: str


@dataclass(frozen=True)
class PublishedRow:
    row: Row
    event: int
    category: str
    cup: str
    rank: int
    competitor: str
    total: int | None
    source: str
    note: str


def _multiplier(text: str) -> Number:
    """1, 2 or 1.5."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not (value.is_finite() and 1 <= value < 100 and value == round(value, DECIMALS)):
        raise ValueError(f"{text!r} is not a number from 1 with at most {DECIMALS} decimals, such as 1.5")
    return exact(value)


def _hundredths(row: Row, column: str) -> int | None:
    """The time in the cell, with two decimals; the third has a separate column."""
    if not row.cells[column]:
        return None
    hundredths, thousandth = row.read(column, row.cells[column], lambda text: read_time(text, as_printed=True))
    if thousandth is not None:
        raise row.error(column, f"{row.cells[column]!r} has more than two decimals")
    return hundredths


def competitor_row(row: Row) -> CompetitorRow:
    kind = row.one_of("kind", ("skater", "team"))
    return CompetitorRow(
        row,
        slug=row.required("slug", 90),
        kind=kind,
        given_name=row.text("given_name", 60),
        family_name=row.required("family_name", 60) if kind == "skater" else row.one_of("family_name", ("",)),
        noc=row.required("noc", 3),
        category=row.one_of("category", Category.values if kind == "team" else ("women", "men")),
    )


def scale_row(row: Row) -> ScaleRow:
    return ScaleRow(
        row,
        name=row.required("name", 60),
        points=row.numbers("points"),
        dnf_scores=row.flag("dnf_scores"),
        confidence=row.one_of("confidence", Confidence.values),
        source=row.required("source"),
    )


def cup_row(row: Row) -> CupRow:
    tie_breaks = row.text("tie_breaks").split()
    for tie_break in tie_breaks:
        if tie_break not in Cup.TieBreak.values:
            raise row.error("tie_breaks", f"{tie_break!r} is not a rule")
    return CupRow(
        row,
        category=row.one_of("category", ("women", "men")),
        slug=row.required("slug", 20),
        name=row.required("name", 40),
        position=row.number_at("position"),
        combination=row.one_of("combination", Cup.Combination.values),
        tie_breaks=tie_breaks,
        note=row.text("note"),
    )


def cup_scale_row(row: Row) -> CupScaleRow:
    return CupScaleRow(
        row,
        category=row.one_of("category", ("women", "men")),
        cup=row.required("cup"),
        distance=row.one_of("distance", Distance.values),
        division=row.one_of("division", ("", *Division.values)),
        phase=row.one_of("phase", Phase.values),
        event=row.optional_number("event", 1),
        scale=row.required("scale"),
        multiplier=row.read("multiplier", row.cells["multiplier"], _multiplier),
    )


def race_row(row: Row) -> RaceRow:
    return RaceRow(
        row,
        event=row.number_at("event", 1),
        number=row.number_at("number", 1),
        session=row.number_at("session", 1),
        date=row.date("date"),
        started=row.optional_clock("started_local"),
        ended=row.optional_clock("ended_local"),
        identity=identity_of(row),
        result=row.one_of("result", ResultState.values),
        source=row.required("source", 200),
    )


def distances_row(row: Row) -> DistancesRow:
    return DistancesRow(row, event=row.number_at("event", 1), source=row.required("source", 200))


def result_row(row: Row) -> ResultRow:
    result = ResultRow(
        row,
        event=row.number_at("event", 1),
        race=row.number_at("race", 1),
        line=row.number_at("line", 1),
        rank=row.optional_number("rank", 1),
        competitor=row.required("competitor"),
        noc=row.required("noc", 3),
        status=row.one_of("status", Status.values),
        hundredths=_hundredths(row, "time"),
        thousandth=row.optional_number("thousandth", 0, 9),
        bib=row.optional_number("bib"),
        pair=row.optional_number("pair"),
        lane=row.one_of("lane", ("", *Lane.values)),
        laps=row.optional_number("laps"),
        sprint_points=row.numbers("sprint_points"),
        race_points=row.optional_number("race_points"),
        printed_points=row.optional_number("printed_points"),
        notes=row.text("notes", 40),
    )
    if result.status in {Status.DNS, Status.WDR} and (result.rank or result.hundredths):
        raise row.error("status", f"{result.status} with a rank or a time")
    if result.status not in {Status.OK, Status.DNF} and result.printed_points:
        raise row.error("printed_points", f"points for a {result.status}")
    if result.thousandth is not None and result.hundredths is None:
        raise row.error("thousandth", "without a time")
    return result


def note_row(row: Row) -> NoteRow:
    return NoteRow(
        row,
        event=row.number_at("event", 1),
        race=row.number_at("race", 1),
        code=row.required("code", 6),
        words=row.required("words", 200),
        rule=row.text("rule", 20),
    )


def published_row(row: Row) -> PublishedRow:
    return PublishedRow(
        row,
        event=row.number_at("event", 1),
        category=row.one_of("category", ("women", "men")),
        cup=row.required("cup"),
        rank=row.number_at("rank", 1),
        competitor=row.required("competitor"),
        total=row.optional_number("total"),
        source=row.required("source", 200),
        note=row.text("note", 200),
    )
