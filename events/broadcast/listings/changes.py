"""The title of a listing and its changes, in words. Pure."""

import datetime

from events.broadcast.listings.entries import MANY, PLAIN, ListingEntry
from events.broadcast.listings.rows import Words
from events.models.listing import LINKS
from events.time.dates import long_date
from isuwc.tables.plans import Change, difference


def change(
    key: int | None,
    before: ListingEntry | None,
    after: ListingEntry,
    words: Words,
    holds_from: datetime.date | None = None,
) -> Change[ListingEntry]:
    """New links hold from that day on; without one for finished events as well."""
    title = f"{words.of(after, 'broadcaster_id')}, {words.territory(after)}"
    return Change(key, title, before, after, _differences(before, after, words, holds_from) if before else ())


def _differences(
    before: ListingEntry, after: ListingEntry, words: Words, holds_from: datetime.date | None
) -> tuple[str, ...]:
    since = f" from {long_date(holds_from)} on" if holds_from else ""
    return tuple(
        difference(name.removesuffix("_id").removeprefix("is_"), words.of(before, name), words.of(after, name))
        + (since if name in LINKS and getattr(before, name) else "")
        for name in (*PLAIN, *MANY)
        if name != "also" and _values(before, name) != _values(after, name)
    )


def _values(entry: ListingEntry, name: str) -> object:
    """Its cell for timing has all the ways."""
    return (entry.timing, entry.also) if name == "timing" else getattr(entry, name)
