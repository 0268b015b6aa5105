"""The listings of a season copied into another, for the whole of it: without their events and days, and unchecked.

What can't be said of a whole season is left out, with a remark: a listing for single events beside one for the whole
season, one for single sessions alone, one of a country of the past.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, replace
from functools import partial
from typing import Any

from events.broadcast.listings.apply import ListingPlan, compared
from events.broadcast.listings.entries import ListingEntry, Names
from events.broadcast.listings.rows import ALL, ReadRow, Words
from events.broadcast.listings.stored import read_names, read_stored
from events.models import Season
from isuwc.files.tables.tabular import Row

RESET: dict[str, Any] = {"events": (), "except_events": (), "starts_on": None, "ends_on": None, "checked_on": None}

Numbered = tuple[int, ListingEntry]  # with its primary key


def copy_of_season(season: Season, into: Season) -> ListingPlan:
    """What copying a season's listings into another would add, and what it leaves out."""
    names, stored = read_names(), dict(read_stored())
    of_series = [each for each in stored.items() if each[1].series_id == season.series_id]
    chosen, remarks = _chosen([each for each in of_series if each[1].season_id in {season.pk, None}], season, names)
    proposed = [replace(each, season_id=into.pk) for each in chosen]
    there = [each for each in stored.values() if each.season_id == into.pk]
    read = [
        ReadRow(Row(season.slug, number, {}), None, each, frozenset(ALL), is_new=True)
        for number, each in enumerate(_missing(proposed, there), 1)
    ]
    planned = compared(read, [], names, stored, partial(copy_of_season, season, into))
    return replace(planned, remarks=(*remarks, *planned.remarks))


def _chosen(listings: Sequence[Numbered], season: Season, names: Names) -> tuple[list[ListingEntry], list[str]]:
    """What is copied of the season's listings, and what is said of those that are not.

    `listings` also has those of every season, which are not copied, as they go on.
    """
    words = Words(names)
    wholes = {_whose(each) for _, each in listings if not each.events and not each.only_sessions}
    of_events: dict[Any, set[ListingEntry]] = defaultdict(set)
    for _, each in listings:
        if each.events and not each.only_sessions:
            of_events[_whose(each)].add(replace(each, **RESET))
    found, remarks = [], []
    for key, each in listings:
        if each.season_id != season.pk:
            continue
        why = ""
        if each.country_id and each.country_id not in names.countries.titles:
            why = f"{each.country_id} is a country of the past"
        elif each.only_sessions:
            why = "it is for single sessions alone, which the season has not got yet"
        elif each.events and _whose(each) in wholes:
            why = "it is for single events, beside a listing for all of them"
        elif each.events and len(of_events[_whose(each)]) > 1:
            why = "it is for single events, and differs from the listing for others"
        title = f"{words.of(each, 'broadcaster_id')}, {words.territory(each)} (listing {key})"
        if why:
            remarks.append(f"{title}: not copied, as {why}.")
            continue
        current = tuple(code for code in each.except_countries if code in names.countries.titles)
        if past := set(each.except_countries) - set(current):
            remarks.append(f"{title}: copied without its exception of {', '.join(sorted(past))}, of the past.")
        found.append(replace(each, **RESET, except_countries=current))
    return list(dict.fromkeys(found)), remarks


def _whose(entry: ListingEntry) -> tuple[Any, ...]:
    return entry.broadcaster_id, entry.country_id, entry.group_id, entry.part


def _missing(proposed: Iterable[ListingEntry], there: Iterable[ListingEntry]) -> Iterator[ListingEntry]:
    """Those that are not there. Of several with the same key as many are there as are stored: those most like them."""
    left: dict[Any, list[ListingEntry]] = defaultdict(list)
    for each in there:
        left[each.key].append(each)
    waiting = list(proposed)
    taken: set[ListingEntry] = set()
    for each in sorted(waiting, key=lambda each: min((_differences(each, one) for one in left[each.key]), default=0)):
        if others := left[each.key]:
            others.remove(min(others, key=partial(_differences, each)))
            taken.add(each)
    return (each for each in waiting if each not in taken)


def _differences(one: ListingEntry, other: ListingEntry) -> int:
    return sum(a != b for a, b in zip(astuple(one), astuple(other), strict=True))
