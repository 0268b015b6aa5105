"""Reads listings, and what rows may refer to, from the database."""

from collections.abc import Iterator
from typing import Any

from events.broadcast.listings.entries import MANY, PLAIN, ListingEntry, Names
from events.models import Broadcaster, Country, CountryGroup, Event, Listing, Season, Series

KEYS = dict(zip(MANY, ("except_nocs", "event_keys", "except_event_keys", "except_held_in_nocs"), strict=True))


def read_names() -> Names:
    """Six queries."""
    broadcasters = list(Broadcaster.objects.values_list("pk", "slug", "name"))
    numbers = Event.objects.values_list("season__slug", "number", "pk")
    return Names(
        broadcasters={word.casefold(): pk for pk, slug, name in broadcasters for word in (slug, name)},
        titles={pk: name for pk, _, name in broadcasters},
        slugs={pk: slug for pk, slug, _ in broadcasters},
        countries=Country.objects.meanings(),
        groups=dict(CountryGroup.objects.values_list("name", "pk")),
        series=dict(Series.objects.values_list("slug", "pk")),
        seasons=dict(Season.objects.values_list("slug", "pk")),
        events={(season, number): pk for season, number, pk in numbers},
    )


def read_stored() -> Iterator[tuple[int, ListingEntry]]:
    """Every listing with its primary key. One query."""
    for listing in Listing.objects.with_keys().order_by("pk"):
        values: dict[str, Any] = {name: getattr(listing, name) for name in PLAIN}
        values["also"] = tuple(listing.also)
        values |= {name: tuple(sorted(getattr(listing, keys))) for name, keys in KEYS.items()}
        yield listing.pk, ListingEntry(**values)
