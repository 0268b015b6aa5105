"""Personal, season and venue bests among the times of a race, judged by the results stored here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from events.models import Race
from standings.models import Result
from standings.models.result import Status

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
    """Whether a time beat all earlier ones: the skater's own, those of the season, or anybody's at the venue."""

    personal: bool = False
    season: bool = False
    venue: bool = False

    @property
    def marks(self) -> list[tuple[str, str]]:
        """Abbreviations with their full text. A personal best implies a season best, which isn't listed."""
        found = []
        if self.venue:
            found.append(("VB", "venue best: the fastest here in these results"))
        if self.personal:
            found.append(("PB", "personal best in these results"))
        elif self.season:
            found.append(("SB", "season best"))
        return found


def bests_of(race: Race, results: Sequence[Result]) -> dict[int, Bests]:
    """The bests of a race's times, by competitor key. One query; none without times or at untimed distances."""
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
    """The bests among `timed`, by competitor. Pure. A first time, of a skater or at a venue, is not a best."""
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
