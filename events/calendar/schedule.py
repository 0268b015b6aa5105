"""An event's days with their sessions and races, and which session is on or next."""

import datetime
from dataclasses import dataclass, field

from events.models import Event, Session
from events.models.planned import State
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
    return Schedule(event, found, [each for each in sessions if each.state_at(at) == State.LIVE], coming)
