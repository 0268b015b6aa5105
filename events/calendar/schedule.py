"""An event's days with their sessions and races, and which session and race is on or next."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from events.models import Event, Race, Session
from events.models.planned import Plan, State
from events.models.programme import LAST_RACE
from isuwc.clock.shown import shown_at


@dataclass
class Day:
    """A day of the programme, at the venue, with its sessions in order."""

    date: datetime.date
    sessions: list[Session] = field(default_factory=list)


@dataclass(frozen=True)
class Schedule:
    event: Event
    days: list[Day]
    on: list[Session]
    next: Session | None  # the next one to begin
    race_on: Race | None = None  # by the programme, while its result isn't in
    race_next: Race | None = None  # the next one to begin, where its start is known
    is_behind: bool = False  # whether each session is over by its times, though perhaps not the event's last day

    @property
    def sessions(self) -> list[Session]:
        return [session for day in self.days for session in day.sessions]

    @property
    def is_over(self) -> bool:
        return self.event.state == State.FINISHED

    @property
    def has_times(self) -> bool:
        """Whether the start of any session is published."""
        return any(session.starts_at for session in self.sessions)

    @property
    def is_indicative(self) -> bool:
        """Whether any race's start is one of those that may still change."""
        return any(race.is_indicative for session in self.sessions for race in session.races.all())


def schedule(event: Event, at: datetime.datetime | None = None) -> Schedule:
    """The schedule of an event loaded `with_programme` and `with_place`, with all its days, even without sessions."""
    at = at or shown_at()
    days = {date: Day(date) for date in event.days()}
    for session in event.sessions.all():
        session.event = event  # pages ask for its venue, and a race's address for its season
        for race in session.races.all():
            race.event = event
        days.setdefault(session.date, Day(session.date)).sessions.append(session)
    found = [days[date] for date in sorted(days)]
    sessions = [session for day in found for session in day.sessions]
    to_come = [each for each in sessions if each.state_at(at) in {State.SCHEDULED, State.MOVED} and each.starts_at]
    coming = min(to_come, key=lambda each: each.starts_at or at, default=None)
    if coming:
        coming.is_next = True
    on = [each for each in sessions if each.state_at(at) == State.LIVE]
    ends = [State.FINISHED, State.CANCELLED]
    is_behind = bool(sessions) and all(session.state_at(at) in ends for session in sessions)
    return Schedule(event, found, on, coming, *_races_at(event, sessions, at), is_behind)


def _races_at(event: Event, sessions: Iterable[Session], at: datetime.datetime) -> tuple[Race | None, Race | None]:
    """The race that is on by the times of the programme, and the next one; neither is over or called off."""
    spans = [
        span
        for session in sessions
        if {event.plan, session.plan}.isdisjoint({Plan.POSTPONED, Plan.CANCELLED})
        for span in _spans(session)
        if not span[0].has_result and not span[0].is_not_held
    ]
    on = [race for race, begins, ends in spans if begins <= at < ends]
    coming = [(begins, race) for race, begins, _ in spans if begins > at]
    return on[-1] if on else None, min(coming, key=lambda each: each[0])[1] if coming else None


def _spans(session: Session) -> Iterator[tuple[Race, datetime.datetime, datetime.datetime]]:
    """Its races with a start, each until the next one; the last until the session ends, or for an hour."""
    timed = sorted(((race.starts_at, race) for race in session.races.all() if race.starts_at), key=lambda each: each[0])
    for (begins, race), (ends, _) in pairwise(timed):
        yield race, begins, ends
    if timed:
        begins, race = timed[-1]
        ends = session.ends_at if session.ends_at and session.ends_at > begins else begins + LAST_RACE
        yield race, begins, ends
