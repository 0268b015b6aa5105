"""Broadcasts of single sessions that can no longer begin when they are said to, as their listing's timing changes."""

from collections.abc import Iterator, Mapping

from events.broadcast.covering import times_of
from events.coverage.start_times import start_problem
from events.models import Event, Showing


def start_problems(timings: Mapping[int, str], event: Event | None = None) -> Iterator[tuple[int, str]]:
    """The listing's key and a description of each problem, for listings whose timing becomes the one in `timings`.

    `timings` is by the listings' keys; with `event` it is for that one alone. Showings with a timing of their own keep
    it. One query, or none without listings.
    """
    if not timings:
        return
    timed = Showing.objects.filter(listing__in=timings, timing="", starts_at__isnull=False)
    timed = timed.filter(session__event=event) if event else timed
    for each in timed.with_words().order_by("session__event__start_date", "session__event", "session__number"):
        if each.starts_at and (why := start_problem(each.starts_at, timings[each.listing_id], times_of(each.session))):
            yield each.listing_id, f"{each.session.event}, {each.session}: {why}"
