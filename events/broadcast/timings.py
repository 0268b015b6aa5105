"""Broadcasts that can't begin when they are said to, once their listing is shown in another way."""

from collections.abc import Iterator, Mapping

from events.broadcast.covering import block_of
from events.coverage.beginning import why_not
from events.models import Showing


def misfits(timings: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Of listings (by key) that get those timings: the listing, and in words which broadcast can't begin when, and why.

    A single session with a timing of its own keeps it. One query, if there are any listings.
    """
    if not timings:
        return
    timed = Showing.objects.filter(listing__in=timings, timing="", starts_at__isnull=False)
    for each in timed.with_words().order_by("session__event__start_date", "session__event", "session__number"):
        if each.starts_at and (why := why_not(each.starts_at, timings[each.listing_id], block_of(each.session))):
            yield each.listing_id, f"{each.session.event}, {each.session}: {why}"
