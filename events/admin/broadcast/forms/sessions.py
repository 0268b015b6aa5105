"""The sessions that a listing's grid has, and what they are called there."""

import zoneinfo
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from events import coverage
from events.broadcast.covering import covers, with_race_categories
from events.models import Listing, Season, Session
from events.time.dates import short_date, short_start
from isuwc.text.numbers import whole_number


def session_label(session: Session, zone: zoneinfo.ZoneInfo | None = None, with_event: bool = True) -> str:
    """World Cup 3 Heerenveen, Session 2, Fri 5 Dec 15:30 venue time; without the event: Fri 5 Dec 15:30, Session 2.

    `zone` is the one whose clocks say the start, by default the venue's.
    """
    event, name = session.event, str(session)
    is_venue = zone is None or zone == event.venue.zone
    if session.starts_at:
        when = short_start(session.date, session.starts_at, zone or event.venue.zone)
    else:
        when = short_date(session.date)
    if not with_event:
        return f"{when}, {name}"
    when = f"{when}{' venue time' if is_venue else ''}" if session.starts_at else f"{when}, no time yet"
    return f"{event.title} {event.venue.city}, {name}, {when}"


def seen_of(session: Session) -> str:
    """The session as a row was typed for."""
    return f"{session.date.isoformat()} {session.starts_at.isoformat() if session.starts_at else ''}".strip()


def sessions_for(listing: Listing | None, posted: Iterable[str], events: Iterable[int] = ()) -> dict[int, Session]:
    """The sessions that a row may be for, by key: of the listing's events, or else of its season. Two queries.

    Of a listing for every season they are those of current and coming seasons. Sessions that are stored or were
    `posted` are always included. Of a new listing they are those of `events`.
    """
    some = Q(pk__in=_keys(posted)) | Q(event__in=events)
    if listing and listing.pk:
        named = list(listing.events.values_list("pk", flat=True))
        some |= Q(showings__listing=listing.pk)
        if named:
            some |= Q(event__in=named)
        elif listing.season_id:
            some |= Q(event__season=listing.season_id)
        else:
            coming = Season.objects.filter(events__end_date__gte=timezone.localdate(), series=listing.series_id)
            some |= Q(event__season__in=coming.values("pk"))
    found = Session.objects.filter(some).select_related("event__venue", "event__season").distinct()
    ordered = with_race_categories(found).order_by("event__start_date", "event__number", "number")
    return {each.pk: each for each in ordered}


def without_row(listing: Listing, sessions: Iterable[Session]) -> list[Session]:
    """Those that the stored listing covers and has no row for. `listing` is loaded `with_keys`. One query."""
    right = stored_right(listing)
    stored = set(listing.showings.values_list("session", flat=True))
    return [each for each in sessions if each.pk not in stored and covers(right, each)]


def stored_right(listing: Listing) -> coverage.Right:
    """As far as it decides which sessions are covered."""
    keys: dict[str, list[int]] = listing.__dict__  # of the arrays that `with_keys` adds
    return coverage.Right(
        key=listing.pk,
        broadcaster="",
        nocs=frozenset(),
        series=listing.series_id,
        season=listing.season_id,
        events=frozenset(keys["event_keys"]),
        except_events=frozenset(keys["except_event_keys"]),
        except_held_in=frozenset(map(str, keys["except_held_in_nocs"])),
        starts_on=listing.starts_on,
        ends_on=listing.ends_on,
        competitors=listing.competitors,
        timing=listing.timing,
    )


def _keys(texts: Iterable[str]) -> list[int]:
    return [key for text in texts if (key := whole_number(text)) is not None]
