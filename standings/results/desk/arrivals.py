"""Whether the results of an event have come: every race with its state, by day and session, and what is overdue."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from events.models import Event, Race, Session
from events.models.programme import ResultState
from events.naming.race import RaceIdentity
from standings.results.desk.waiting import waiting_for
from standings.scoring.race_states import is_called_off, is_postponed


class Arrival(StrEnum):
    """How far the result of a race has come. The value is said of the race."""

    OFFICIAL = "Official"
    WAITS = "Its sheet waits"
    UNOFFICIAL = "Unofficial so far"
    PARTIAL = "Only some places are known"
    EXPECTED = "Expected, not in"  # the race is over by its times in the programme
    ON = "Begun"
    TO_COME = "To come"
    POSTPONED = "Postponed"
    CALLED_OFF = "Not held"


OF_STATE = {
    ResultState.OFFICIAL: Arrival.OFFICIAL,
    ResultState.UNOFFICIAL: Arrival.UNOFFICIAL,
    ResultState.PARTIAL: Arrival.PARTIAL,
}


@dataclass(frozen=True)
class RaceArrival:
    race: Race
    arrival: Arrival
    sheet: int | None  # the key of the sheet that waits

    @property
    def words(self) -> str:
        return self.race.outcome if self.arrival == Arrival.CALLED_OFF and self.race.outcome else self.arrival.value

    @property
    def is_overdue(self) -> bool:
        return self.arrival == Arrival.EXPECTED

    @property
    def needs_somebody(self) -> bool:
        return self.is_overdue or (self.sheet is not None and self.arrival != Arrival.OFFICIAL)

    @property
    def title(self) -> str:
        """With Division A, where the title of the race leaves it out."""
        return f"{self.race.title}{', Division A' if self.race.division == 'A' else ''}"


@dataclass(frozen=True)
class SessionArrivals:
    session: Session
    races: tuple[RaceArrival, ...]


@dataclass(frozen=True)
class Day:
    """A day at the venue."""

    date: datetime.date
    is_today: bool
    sessions: tuple[SessionArrivals, ...]

    @property
    def races(self) -> list[RaceArrival]:
        return [each for session in self.sessions for each in session.races]


@dataclass(frozen=True)
class Arrivals:
    event: Event
    days: tuple[Day, ...]

    @property
    def races(self) -> list[RaceArrival]:
        return [race for day in self.days for race in day.races]

    @property
    def today(self) -> Day | None:
        return next((day for day in self.days if day.is_today), None)

    @property
    def overdue(self) -> list[RaceArrival]:
        return [each for each in self.races if each.is_overdue]

    @property
    def said(self) -> str:
        """In short: 3 of 7 races in, 2 expected and not in; today: 1 of 4."""
        if not self.races:
            return "no race is in the programme yet"
        parts = [f"{_in(self.races)} of {len(self.races)} races in"]
        if late := len(self.overdue):
            parts.append(f"{late} expected and not in")
        if (day := self.today) and day.races and len(day.races) < len(self.races):
            parts.append(f"today {_in(day.races)} of {len(day.races)}")
        return ", ".join(parts)


def _in(races: Iterable[RaceArrival]) -> int:
    return sum(each.arrival in OF_STATE.values() for each in races)


def waiting_sheets(event: Event) -> dict[RaceIdentity, int]:
    """The keys of the sheets that wait for the event's races, the latest of each."""
    return {each.sheet.heading.identity: each.pk for each in waiting_for(event)}


def arrivals(event: Event, at: datetime.datetime | None = None) -> Arrivals:
    """Of the event, loaded with season and venue. Four queries."""
    at = at or timezone.now()
    sessions = list(event.sessions.order_by("date", "number"))
    races = list(event.races.order_by("number").select_related("session"))
    under_way = set(event.races.over_after(at).values_list("pk", flat=True))
    sheets = waiting_sheets(event)
    by_session: dict[int, list[RaceArrival]] = {session.pk: [] for session in sessions}
    for race in races:
        race.event = event
        sheet = sheets.get(race.identity)
        found = RaceArrival(race, _arrival(race, sheet is not None, race.pk in under_way, at), sheet)
        by_session.setdefault(race.session_id, []).append(found)
    today = at.astimezone(event.venue.zone).date()
    return Arrivals(event, tuple(_days(event, sessions, by_session, today)))


def _days(
    event: Event, sessions: Sequence[Session], races: dict[int, list[RaceArrival]], today: datetime.date
) -> Iterable[Day]:
    for date in sorted({session.date for session in sessions}):
        of_day = [session for session in sessions if session.date == date]
        for session in of_day:
            session.event = event
        yield Day(date, date == today, tuple(SessionArrivals(session, tuple(races[session.pk])) for session in of_day))


def _arrival(race: Race, has_sheet: bool, is_under_way: bool, at: datetime.datetime) -> Arrival:
    if race.has_result:  # in, also if a sheet that says more of it waits
        return OF_STATE[ResultState(race.result_state)]
    if has_sheet:
        return Arrival.WAITS
    if is_called_off(race):
        return Arrival.CALLED_OFF
    if is_postponed(race):
        return Arrival.POSTPONED
    if is_under_way:
        return Arrival.ON if _has_begun(race, at) else Arrival.TO_COME
    return Arrival.EXPECTED


def _has_begun(race: Race, at: datetime.datetime) -> bool:
    start = race.starts_at or race.session.starts_at
    return start is not None and start <= at
