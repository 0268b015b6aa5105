"""The first places of a cup after a race, where no missing result can change them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from events.models import Country, Race, Season
from news.imports.from_results.facts import CupAfter, Place
from news.imports.from_results.names import cup_name
from standings.models import Competitor, Cup, Result, Standing
from standings.scoring.progress import SeasonProgrammes, StandingStatus
from standings.scoring.rounds import cup_scale, race_order, round_key
from standings.worth.scale import exact

FIRST = 3


class CupsAfter:
    """The cups after each of the races. Three queries."""

    def __init__(self, season: Season, programmes: SeasonProgrammes, races: Iterable[Race]) -> None:
        self.statuses: dict[int, tuple[Cup, StandingStatus | None]] = {}
        cups = list(Cup.objects.of(season).with_scales())
        progress = {cup.pk: programmes.progress(cup) for cup in cups}
        for race in races:
            if cup := next((cup for cup in cups if cup_scale(cup, race)), None):
                known = [each for each in progress[cup.pk].known if round_key(each) == round_key(race)]
                last = max(known, key=race_order, default=None)
                status = progress[cup.pk].status_after(last.pk) if last else None
                self.statuses[race.pk] = cup, status if status and _is_settled(status, race) else None
        settled = [status for _, status in self.statuses.values() if status]
        self.places: dict[tuple[int, int], list[Standing]] = defaultdict(list)
        standings = Standing.objects.filter(
            cup__in={status.cup.pk for status in settled},
            race__in={status.race.pk for status in settled if status.race},
            rank__lte=FIRST,
        )
        for each in standings.with_competitor() if settled else ():
            self.places[each.cup_id, each.race_id].append(each)

    def of(self, race: Race, results: Sequence[Result]) -> tuple[CupAfter | None, bool]:
        """The cup after the race, and whether it is not said because a missing result may change it."""
        cup, status = self.statuses.get(race.pk, (None, None))
        if cup is None or status is None or status.race is None:
            return None, cup is not None
        started_for = {result.competitor_id: result.country for result in results}
        places = tuple(
            _place(each, started_for.get(each.competitor_id, each.competitor.country))
            for each in self.places[cup.pk, status.race.pk]
        )
        return CupAfter(cup_name(cup.name, cup.category), places, status.is_final), False


def called(competitor: Competitor, country: Country) -> str:
    """As a sentence names it: Femke Kok, Norway, the Netherlands."""
    return f"the {competitor.name}" if competitor.is_team and country.with_article else competitor.name


def _place(standing: Standing, country: Country) -> Place:
    competitor = standing.competitor
    total = f"{exact(standing.total):,}"
    name = called(competitor, country)
    return Place(name, country.pk, standing.rank, total, competitor.get_absolute_url())


def _is_settled(status: StandingStatus, race: Race) -> bool:
    """Whether the race's round is complete, and no result up to it is missing or unofficial."""
    return status.parts.round_of(race.pk).is_complete and not status.is_provisional
