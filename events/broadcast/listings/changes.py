"""The title of a listing and its changes, in words. Pure."""

import datetime
from collections.abc import Collection

from events.broadcast.listings.entries import MANY, PLAIN, ListingEntry
from events.broadcast.listings.rows import Words
from events.models.listing import LINKS
from events.time.dates import long_date
from isuwc.tables.plans import Change, difference

IN_TITLE = {"broadcaster_id", "country_id", "group_id", "part"}
RARE = {"is_example", "is_geo_blocked", "only_sessions"}  # said of new listings only where they are so


def change(
    key: int | None,
    before: ListingEntry | None,
    after: ListingEntry,
    words: Words,
    said: Collection[str] = (*PLAIN, *MANY),
    holds_from: datetime.date | None = None,
) -> Change[ListingEntry]:
    """`said` are the fields of which the table says something.

    New links hold from that day on; without one for finished events as well.
    """
    title = f"{words.of(after, 'broadcaster_id')}, {words.territory(after)}"
    told = _differences(before, after, words, holds_from) if before else _facts(after, words, said)
    return Change(key, title, before, after, told)


def _differences(
    before: ListingEntry, after: ListingEntry, words: Words, holds_from: datetime.date | None
) -> tuple[str, ...]:
    since = f" from {long_date(holds_from)} on" if holds_from else ""
    return tuple(
        difference(_label(name), words.of(before, name), words.of(after, name))
        + (since if name in LINKS and getattr(before, name) else "")
        for name in (*PLAIN, *MANY)
        if name != "also" and _values(before, name) != _values(after, name)
    )


def _values(entry: ListingEntry, name: str) -> object:
    """Its cell for timing has all the ways."""
    return (entry.timing, entry.also) if name == "timing" else getattr(entry, name)


def _facts(after: ListingEntry, words: Words, said: Collection[str]) -> tuple[str, ...]:
    """All that a new listing says. What the table leaves open is told apart."""
    found = []
    for name in (*PLAIN, *MANY):
        text = words.of(after, name)
        if name in IN_TITLE or name == "also" or not text or (name in RARE and not getattr(after, name)):
            continue
        if name == "series_id" and len(words.series) == 1:
            continue
        found.append(f"{_label(name)}: {text}{'' if name in said else ' (not said, so as usual)'}")
    if not after.season_id and not after.events:
        found.insert(0, "every season of the series")
    return tuple(found)


def _label(name: str) -> str:
    return name.removesuffix("_id").removeprefix("is_")
