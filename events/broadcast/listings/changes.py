"""The title of a listing and its changes, in words. Pure."""

from collections.abc import Collection

from events.broadcast.listings.entries import MANY, PLAIN, ListingEntry
from events.broadcast.listings.rows import Words
from isuwc.tables.plans import Change, difference

IN_TITLE = {"broadcaster_id", "country_id", "group_id"}


def change(
    key: int | None,
    before: ListingEntry | None,
    after: ListingEntry,
    words: Words,
    said: Collection[str] = (*PLAIN, *MANY),
) -> Change[ListingEntry]:
    """`said` are the fields of which the table says something."""
    title = f"{words.of(after, 'broadcaster_id')}, {words.territory(after)}"
    told = _differences(before, after, words) if before else _facts(after, words, said)
    return Change(key, title, before, after, told)


def _differences(before: ListingEntry, after: ListingEntry, words: Words) -> tuple[str, ...]:
    return tuple(
        difference(_label(name), words.of(before, name), words.of(after, name))
        for name in (*PLAIN, *MANY)
        if getattr(before, name) != getattr(after, name)
    )


def _facts(after: ListingEntry, words: Words, said: Collection[str]) -> tuple[str, ...]:
    """All that a new listing says. What the table leaves open is told apart."""
    found = []
    for name in (*PLAIN, *MANY):
        text = words.of(after, name)
        if name in IN_TITLE or not text or (name == "is_example" and not after.is_example):
            continue
        if name == "series_id" and len(words.series) == 1:
            continue
        found.append(f"{_label(name)}: {text}{'' if name in said else ' (not said, so as usual)'}")
    if not after.season_id and not after.events:
        found.insert(0, "every season of the series")
    return tuple(found)


def _label(name: str) -> str:
    return name.removesuffix("_id").removeprefix("is_")
