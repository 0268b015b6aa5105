"""When a page of an event changes by the minute, so that it renews itself in browsers that show it."""

import datetime
from collections.abc import Iterable

from events.models import Event, Session
from events.models.planned import State
from isuwc.clock.shown import shown_at

AROUND = datetime.timedelta(hours=1)  # before a session begins, and after it ends


def renewal(event: Event, sessions: Iterable[Session]) -> str:
    """The spans of time in which results come in, as js/renew.js reads them: "begin/end begin/end", in UTC.

    From an hour before each session until an hour after it, or all of the event where no start is known. Empty unless
    the event is on.
    """
    if event.state_at(shown_at()) != State.LIVE:
        return ""
    known = sorted(span for session in sessions if (span := session.span))
    spans = [(begins - AROUND, ends + AROUND) for begins, ends in known] or [event.span]
    return " ".join(f"{_utc(begins)}/{_utc(ends)}" for begins, ends in spans)


def _utc(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(datetime.UTC):%Y-%m-%dT%H:%MZ}"
