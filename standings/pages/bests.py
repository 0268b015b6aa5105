"""Which times of a race were bests: of the skater, of the season, of the oval. As far as the data here go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from events.models import Race
from standings.models import Result
from standings.models.result import Status

Time = tuple[int, int]  # hundredths, and the thousandth digit


@dataclass(frozen=True)
class Earlier:
    """A time skated at the distance before the race."""

    competitor: int
    season: int
    venue: int
    time: Time


@dataclass(frozen=True)
class Bests:
    """Better than all earlier times: the skater's own, of all seasons or of this one, and anybody's at the oval."""

    personal: bool = False
    season: bool = False
    venue: bool = False

    @property
    def marks(self) -> list[tuple[str, str]]:
        """Short and in full; a personal best is the season's too, which isn't said again."""
        found = []
        if self.venue:
            found.append(("VB", "venue best: the fastest here in these results"))
        if self.personal:
            found.append(("PB", "personal best in these results"))
        elif self.season:
            found.append(("SB", "season best"))
        return found


def bests_of(race: Race, results: Sequence[Result]) -> dict[int, Bests]:
    """By competitor. One query; none for races that are not against the clock or have no times."""
    timed = {
        result.competitor_id: result.exact_time
        for result in results
        if result.status == Status.OK and result.hundredths
    }
    if not timed or not race.distance.isdigit():
        return {}
    earlier = Result.objects.filter(
        race__distance=race.distance, race__category=race.category, status=Status.OK, hundredths__isnull=False
    ).filter(race__session__date__lte=race.session.date)
    fields = (
        "competitor",
        "race__event__season",
        "race__event__venue",
        "hundredths",
        "thousandth",
        "race__session__date",
    )
    found = [
        Earlier(competitor, season, venue, (hundredths, thousandth or 0))
        for competitor, season, venue, hundredths, thousandth, day, number, event, pk in earlier.values_list(
            *fields, "race__number", "race__event", "race"
        )
        if pk != race.pk and (day < race.session.date or (event == race.event_id and number < race.number))
    ]
    return sort_out(timed, found, race.event.season_id, race.event.venue_id)


def sort_out(timed: dict[int, Time], earlier: Iterable[Earlier], season: int, venue: int) -> dict[int, Bests]:
    """Pure: what each time was. A first time is not a best of a skater, and none of an oval without earlier times."""
    of_all: dict[int, Time] = {}
    of_season: dict[int, Time] = {}
    of_venue: Time | None = None
    for each in earlier:
        of_all[each.competitor] = min(each.time, of_all.get(each.competitor, each.time))
        if each.season == season:
            of_season[each.competitor] = min(each.time, of_season.get(each.competitor, each.time))
        if each.venue == venue:
            of_venue = min(each.time, of_venue or each.time)
    fastest = min(timed.values())
    return {
        who: Bests(
            personal=who in of_all and time < of_all[who],
            season=who in of_season and time < of_season[who],
            venue=of_venue is not None and time == fastest and time < of_venue,
        )
        for who, time in timed.items()
    }
