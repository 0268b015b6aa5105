"""Reads the files of a season (`standings/seasons/data/`) and validates them against each other.

Competitors, scales and cups are in files for all seasons; races, results, published standings and the events of which
only the distances are known are in a folder per season. An invalid cell raises DataError with file, row and column
before anything is written.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from events.models.programme import HAS_RESULT, ResultState
from isuwc.files.tables.tabular import Row, read_rows
from standings.seasons.season_files import (
    CompetitorRow,
    CupRow,
    CupScaleRow,
    DistancesRow,
    NoteRow,
    PublishedRow,
    RaceRow,
    ResultRow,
    ScaleRow,
    competitor_row,
    cup_row,
    cup_scale_row,
    distances_row,
    note_row,
    published_row,
    race_row,
    result_row,
    scale_row,
)

DATA = Path(__file__).parent / "data"


class HasRow(Protocol):
    @property
    def row(self) -> Row: ...


Keyed = TypeVar("Keyed", bound=HasRow)


@dataclass(frozen=True)
class SeasonFiles:
    competitors: list[CompetitorRow]
    scales: list[ScaleRow]
    cups: list[CupRow]
    cup_scales: list[CupScaleRow]
    races: list[RaceRow]
    results: list[ResultRow]
    notes: list[NoteRow]
    published: list[PublishedRow]
    known_distances: list[DistancesRow]


def shipped_seasons(folder: Path = DATA) -> list[str]:
    """The slugs of the seasons whose files are here."""
    return sorted(file.parent.name for file in folder.glob("*/races.csv"))


def read_season(slug: str, folder: Path = DATA) -> SeasonFiles:
    """All rows of a season. Raises DataError for the first invalid cell, FileNotFoundError for an unknown season."""
    competitors = [competitor_row(row) for row in read_rows(folder / "competitors.csv")]
    mine = [row for row in read_rows(folder / "scales.csv") if row.cells["season"] == slug]
    scales = [scale_row(row) for row in mine]
    cups = [cup_row(row) for row in read_rows(folder / "cups.csv") if row.cells["season"] == slug]
    cup_scales = [cup_scale_row(row) for row in read_rows(folder / "cup_scales.csv") if row.cells["season"] == slug]
    races = [race_row(row) for row in read_rows(folder / slug / "races.csv")]
    results = [result_row(row) for row in read_rows(folder / slug / "results.csv")]
    notes = _optional(folder / slug / "notes.csv", note_row)
    published = _optional(folder / slug / "published_standings.csv", published_row)
    distances = _optional(folder / slug / "known_distances.csv", distances_row)
    files = SeasonFiles(competitors, scales, cups, cup_scales, races, results, notes, published, distances)
    _check(files)
    return files


def _optional(path: Path, read: Callable[[Row], Keyed]) -> list[Keyed]:
    return [read(row) for row in read_rows(path)] if path.exists() else []


def _check(files: SeasonFiles) -> None:
    """Checks across rows: references without target, duplicates, inconsistent ranks."""
    competitors = {each.slug: each for each in files.competitors}
    cups = {(cup.category, cup.slug) for cup in files.cups}
    races = {(race.event, race.number): race for race in files.races}
    _check_once(files.competitors, "slug", lambda each: each.slug)
    _check_once(files.races, "number", lambda race: (race.event, race.number))
    _check_once(files.results, "competitor", lambda result: (result.event, result.race, result.competitor))
    _check_once(files.results, "line", lambda result: (result.event, result.race, result.line))
    _check_once(files.notes, "code", lambda note: (note.event, note.race, note.code))
    for note in files.notes:
        if (note.event, note.race) not in races:
            raise note.row.error("race", "no such race in races.csv")
    _check_once(files.known_distances, "event", lambda each: each.event)
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
        if race.result not in HAS_RESULT:
            raise result.row.error("race", "races.csv says that it has no result")
        if competitors[result.competitor].category != race.identity.category:
            raise result.row.error("competitor", f"in a race of the {race.identity.category}")
    _check_ranks(files, {key for key, race in races.items() if race.result == ResultState.OFFICIAL})


def _check_ranks(files: SeasonFiles, official: set[tuple[int, int]]) -> None:
    """On a complete sheet a rank equals its line number or the rank of the line before."""
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
