"""What a table of listings would bring that contradicts what is stored, or itself: said as the form says it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from events import coverage
from events.broadcast.answers.rights import ACCESSES
from events.broadcast.listings.entries import ListingEntry, Names
from events.coverage import conflicts
from events.models import Country, CountryGroup, Event, Showing
from isuwc.tables.plans import Change

MOST_SAID = 30
MOST_COUNTRIES = 6

Numbered = tuple[int, Change[ListingEntry]]  # a change and its row's number


def contradictions(
    changed: Sequence[Numbered], stored: Mapping[int, ListingEntry], names: Names, called: str = "row"
) -> list[str]:
    """In words, for each pair of which one at least is new or changes. Four queries, none if nothing changes.

    Those that change are `called` so, with their numbers.
    """
    if not changed:
        return []
    groups = {
        group: frozenset(country.pk for country in of)
        for group, of in (
            (each.pk, each.countries.all()) for each in CountryGroup.objects.prefetch_related("countries")
        )
    }
    rows: dict[int, str] = {}  # what each is called, by the keys of rights, which are below zero for new listings
    entries = dict(stored)
    for place, (number, change) in enumerate(changed, 1):
        key = -place if change.key is None else int(change.key)
        if change.after is not None:
            entries[key], rows[key] = change.after, f"{called} {number}"
    rights = [_right(key, entry, groups, names) for key, entry in entries.items()]
    here = frozenset(noc for right in rights if right.key in rows for noc in right.nocs)
    rights = _with_sessions([right for right in rights if right.nocs & here])
    events = [event.facts for event in Event.objects.with_place().with_stream()]
    found = [each for each in conflicts(events, rights) if each.first.key in rows or each.second.key in rows]
    titles = dict(Country.objects.values_list("noc", "name")) if found else {}
    return list(_words(found, rows, titles))


def _words(found: Sequence[coverage.Conflict], rows: Mapping[int, str], titles: Mapping[str, str]) -> Iterator[str]:
    for each in found[:MOST_SAID]:
        where = sorted(titles[noc] for noc in each.nocs)
        more = f" and {len(where) - MOST_COUNTRIES} more" if len(where) > MOST_COUNTRIES else ""
        which = " and ".join(
            sorted(
                (rows.get(key, f"listing {key}") for key in (each.first.key, each.second.key)),
                key=lambda words: words.startswith("listing"),
            )
        )
        yield f"{each.problem} In {', '.join(where[:MOST_COUNTRIES])}{more}: {which}."
    if len(found) > MOST_SAID:
        yield f"{len(found) - MOST_SAID} more pairs contradict each other."


def _with_sessions(rights: Sequence[coverage.Right]) -> list[coverage.Right]:
    """Those for some sessions alone with these. One query if there are any."""
    shown: dict[int, tuple[coverage.Showing, ...]] = {}
    for each in Showing.objects.filter(listing__in=[right.key for right in rights if right.only_sessions]):
        shown[each.listing_id] = (*shown.get(each.listing_id, ()), each.showing)
    return [replace(right, showings=shown.get(right.key, ())) for right in rights]


def _right(key: int, entry: ListingEntry, groups: Mapping[int, frozenset[str]], names: Names) -> coverage.Right:
    """As much of it as decides whether it contradicts others."""
    nocs = {entry.country_id} if entry.country_id else groups[entry.group_id or 0] - set(entry.except_countries)
    return coverage.Right(
        key=key,
        broadcaster=names.titles[entry.broadcaster_id],
        nocs=frozenset(filter(None, nocs)),
        series=entry.series_id,
        season=entry.season_id,
        events=frozenset(entry.events),
        except_events=frozenset(entry.except_events),
        except_held_in=frozenset(entry.except_held_in),
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        timing=entry.timing,
        also=entry.also,
        competitors=entry.competitors,
        part=entry.part,
        only_sessions=entry.only_sessions,
        is_exclusive=entry.is_exclusive,
        channel=entry.channel,
        platform=entry.platform,
        access=ACCESSES[entry.access] if entry.access else "",
        language=entry.language,
    )
