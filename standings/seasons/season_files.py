"""The files of a season (`standings/seasons/data/`) read into rows of plain values, every cell checked.

Competitors, scales and cups stand in files for all seasons; races, results and published standings in a folder per
season. A wrong cell raises DataError with file, row and column, and nothing has been written by then.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from events.models.programme import ResultState
from events.naming.cells import identity_of
from events.naming.choices import Category, Distance, Division, Phase
from events.naming.race import RaceIdentity
from isuwc.files.tables.tabular import Row, read_rows
from standings.models.cup import Confidence, Cup
from standings.models.result import Lane, Status
from standings.spelling.times import parse_time

DATA = Path(__file__).parent / "data"


class HasRow(Protocol):
    @property
    def row(self) -> Row: ...


Keyed = TypeVar("Keyed", bound=HasRow)


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
    multiplier: int


@dataclass(frozen=True)
class RaceRow:
    """A race of the programme. Times are the venue's; a note in the file is for its readers only."""

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


@dataclass(frozen=True)
class SeasonFiles:
    competitors: list[CompetitorRow]
    scales: list[ScaleRow]
    cups: list[CupRow]
    cup_scales: list[CupScaleRow]
    races: list[RaceRow]
    results: list[ResultRow]
    published: list[PublishedRow]


def read_season(slug: str, folder: Path = DATA) -> SeasonFiles:
    """All that the files say of a season. Raises DataError at the first wrong cell, FileNotFoundError for no season."""
    competitors = [_competitor(row) for row in read_rows(folder / "competitors.csv")]
    mine = [row for row in read_rows(folder / "scales.csv") if row.cells["season"] == slug]
    scales = [_scale(row) for row in mine]
    cups = [_cup(row) for row in read_rows(folder / "cups.csv") if row.cells["season"] == slug]
    cup_scales = [_cup_scale(row) for row in read_rows(folder / "cup_scales.csv") if row.cells["season"] == slug]
    races = [_race(row) for row in read_rows(folder / slug / "races.csv")]
    results = [_result(row) for row in read_rows(folder / slug / "results.csv")]
    published_file = folder / slug / "published_standings.csv"
    published = [_published(row) for row in read_rows(published_file)] if published_file.exists() else []
    files = SeasonFiles(competitors, scales, cups, cup_scales, races, results, published)
    _check(files)
    return files


def _hundredths(row: Row, column: str) -> int | None:
    """The time of the cell, which has two decimals; the third stands in a column of its own."""
    if not row.cells[column]:
        return None
    hundredths, thousandth = row.read(column, row.cells[column], parse_time)
    if thousandth is not None:
        raise row.error(column, f"{row.cells[column]!r} has more than two decimals")
    return hundredths


def _competitor(row: Row) -> CompetitorRow:
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


def _scale(row: Row) -> ScaleRow:
    return ScaleRow(
        row,
        name=row.required("name", 60),
        points=row.numbers("points"),
        dnf_scores=row.one_of("dnf_scores", ("true", "false")) == "true",
        confidence=row.one_of("confidence", Confidence.values),
        source=row.required("source"),
    )


def _cup(row: Row) -> CupRow:
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


def _cup_scale(row: Row) -> CupScaleRow:
    return CupScaleRow(
        row,
        category=row.one_of("category", ("women", "men")),
        cup=row.required("cup"),
        distance=row.one_of("distance", Distance.values),
        division=row.one_of("division", ("", *Division.values)),
        phase=row.one_of("phase", Phase.values),
        event=row.optional_number("event", 1),
        scale=row.required("scale"),
        multiplier=row.number_at("multiplier", 1),
    )


def _race(row: Row) -> RaceRow:
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


def _result(row: Row) -> ResultRow:
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
        notes=row.text("notes", 20),
    )
    if result.status in {Status.DNS, Status.WDR} and (result.rank or result.hundredths):
        raise row.error("status", f"{result.status} with a rank or a time")
    if result.status not in {Status.OK, Status.DNF} and result.printed_points:
        raise row.error("printed_points", f"points for a {result.status}")
    if result.thousandth is not None and result.hundredths is None:
        raise row.error("thousandth", "without a time")
    return result


def _published(row: Row) -> PublishedRow:
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


def _check(files: SeasonFiles) -> None:
    """What no single row shows: names that point nowhere, doubles, ranks that can't follow each other."""
    competitors = {each.slug: each for each in files.competitors}
    cups = {(cup.category, cup.slug) for cup in files.cups}
    races = {(race.event, race.number): race for race in files.races}
    _check_once(files.competitors, "slug", lambda each: each.slug)
    _check_once(files.races, "number", lambda race: (race.event, race.number))
    _check_once(files.results, "competitor", lambda result: (result.event, result.race, result.competitor))
    _check_once(files.results, "line", lambda result: (result.event, result.race, result.line))
    for rule in files.cup_scales:
        if (rule.category, rule.cup) not in cups:
            raise rule.row.error("cup", "no such cup in cups.csv")
        rule.row.known("scale", {scale.name for scale in files.scales}, "a scale of this season")
    for published in files.published:
        if (published.category, published.cup) not in cups:
            raise published.row.error("cup", "no such cup in cups.csv")
        published.row.known("competitor", competitors, "in competitors.csv")
    for result in files.results:
        result.row.known("competitor", competitors, "in competitors.csv")
        race = races.get((result.event, result.race))
        if race is None:
            raise result.row.error("race", "no such race in races.csv")
        if race.result in {ResultState.NONE, ResultState.NOT_HELD}:
            raise result.row.error("race", "races.csv says that it has no result")
        if competitors[result.competitor].category != race.identity.category:
            raise result.row.error("competitor", f"in a race of the {race.identity.category}")
    _check_ranks(files, {key for key, race in races.items() if race.result == ResultState.OFFICIAL})


def _check_ranks(files: SeasonFiles, official: set[tuple[int, int]]) -> None:
    """On a whole sheet a rank is the number of its line, or shared with the line before."""
    before: ResultRow | None = None
    for result in files.results:
        if (result.event, result.race) not in official or result.rank is None:
            continue
        same_race = before is not None and (before.event, before.race) == (result.event, result.race)
        shared = same_race and before is not None and before.rank == result.rank
        if result.rank != result.line and not shared:
            raise result.row.error("rank", f"{result.rank} on line {result.line} is neither its own nor a shared rank")
        before = result


def _check_once(rows: Iterable[Keyed], column: str, key: Callable[[Keyed], object]) -> None:
    seen = set()
    for each in rows:
        if key(each) in seen:
            raise each.row.error(column, "a second time")
        seen.add(key(each))
