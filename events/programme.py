"""An event's programme by day, in the venue's time."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from events.models import Event, Race, Session


@dataclass(frozen=True)
class Block:
    """A session and its races in their order."""

    session: Session
    races: list[Race]


@dataclass(frozen=True)
class Day:
    date: datetime.date
    blocks: list[Block]


@dataclass(frozen=True)
class Programme:
    """The days of an event that have sessions."""

    event: Event
    days: list[Day]

    @property
    def has_times(self) -> bool:
        """Whether the start of any session is known."""
        return any(block.session.is_published for day in self.days for block in day.blocks)

    @property
    def lacks_times(self) -> bool:
        """Whether the start of any session is not."""
        return any(not block.session.is_published for day in self.days for block in day.blocks)


def programme(event: Event) -> Programme:
    """The programme of an event that was loaded `with_programme`; asks nothing."""
    for race in event.races.all():
        race.event = event  # addresses of races hold the event's
    blocks = (Block(session, _races_of(session, event.races.all())) for session in event.sessions.all())
    days = groupby(sorted(blocks, key=lambda block: block.session.date), key=lambda block: block.session.date)
    return Programme(event, [Day(date, list(found)) for date, found in days])


def _races_of(session: Session, races: Iterable[Race]) -> list[Race]:
    return [race for race in races if race.session_id == session.pk]
