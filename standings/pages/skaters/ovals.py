"""A skater's fastest times by oval and distance, in the World Cups known here: neither bests nor records."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from events.models import Venue
from standings.models import Result
from standings.models.result import Status


@dataclass(frozen=True)
class OvalTimes:
    """`times`: the fastest result at each of the distances, None where there is none."""

    venue: Venue
    times: Sequence[Result | None]


@dataclass(frozen=True)
class Ovals:
    """`distances` as pages print them, shortest first; ovals by city."""

    distances: Sequence[str]
    rows: Sequence[OvalTimes]

    def __bool__(self) -> bool:
        return bool(self.rows)


def times_by_oval(results: Iterable[Result]) -> Ovals:
    """Of results with their race, event and venue. No queries."""
    fastest: dict[tuple[int, int], Result] = {}
    venues: dict[int, Venue] = {}
    for result in results:
        if result.status != Status.OK or result.hundredths is None or not result.race.distance.isdigit():
            continue
        venue = result.race.event.venue
        venues[venue.pk] = venue
        key = venue.pk, int(result.race.distance)
        if key not in fastest or result.exact_time < fastest[key].exact_time:
            fastest[key] = result
    distances = sorted({distance for _, distance in fastest})
    rows = [
        OvalTimes(venue, [fastest.get((venue.pk, distance)) for distance in distances])
        for venue in sorted(venues.values(), key=lambda each: (each.city, each.name))
    ]
    return Ovals([f"{distance}m" for distance in distances], rows)
