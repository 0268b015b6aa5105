"""Loads a season's programme, results and rules from the shipped files into the database.

All files are read and validated (`reading`) before anything is written. Everything is written in one transaction, and
loading again changes nothing. Countries, seasons, venues and events must exist (`events.calendar.season_data`).

What staff, sheets or tables did since stays, and is reported where the files differ (`edited`, `sync`): single columns
of programme and rules, the whole result of a race of which somebody changed a line, and what somebody removed.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import asdict, fields
from itertools import groupby
from typing import Any

from django.db import connection, transaction

from events.calendar.season_data import NAME, Report, silent
from events.calendar.season_lock import hold
from events.models import Country, Event, Race, Season, Session
from events.models.programme import NO_RESULT_COMES
from isuwc.files.tables.tabular import Counts, Row
from isuwc.history.acting import Way, acting
from standings.models import Competitor, Cup, CupScale, FormerAddress, NoteMeaning, PublishedStanding, Result
from standings.scoring.recompute import recompute
from standings.seasons.edited import races_with_edited_results
from standings.seasons.reading import SeasonFiles, read_season
from standings.seasons.season_files import RaceRow
from standings.seasons.sync import differing_lines, sync

STEPS = ("competitors", "races", "results", "scales and cups", "published standings", "standings")


def load_results(
    season_slug: str,
    progress: Callable[[str], None] | None = None,
    dry_run: bool = False,
    report: Report = silent,
) -> dict[str, Counts]:
    """Bring the database in line with the season's files, and recompute its standings.

    `progress` is called with the name of each of STEPS when it is done, `report` with a sentence on everything that
    stays as somebody edited it. Returns the counts of each kind of row. With `dry_run` nothing is kept. Raises
    DataError for a wrong cell and Season.DoesNotExist.
    """
    files = read_season(season_slug)
    done = progress or (lambda step: None)
    with transaction.atomic(), acting(Way.IMPORT, f"{NAME}results of {season_slug}"):
        season = Season.objects.get(slug=season_slug)
        hold(season)
        counts = _Load(season, files, report).run(done)
        connection.check_constraints()  # deferred constraints, which a dry run would never check
        transaction.set_rollback(dry_run)
    return counts


def lacks_programme(season: Season) -> bool:
    """Whether an event has no race although the season's files have its races: the database is older than they are."""
    numbers = {row.event for row in read_season(season.slug).races}
    return season.events.filter(number__in=numbers, races__isnull=True).exists()


def load_rules(season_slug: str) -> Season:
    """The season with its scales and cups alone, for one whose results come from sheets. Raises as `load_results`."""
    with transaction.atomic(), acting(Way.IMPORT, f"{NAME}rules of {season_slug}"):
        season = Season.objects.get(slug=season_slug)
        hold(season)
        _Load(season, read_season(season_slug)).load_cups()
    return season


class _Load:
    """One load of a season: its files, and the database rows that they refer to by slug and number."""

    def __init__(self, season: Season, files: SeasonFiles, report: Report = silent) -> None:
        self.season = season
        self.files = files
        self.report = report
        self.countries: dict[str, Country] = Country.objects.nations().in_bulk()
        self.events: dict[int, Event] = {
            event.number: event for event in season.events.select_related("season", "venue")
        }
        self.competitors: dict[str, Competitor] = {}
        self.races: dict[tuple[int, int], Race] = {}
        self.cups: dict[tuple[str, str], Cup] = {}
        self.edited_results = races_with_edited_results()

    def run(self, done: Callable[[str], None]) -> dict[str, Counts]:
        counts: dict[str, Counts] = {}
        counts["competitors"] = self.load_competitors()
        done(STEPS[0])
        counts["sessions"] = self.load_sessions()
        counts["races"] = self.load_races()
        done(STEPS[1])
        counts["results"] = self.load_results()
        counts["notes"] = self.load_notes()
        done(STEPS[2])
        counts["scales"], counts["cups"] = self.load_cups()
        done(STEPS[3])
        counts["published standings"] = self.load_published()
        done(STEPS[4])
        recompute(self.season)
        done(STEPS[5])
        return counts

    def load_competitors(self) -> Counts:
        wanted = {}
        for row in self.files.competitors:
            country = self.country(row.row)
            name = country.name if row.kind == "team" else f"{row.given_name} {row.family_name}".strip()
            wanted[row.slug] = {"country": country, "name": name, **_values(row, "slug", "noc")}
        # Merged into another record, or at another address: as staff have them
        had = FormerAddress.objects.filter(slug__in=wanted).select_related("competitor")
        moved = {each.slug: each.competitor for each in had}
        wanted = {slug: values for slug, values in wanted.items() if slug not in moved}
        counts, self.competitors = sync(Competitor.objects.filter(slug__in=wanted), ("slug",), wanted, self.report)
        self.competitors |= moved
        return counts

    def load_sessions(self) -> Counts:
        wanted = {}
        for (_, number), group in groupby(
            sorted(self.files.races, key=lambda race: (race.event, race.session, race.started or datetime.time.max)),
            key=lambda race: (race.event, race.session),
        ):
            races = list(group)
            event = self.event(races[0].row)
            wanted[event.pk, number] = _session_values(event, races)
        existing = Session.objects.filter(event__season=self.season)
        return sync(existing, ("event_id", "number"), wanted, self.report)[0]

    def load_races(self) -> Counts:
        sessions = {
            (session.event_id, session.number): session for session in Session.objects.filter(event__season=self.season)
        }
        existing = Race.objects.filter(event__season=self.season)
        edited = {(race.event_id, race.slug) for race in existing if race.pk in self.edited_results}
        wanted = {}
        numbers = {}
        for row in self.files.races:
            event = self.event(row.row)
            numbers[row.event, row.number] = key = event.pk, row.identity.slug
            session = sessions.get((event.pk, row.session))
            wanted[key] = {
                **({"session": session} if session else {}),  # else somebody has removed it
                "number": row.number,
                "starts_at": _moment(event, row, "started", row.started),
                # They go with the lines
                **({} if key in edited else {"result_state": row.result, "source": row.source}),
                **asdict(row.identity),
            }
        self._check_numbers([row for row in existing if (row.event_id, row.slug) not in wanted])
        not_held = [row.pk for row in existing if _is_not_held(wanted.get((row.event_id, row.slug), {}))]
        Result.objects.filter(race__in=not_held).delete()
        counts, races = sync(existing, ("event_id", "slug"), wanted, self.report)
        self.load_extents({event for event, _ in wanted})
        self.races = {key: races[name] for key, name in numbers.items() if name in races}
        return counts

    def load_extents(self, events: Set[int]) -> None:
        """The file of races is the whole programme of its events, save those of which only the distances are known."""
        partly = {self.event(row.row).pk: row.source for row in self.files.known_distances}
        wanted: dict[Any, dict[str, Any]] = {pk: {"programme_is_whole": True} for pk in events - partly.keys()}
        for event in self.events.values():
            if event.pk in partly and not event.programme_is_whole:
                wanted[event.pk] = {"distances_are_whole": True, "programme_source": partly[event.pk]}
        sync(Event.objects.filter(pk__in=wanted), ("id",), wanted, self.report)

    def _check_numbers(self, others: Iterable[Race]) -> None:
        """Raises DataError if a number belongs to a race that only the database has, which stays as it is."""
        taken = {(race.event_id, race.number): race for race in others}
        for row in self.files.races:
            if race := taken.get((self.event(row.row).pk, row.number)):
                raise row.row.error("number", f"{row.number} is that of {race}, which is in the database alone")

    def load_results(self) -> Counts:
        wanted: dict[Any, dict[str, Any]] = {}
        kept: dict[Race, dict[Any, dict[str, Any]]] = {}
        for row in self.files.results:
            race, competitor = self.races.get((row.event, row.race)), self.competitors.get(row.competitor)
            if race is None or (competitor is None and race.pk not in self.edited_results):
                self.report(
                    f"{row.row.file}, row {row.row.number}: its {'skater' if race else 'race'} was removed here."
                )
                continue
            values = {"country": self.country(row.row), **_values(row, "event", "race", "competitor", "noc")}
            lines = kept.setdefault(race, {}) if race.pk in self.edited_results else wanted
            lines[race, competitor] = values
        free = [race for race in self.races.values() if race.pk not in self.edited_results]
        existing = Result.objects.filter(race__in=free).select_related("race", "competitor")
        counts, _ = sync(existing, ("race", "competitor"), wanted, self.report, remove=True)
        counts.unchanged += sum(map(len, kept.values()))
        for race, lines in kept.items():
            if differing := differing_lines(race, lines):
                self.report(f"{race}, {race.event}: the result stays as it was edited here; {differing}.")
        return counts

    def load_notes(self) -> Counts:
        """Explained codes that the files lack stay: sheets that were handed in said what they mean."""
        wanted = {
            (self.races[row.event, row.race], row.code): _values(row, "event", "race", "code")
            for row in self.files.notes
            if (row.event, row.race) in self.races
        }
        existing = NoteMeaning.objects.filter(race__in=self.races.values())
        return sync(existing, ("race", "code"), wanted, self.report)[0]

    def load_cups(self) -> tuple[Counts, Counts]:
        scale_values = {row.name: _values(row, "name") for row in self.files.scales}
        scale_counts, scales = sync(self.season.scales.all(), ("name",), scale_values, self.report, season=self.season)
        cup_values = {(row.category, row.slug): _values(row, "category", "slug") for row in self.files.cups}
        counts, self.cups = sync(
            self.season.cups.all(), ("category", "slug"), cup_values, self.report, season=self.season
        )
        rules = {}
        for row in self.files.cup_scales:
            event = self.event(row.row) if row.event else None
            cup, scale = self.cups.get((row.category, row.cup)), scales.get(row.scale)
            if cup and scale:
                rules[cup, row.distance, row.division, row.phase, event] = {
                    "scale": scale,
                    "multiplier": row.multiplier,
                }
        existing = CupScale.objects.filter(cup__season=self.season)
        sync(existing, ("cup", "distance", "division", "phase", "event"), rules, self.report, remove=True)
        return scale_counts, counts

    def load_published(self) -> Counts:
        wanted = {}
        for row in self.files.published:
            cup, who = self.cups.get((row.category, row.cup)), self.competitors.get(row.competitor)
            if cup and who:
                values = _values(row, "event", "category", "cup", "competitor")
                wanted[cup, self.event(row.row), who] = values
        existing = PublishedStanding.objects.filter(cup__season=self.season)
        return sync(existing, ("cup", "event", "competitor"), wanted, self.report, remove=True)[0]

    def country(self, row: Row) -> Country:
        return self.countries[row.known("noc", self.countries, "the code of a country in the database")]

    def event(self, row: Row) -> Event:
        try:
            return self.events[int(row.cells["event"])]
        except KeyError:
            raise row.error("event", f"the calendar of {self.season} has no such event") from None


def _session_values(event: Event, races: Sequence[RaceRow]) -> dict[str, Any]:
    """A session starts with its first race and ends with its last, as far as their times are known."""
    for race in races:
        if not event.start_date <= race.date <= event.end_date or race.date != races[0].date:
            raise race.row.error("date", "not a day of the event, or another day than the rest of its session")
    divisions = {race.identity.division for race in races}
    all_known = all(race.started for race in races)
    starts = races[0].started if all_known else min(races, key=lambda race: race.number).started
    return {
        "name": f"Division {divisions.pop()}" if len(divisions) == 1 and all_known else "",
        "date": races[0].date,
        "starts_at": _moment(event, races[0], "started", starts),
        "ends_at": _moment(event, races[-1], "ended", races[-1].ended if all_known else None),
    }


def _is_not_held(race: Mapping[str, Any]) -> bool:
    return bool(race.get("result_state") in NO_RESULT_COMES)


def _moment(event: Event, race: RaceRow, column: str, time: datetime.time | None) -> datetime.datetime | None:
    """A time at the venue on the race's day, in UTC."""
    return race.row.read(column, "", lambda _: event.venue.at(race.date, time)) if time else None


def _values(row: Any, *left_out: str) -> dict[str, Any]:
    """The row's values by the name of the model's field."""
    return {field.name: getattr(row, field.name) for field in fields(row) if field.name not in {"row", *left_out}}
