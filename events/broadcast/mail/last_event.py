"""How a broadcaster showed its last event before another one, as a proposal for it: the same days and sessions."""

import datetime
import zoneinfo
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from events.broadcast.covering import times_of
from events.coverage.start_times import start_problem
from events.models import Event, Listing, Session, Showing
from events.time import clocks

CLOSE = datetime.timedelta(hours=3)  # a broadcast so soon after its session follows it, a later one follows the clock


@dataclass(frozen=True)
class LastEvent:
    """The event, and by the key of a session of the later one what to say of it: values of a showing, by name."""

    event: Event
    proposals: Mapping[int, Mapping[str, Any]]


def last_events(listing: Listing, sessions: Iterable[Session]) -> dict[int, LastEvent]:
    """By the key of each event that has some of the sessions. Two queries, or none without sessions.

    Events before it are looked for of which the broadcaster has single sessions on record in the same territory.
    """
    by_event: dict[int, list[Session]] = defaultdict(list)
    for session in sessions:
        by_event[session.event_id].append(session)
    if not by_event:
        return {}
    here = {"country": listing.country_id, "group": listing.group_id, "part": listing.part}
    stored = Showing.objects.filter(
        listing__in=Listing.objects.filter(broadcaster=listing.broadcaster_id, **here).values("pk")
    ).with_words()
    shown: dict[int, list[Showing]] = defaultdict(list)
    for each in stored.order_by("listing", "session"):
        shown[each.session.event_id].append(each)
    known: dict[int, list[Session]] = defaultdict(list)
    for session in Session.objects.filter(event__in=shown).order_by("number"):
        known[session.event_id].append(session)
    found = {}
    for key, own in by_event.items():
        day = own[0].event.start_date
        before = [rows[0].session.event for rows in shown.values() if rows[0].session.event.start_date < day]
        if before:
            last = max(before, key=lambda event: event.start_date)
            found[key] = LastEvent(last, _proposals(own, known[last.pk], shown[last.pk], listing))
    return found


def _proposals(
    own: Iterable[Session], known: Iterable[Session], shown: Iterable[Showing], listing: Listing
) -> dict[int, dict[str, Any]]:
    """Of the sessions that have one of the same weekday and place in the day."""
    rows = {each.session_id: each for each in shown}
    only = any(each.listing.only_sessions for each in rows.values())
    by_place = dict(_placed(known))
    found: dict[int, dict[str, Any]] = {}
    for place, session in _placed(own):
        like = by_place.get(place)
        if like is None:
            continue
        row = rows.get(like.pk)
        found[session.pk] = _values(row, like, session, listing) if row else {"is_shown": not only}
    return found


def _placed(sessions: Iterable[Session]) -> list[tuple[tuple[int, int], Session]]:
    """Each with its weekday and its number within the day."""
    counted: dict[datetime.date, int] = defaultdict(int)
    found = []
    for session in sorted(sessions, key=lambda each: each.number):
        counted[session.date] += 1
        found.append(((session.date.weekday(), counted[session.date]), session))
    return found


def _values(row: Showing, like: Session, session: Session, listing: Listing) -> dict[str, Any]:
    """Without the link, which is one session's own, and without a start that can't be."""
    at = _start(row, like, session, listing.broadcaster.time_zone)
    if at and start_problem(at, row.timing or listing.timing, times_of(session)):
        at = None
    return {
        "is_shown": row.is_shown,
        "starts_at": at,
        "timing": row.timing,
        "channel": row.channel,
        "note": row.note,
    }


def _start(row: Showing, like: Session, session: Session, zone_name: str) -> datetime.datetime | None:
    """As long after the session's start as then, or at the same time of day if that was long after it.

    The time of day is by the clocks of that zone, or else of the venues.
    """
    if not row.starts_at or row.is_unconfirmed:
        return None
    if like.starts_at and session.starts_at and abs(row.starts_at - like.starts_at) <= CLOSE:
        return session.starts_at + (row.starts_at - like.starts_at)
    own = zoneinfo.ZoneInfo(zone_name) if zone_name else None
    local = row.starts_at.astimezone(own or row.session.event.venue.zone)
    day = session.date + (local.date() - like.date)
    try:
        return clocks.moment(day, local.time(), own or session.event.venue.zone)
    except ValueError:  # skipped by the clocks, or shown twice
        return None
