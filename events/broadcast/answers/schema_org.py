"""Broadcasts as schema.org describes them: by a listing, and for all of an event in all of a country."""

from collections.abc import Iterable
from typing import Any

from events.broadcast.answers.watch import Watch
from events.calendar.schema_org import sports_event
from events.coverage import Right
from events.coverage.ways import LIVE
from events.models.planned import State


def broadcast_events(answers: Iterable[Watch]) -> list[dict[str, Any]]:
    """Of live broadcasts of events to come or on: when others are shown is not known. What a territory takes over from
    its country is assumed, and so is left out."""
    return [
        _broadcast(watch, right)
        for watch in answers
        if watch.event.state in (State.SCHEDULED, State.MOVED, State.LIVE) and not watch.assumption
        for right in watch.answer.shown_by
        if right.timing == LIVE and not (right.is_example or right.in_some or right.competitors or right.part)
    ]


def _broadcast(watch: Watch, right: Right) -> dict[str, Any]:
    event = sports_event(watch.event)
    service: dict[str, Any] = {
        "@type": "BroadcastService",
        "name": right.broadcaster,
        "areaServed": {"@type": "Country", "name": watch.country.name},
    }
    if right.channel:
        service["broadcastDisplayName"] = right.channel
    if right.link:
        service["url"] = right.link
    return {
        "@type": "BroadcastEvent",
        "name": f"{watch.event} on {right.broadcaster}",
        "isLiveBroadcast": True,
        "startDate": event["startDate"],
        "endDate": event["endDate"],
        "eventStatus": event["eventStatus"],
        "location": event["location"],
        "broadcastOfEvent": event,
        "publishedOn": service,
    }
