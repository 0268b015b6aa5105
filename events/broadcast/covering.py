"""Which sessions a listing may say anything of, and when a broadcast of one may begin."""

import datetime

from events import coverage
from events.coverage.beginning import Block
from events.models import Event, Session

DAYS_BEFORE, DAYS_AFTER = 1, 14  # of a session, on which a broadcast of it may begin


def covers(right: coverage.Right, session: Session) -> bool:
    """Whether it is for the session, on its day at the venue."""
    return right.covers(bare_leg(session.event), session.date)


def block_of(session: Session) -> Block:
    """When it is. Asks for the event's venue."""
    return Block(session.date, session.span, session.event.venue.clocks)


def bare_leg(event: Event) -> coverage.Leg:
    """An event without stream and sessions: enough to know which rights are for it. Asks for season and venue."""
    return coverage.Leg(
        key=event.pk,
        series=event.season.series_id,
        season=event.season_id,
        held_in=event.venue.country_id,
        clocks=event.venue.clocks,
        first_day=event.start_date,
        last_day=event.end_date,
    )


def is_near(day: datetime.date, session: datetime.date) -> bool:
    """Whether a broadcast of that day may be of a session of the other one."""
    return -DAYS_BEFORE <= (day - session).days <= DAYS_AFTER
