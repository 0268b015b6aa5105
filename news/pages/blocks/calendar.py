from dataclasses import dataclass

from events.models import Event, Season
from news.blocks.calendar import CalendarFacts
from news.pages.blocks.found import Found
from news.pages.blocks.shown import Shown


@dataclass(frozen=True)
class ShownCalendar(Shown):
    kind = "calendar"

    season: Season
    events: list[Event]


def shown(block: CalendarFacts, found: Found) -> ShownCalendar | None:
    events = [event for event in found.events.values() if event.season_id == block.season]
    return ShownCalendar(events[0].season, events) if events else None
