"""Reads listings, and what rows may refer to, from the database."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from events.broadcast.listings.entries import KEY, MANY, PLAIN, ListingEntry, Names
from events.broadcast.listings.rows import ReadRow
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


class StoredIndex:
    """Finds the stored listing that a row is for."""

    def __init__(self, stored: Mapping[int, ListingEntry]) -> None:
        self.stored = stored
        self.by_key: dict[Any, list[int]] = defaultdict(list)
        self.by_broadcaster: dict[int, list[int]] = defaultdict(list)
        for pk, entry in stored.items():
            self.by_key[entry.key].append(pk)
            self.by_broadcaster[entry.broadcaster_id].append(pk)

    def find(self, each: ReadRow) -> int | None:
        """Its key, None for a new listing. Raises DataError if there is no such id, or more than one may be meant.

        Without an id it is the one that agrees in everything of `KEY` that the table says; of several the one that is
        as usual in the rest.
        """
        if each.id is not None:
            if each.id not in self.stored:
                raise each.row.error("id", f"there is no listing {each.id}; leave the cell empty for a new one")
            return each.id
        said = [name for name in KEY if name in each.said or name == "broadcaster_id"]
        if len(said) == len(KEY) or each.entry.key in self.by_key:
            return self._one(each, self.by_key.get(each.entry.key, []))
        fitting = [
            pk
            for pk in self.by_broadcaster.get(each.entry.broadcaster_id, ())
            if all(getattr(self.stored[pk], name) == getattr(each.entry, name) for name in said)
        ]
        if len(fitting) > 1:
            missing = ", ".join(name.removesuffix("_id") for name in KEY if name not in {*said, "series_id"})
            what = f"{len(fitting)} listings fit (numbers {_ids(fitting)}), as the table says nothing of {missing}"
            raise each.row.error("id", f"{what}: add one of these columns, or id")
        return fitting[0] if fitting else None

    def _one(self, each: ReadRow, alike: Sequence[int]) -> int | None:
        """Of listings with the same key the one with the platform that the table says; None if there are none."""
        says = "platform" in each.said
        fitting = [pk for pk in alike if self.stored[pk].platform == each.entry.platform] if says else alike
        if len(alike) > 1 and len(fitting) != 1:
            what = f"{len(alike)} listings fit (numbers {_ids(alike)}), which the table doesn’t tell apart"
            raise each.row.error("id", f"{what}: add the column {'id' if says else 'platform or id'}")
        return (fitting or alike)[0] if alike else None


def _ids(keys: Sequence[int]) -> str:
    return ", ".join(map(str, keys[:6])) + (" …" if len(keys) > 6 else "")
