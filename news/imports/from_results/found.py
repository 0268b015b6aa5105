"""Loads what is known of the races of a session or an event."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from events.models import Event, Race, Session
from events.models.programme import ResultState
from events.time.dates import long_date, long_weekday_date
from news.imports.from_results.cups_after import CupsAfter, called
from news.imports.from_results.facts import Known, Line, RaceFacts, Scope
from news.imports.from_results.fastest import fastest_of_season
from news.imports.from_results.report import Part
from standings.models import Result
from standings.pages.races.bests import TRACK_RECORD
from standings.scoring.progress import SeasonProgrammes
from standings.scoring.race_states import is_called_off, is_postponed

KNOWN = {
    ResultState.NONE: Known.MISSING,
    ResultState.PARTIAL: Known.PARTIAL,
    ResultState.UNOFFICIAL: Known.UNOFFICIAL,
    ResultState.OFFICIAL: Known.OFFICIAL,
    ResultState.NOT_HELD: Known.NOT_HELD,
    ResultState.CANCELLED: Known.CANCELLED,
    ResultState.ABANDONED: Known.ABANDONED,
}


def scope_of(event: Event, session: Session | None) -> Scope:
    """What is reported on. `event` has its venue."""
    dates = long_date(session.date) if session else event.dates
    return Scope(event.title, event.venue.city, dates, bool(session) or event.start_date == event.end_date)


def parts_of(event: Event, session: Session | None, at: datetime.datetime) -> list[Part]:
    """The races of the session, or of the event by day, as they are at the moment. Eight queries at most."""
    found = Race.objects.with_event().filter(event=event)
    races = list((found.filter(session=session) if session else found).order_by("number"))
    results = _results(races)
    programmes = SeasonProgrammes([event.season], at=at)
    after = CupsAfter(event.season, programmes, races)
    fastest = fastest_of_season(event.season, programmes, races, at)
    by_heading: dict[str, list[RaceFacts]] = defaultdict(list)
    for race in races:
        cup, is_open = after.of(race, results[race.pk])
        is_fastest = race.pk in fastest
        facts = _facts(race, results[race.pk])
        facts = replace(facts, cup=cup, cup_is_open=is_open, is_fastest_of_season=is_fastest)
        by_heading[_heading(race.session)].append(facts)
    return [Part(heading, tuple(found)) for heading, found in by_heading.items()]


def _heading(session: Session) -> str:
    """Friday 12 December, Division A: for readers, to whom the number of a session says nothing."""
    return ", ".join(filter(None, (long_weekday_date(session.date), session.name)))


def facts_of(races: Iterable[Race]) -> dict[int, RaceFacts]:
    """The races alone, by key, without the cups after them. They have session and event. One query."""
    races = list(races)
    results = _results(races)
    return {race.pk: _facts(race, results[race.pk]) for race in races}


def _facts(race: Race, results: Iterable[Result]) -> RaceFacts:
    return RaceFacts(race.pk, race.identity, _known(race), tuple(map(_line, results)))


def _results(races: Iterable[Race]) -> dict[int, list[Result]]:
    found: dict[int, list[Result]] = defaultdict(list)
    for result in Result.objects.filter(race__in=[race.pk for race in races]).with_competitor():
        found[result.race_id].append(result)
    return found


def _known(race: Race) -> Known:
    if race.result_state == ResultState.NONE and is_called_off(race):
        return Known.CANCELLED
    return Known.POSTPONED if is_postponed(race) else KNOWN[ResultState(race.result_state)]


def _line(result: Result) -> Line:
    return Line(
        name=called(result.competitor, result.country),
        noc=result.country_id,
        rank=result.rank,
        status=result.status,
        hundredths=result.hundredths,
        thousandth=result.thousandth,
        sprint_points=result.race_points,
        is_track_record=TRACK_RECORD in result.notes.split(),
        address=result.competitor.get_absolute_url(),
    )
