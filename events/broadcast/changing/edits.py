"""One value for several listings."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from events.broadcast.listings.apply import ListingPlan, compared
from events.broadcast.listings.entries import ListingEntry
from events.broadcast.listings.rows import ALL, ReadRow
from events.broadcast.listings.stored import read_names, read_stored
from isuwc.files.tables.tabular import DataError, Row


def edited(keys: Sequence[int], values: Mapping[str, Any], holds_from: datetime.date | None = None) -> ListingPlan:
    """What the listings with these keys would become with the values, by field; those that are gone are left out.

    A new link holds from that day on; without one for finished events, too.
    """
    names = read_names()
    stored = {key: entry for key, entry in read_stored() if key in set(keys)}
    read = [
        ReadRow(Row("Listings", key, {}), key, replace(entry, **values), frozenset(ALL))
        for key, entry in stored.items()
    ]
    errors = [
        DataError(f"Listing {each.id} begins on {each.entry.starts_on:%Y-%m-%d}, after that day.")
        for each in read
        if _ends_early(each.entry)
    ]
    read = [each for each in read if not _ends_early(each.entry)]
    return compared(read, errors, names, stored, partial(edited, keys, values, holds_from), holds_from)


def _ends_early(entry: ListingEntry) -> bool:
    return bool(entry.starts_on and entry.ends_on and entry.ends_on < entry.starts_on)
