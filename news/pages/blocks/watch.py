import datetime
from dataclasses import dataclass

from events.models import Event, Session
from news.blocks.watch import WatchFacts
from news.pages.blocks.found import Found
from news.pages.blocks.shown import Shown


@dataclass(frozen=True)
class ShownWatch(Shown):
    kind = "watch"

    event: Event
    days: list[tuple[datetime.date, list[Session]]]

    @property
    def has_times(self) -> bool:
        """Whether any session has a start time."""
        return any(session.starts_at for _, sessions in self.days for session in sessions)


def shown(block: WatchFacts, found: Found) -> ShownWatch | None:
    event = found.events.get(block.event or 0)
    if event is None:
        return None
    days: dict[datetime.date, list[Session]] = {}
    for session in found.sessions.get(event.pk, []):
        session.event = event  # the page asks for its venue's zone
        days.setdefault(session.date, []).append(session)
    return ShownWatch(event, sorted(days.items()))
