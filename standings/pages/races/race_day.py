"""What a page says first of an event: the race that is on and the next one, each with its start list."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from events.calendar.schedule import Schedule
from events.models import Race, Session
from events.time.moments import Moment
from standings.pages.races.start_lists import ShownStartList


@dataclass(frozen=True)
class RaceOfTheDay:
    """`begins` with its date, unless that is today at the venue."""

    race: Race
    begins: Moment
    start_list: ShownStartList | None


@dataclass(frozen=True)
class RaceDay:
    """`on` and `next` by the times of the programme; None where it has none, and only sessions are known.

    `next_session` is given in the place of `next`, `is_first` says that the event has not begun, and
    `is_behind` that all its sessions are over.
    """

    on: RaceOfTheDay | None
    next: RaceOfTheDay | None
    sessions_on: Collection[Session]
    next_session: Session | None
    next_session_begins: Moment | None
    is_first: bool
    is_behind: bool

    def __bool__(self) -> bool:
        return bool(self.on or self.next or self.sessions_on or self.next_session)


def race_day(schedule: Schedule, lists: Iterable[ShownStartList], at: datetime.datetime) -> RaceDay:
    """`lists`: those of the event, or at least of the schedule's two races."""
    of_race = {each.race.pk: each for each in lists}
    clocks = schedule.event.venue.clocks
    today = at.astimezone(clocks.zone).date()

    def of_the_day(race: Race | None) -> RaceOfTheDay | None:
        if race is None or race.starts_at is None:
            return None
        return RaceOfTheDay(race, clocks.moment(race.starts_at, today), of_race.get(race.pk))

    session = None if schedule.race_next else schedule.next
    begins = session.starts_at if session else None
    return RaceDay(
        on=of_the_day(schedule.race_on),
        next=of_the_day(schedule.race_next),
        sessions_on=() if schedule.race_on else schedule.on,
        next_session=session if begins else None,
        next_session_begins=clocks.moment(begins, today) if begins else None,
        is_first=schedule.event.span[0] > at,
        is_behind=schedule.is_behind,
    )
