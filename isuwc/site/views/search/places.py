"""Nations, and events by their place, name and season."""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef

from events.models import Country, Event
from isuwc.clock.shown import shown_at
from isuwc.site.views.search.answer import SHOWN, Hit, Kind
from isuwc.site.views.search.asked import Asked
from isuwc.site.views.search.closeness import SHORT, Called, Near, Nearness, misspelt, nearness, plain
from standings.models import Result

MOST_EVENTS = 60  # that are looked at
LATEST = 200  # events in whose places typing errors are looked for


def nations(asked: Asked) -> list[Hit]:
    """By name, code and name in any language. Each leads to its skaters, if there are any, and to where to watch.

    A name in a foreign language counts only as a whole, and in its own languages “an” and “la” are no names.
    """
    has_names = all(len(word) >= SHORT for word in asked.words)
    found = {}
    for noc, each in asked.places.items():
        near = nearness(asked.words, each.english) or (nearness(asked.words, each.own) if has_names else None)
        if near:
            found[noc] = near
    for noc in asked.meant:
        if noc not in found or found[noc].near != Near.NAME:
            found[noc] = Nearness(Near.NAME, asked.typed)
    return _nations(found)


def misspelt_nations(asked: Asked) -> list[Hit]:
    found = {noc: misspelt(asked.words, each.english) for noc, each in asked.places.items()}
    return _nations({noc: near for noc, near in found.items() if near})


def _nations(near: dict[str, Nearness]) -> list[Hit]:
    """Short names first: the Netherlands before the Caribbean Netherlands."""
    results = Result.objects.filter(country=OuterRef("pk"))
    rows = Country.objects.filter(pk__in=near).select_related("follows").annotate(has_page=Exists(results))
    shortest_first = sorted(rows, key=lambda each: (len(plain(each.name)), each.name)) if near else []
    return [_nation_hit(each, near[each.noc]) for each in shortest_first]


def _nation_hit(country: Country, near: Nearness) -> Hit:
    watch = ((f"Where to watch in {country.name_in_text}", country.get_absolute_url()),)
    also = f"also called {near.why}" if near.why and near.why != country.noc else ""
    if country.has_page:  # type: ignore[attr-defined]  # as annotated
        return Hit(Kind.NATION, near.near, country.name, country.nation_address, country, "Skaters", also, links=watch)
    note = f"Where to watch, as in {country.follows.name_in_text}" if country.follows else "Where to watch"
    return Hit(Kind.NATION, near.near, country.name, country.get_absolute_url(), country, note, also)


def events(asked: Asked) -> tuple[list[Hit], bool]:
    """Those on or to come first, the next one first; then those over, the latest first. And whether more match."""
    rows = list(Event.objects.matching(asked.typed).with_place().order_by("-start_date")[: MOST_EVENTS + 1])
    hits = [_event(each, nearness(asked.words, _called(each, asked))) for each in _next_first(rows[:MOST_EVENTS])]
    return hits, len(rows) > MOST_EVENTS


def misspelt_events(asked: Asked) -> list[Hit]:
    rows = Event.objects.with_place().order_by("-start_date")[:LATEST]
    found = ((each, misspelt(asked.words, _called(each, asked))) for each in _next_first(rows))
    return [_event(each, near) for each, near in found if near][:SHOWN]


def _next_first(rows: Iterable[Event]) -> Iterator[Event]:
    latest_first, today = list(rows), shown_at().date()
    yield from (each for each in reversed(latest_first) if each.end_date >= today)
    yield from (each for each in latest_first if each.end_date < today)


def _called(event: Event, asked: Asked) -> Called:
    place, season = event.venue, event.season.name
    names = (place.city, event.title, place.name, f"{event.title} {season}", f"{place.city} {season}")
    return Called((*names, f"{place.city} {event.title}"), (season, *asked.about(place.country_id)))


def _event(event: Event, near: Nearness | None) -> Hit:
    """One that the database found for another reason ("wc2") is a nearer one's neighbour at most."""
    near = near or Nearness(Near.PART)
    country = event.venue.country
    why = event.venue.name if near.why == event.venue.name else country.name if near.near == Near.ABOUT else ""
    note = f"{event.title}, {event.dates}"
    return Hit(Kind.EVENT, near.near, event.venue.city, event.get_absolute_url(), country, note, why)
