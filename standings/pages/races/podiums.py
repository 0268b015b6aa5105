"""The podiums of an event's races, day by day: what the event's page begins with, and home for a week after it."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from events.calendar.schedule import Schedule
from events.models import Event, Race
from events.models.programme import HAS_RESULT
from events.naming.choices import Distance
from standings.models import Result
from standings.scoring.race_states import is_called_off


@dataclass(frozen=True)
class Podium:
    """A race with a result, and who is known to be on its first three places, shared ones included, best first."""

    race: Race
    results: Sequence[Result]

    @property
    def lines(self) -> list[tuple[Result, str]]:
        """Each result with the winner's time or the gap to it; the time where no gap is known.

        Times in a mass start don't decide its places, so there are no gaps.
        """
        times = [result.hundredths for result in self.results if result.rank == 1 and result.hundredths is not None]
        winning = None if self.race.distance == Distance.MASS_START else min(times, default=None)
        return [(result, result.gap_to(winning) or result.time_text) for result in self.results]


@dataclass(frozen=True)
class DayOfPodiums:
    """A day of racing at the venue, with the podiums of its races in the order of the programme."""

    event: Event
    date: datetime.date
    podiums: Sequence[Podium]


@dataclass(frozen=True)
class EventResults:
    """What is known of an event's results.

    `days`: those with a podium; `others`: the winners of the other races, Division B and semi-finals; `unknown`: how
    many podiums of the programme are not known, although the event is over.
    """

    days: Sequence[DayOfPodiums] = ()
    others: Sequence[Podium] = ()
    unknown: int = 0

    def __bool__(self) -> bool:
        return bool(self.days or self.others)

    @property
    def title_of_others(self) -> str:
        """Who won in Division B and the semi-finals."""
        divisions = {podium.race.division for podium in self.others}
        parts = ["Division B"] if "B" in divisions else []
        return f"Who won in {' and '.join(parts + (['the semi-finals'] if divisions - {'B'} else []))}"


def event_results(schedule: Schedule) -> EventResults:
    """The results of an event whose races have been loaded with `first`: its `Result.objects.podiums_and_winners()`."""
    of_days = [(day.date, [race for session in day.sessions for race in session.races.all()]) for day in schedule.days]
    races = [race for _, of_day in of_days for race in of_day]
    found = [(date, _known(race for race in of_day if race.is_for_medals)) for date, of_day in of_days]
    expected = [race for race in races if race.is_for_medals and not is_called_off(race)]
    return EventResults(
        [DayOfPodiums(schedule.event, date, podiums) for date, podiums in found if podiums],
        _known(race for race in races if not race.is_for_medals),
        len(expected) - sum(len(podiums) for _, podiums in found) if schedule.is_over else 0,
    )


def _known(races: Iterable[Race]) -> list[Podium]:
    return [Podium(race, race.first) for race in races if race.has_result and race.first]  # type: ignore[attr-defined]


def latest_podiums(at: datetime.datetime | None = None) -> DayOfPodiums | None:
    """The podiums of the latest day of an event that is on or has been over for at most a week. One query, or two."""
    known = Result.objects.podium().for_medals().filter(race__result_state__in=HAS_RESULT)
    recent = known.filter(race__event__in=Event.objects.recent(at).order_by().values("pk"))
    with_event = recent.select_related("race__session", "race__event__season", "race__event__venue")
    last = with_event.order_by("-race__session__date", "-race__event", "-race__number").first()
    if last is None:
        return None
    event, date = last.race.event, last.race.session.date
    of_day = known.filter(race__event=event, race__session__date=date).with_competitor().select_related("race")
    podiums = []
    for race, results in groupby(of_day.order_by("race__number", "rank", "line"), lambda result: result.race):
        race.event = event  # its address asks for it
        podiums.append(Podium(race, list(results)))
    return DayOfPodiums(event, date, podiums)
