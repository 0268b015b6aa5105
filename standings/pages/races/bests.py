"""The fastest times so far of a skater and at an oval, among the results stored here.

They are the World Cups known here, not all races, so nobody's personal best, season best or track record follows from
them. A track record is marked where the source of the result says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from events.models import Race
from standings.models import Result
from standings.models.result import Status

TRACK_RECORD = "TR"  # among a result's notes

Time = tuple[int, int]  # hundredths, and the thousandth digit


@dataclass(frozen=True)
class EarlierTime:
    """An earlier time at the same distance. Competitor, season and venue are keys."""

    competitor: int
    season: int
    venue: int
    time: Time


@dataclass(frozen=True)
class Bests:
    """Whether a time beat all earlier ones here: the skater's own, those of the season, or anybody's at the venue.

    `track_record`: published as such.
    """

    personal: bool = False
    season: bool = False
    venue: bool = False
    track_record: bool = False

    @property
    def marks(self) -> list[tuple[str, str]]:
        """Short marks with their full text. Of the skater's own the widest is listed."""
        found = []
        if self.track_record:
            found.append(("TR", "track record, as published"))
        if self.venue:
            found.append(("WC oval", "the fastest at this oval in the World Cups known here"))
        if self.personal:
            found.append(("WC best", "the skater’s fastest in the World Cups known here"))
        elif self.season:
            found.append(("WC season", "the skater’s fastest in this season’s World Cup so far"))
        return found


def bests_of(race: Race, results: Sequence[Result]) -> dict[int, Bests]:
    """The bests of a race's times, by competitor key. One query; none without times or at untimed distances."""
    bests = _bests_of(race, results)
    for result in results:
        if TRACK_RECORD in result.notes.split():
            best = bests.get(result.competitor_id, Bests())
            # A published track record says more than that it is the fastest known here.
            bests[result.competitor_id] = replace(best, venue=False, track_record=True)
    return bests


def _bests_of(race: Race, results: Sequence[Result]) -> dict[int, Bests]:
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
        EarlierTime(competitor, season, venue, (hundredths, thousandth or 0))
        for competitor, season, venue, hundredths, thousandth, day, number, event, pk in earlier.values_list(
            *fields, "race__number", "race__event", "race"
        )
        if pk != race.pk and (day < race.session.date or (event == race.event_id and number < race.number))
    ]
    return find_bests(timed, found, race.event.season_id, race.event.venue_id)


def find_bests(timed: dict[int, Time], earlier: Iterable[EarlierTime], season: int, venue: int) -> dict[int, Bests]:
    """The bests among `timed`, by competitor. Pure. A first time, of a skater or at a venue, is not a best.

    `personal` needs an earlier time of another season: within one season it would say no more than `season`.
    """
    of_all: dict[int, Time] = {}
    of_season: dict[int, Time] = {}
    seasons: dict[int, set[int]] = defaultdict(set)
    of_venue: Time | None = None
    for each in earlier:
        of_all[each.competitor] = min(each.time, of_all.get(each.competitor, each.time))
        seasons[each.competitor].add(each.season)
        if each.season == season:
            of_season[each.competitor] = min(each.time, of_season.get(each.competitor, each.time))
        if each.venue == venue:
            of_venue = min(each.time, of_venue or each.time)
    fastest = min(timed.values())
    return {
        who: Bests(
            personal=seasons.get(who, {season}) != {season} and time < of_all[who],
            season=who in of_season and time < of_season[who],
            venue=of_venue is not None and time == fastest and time < of_venue,
        )
        for who, time in timed.items()
    }
