"""The title of a listing and its changes, in words. Pure."""

from events.broadcast.listings.entries import MANY, PLAIN, ListingEntry
from events.broadcast.listings.rows import Words
from isuwc.tables.plans import Change, difference


def change(key: int | None, before: ListingEntry | None, after: ListingEntry, words: Words) -> Change[ListingEntry]:
    title = f"{words.of(after, 'broadcaster_id')}, {words.territory(after)}"
    return Change(key, title, before, after, _differences(before, after, words) if before else ())


def _differences(before: ListingEntry, after: ListingEntry, words: Words) -> tuple[str, ...]:
    return tuple(
        difference(name.removesuffix("_id").removeprefix("is_"), words.of(before, name), words.of(after, name))
        for name in (*PLAIN, *MANY)
        if name != "also" and _values(before, name) != _values(after, name)
    )


def _values(entry: ListingEntry, name: str) -> object:
    """Its cell for timing has all the ways."""
    return (entry.timing, entry.also) if name == "timing" else getattr(entry, name)
