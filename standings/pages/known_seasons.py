"""How much of a season's races is known here, and so whether wins and podiums can be counted.

A season counts wins if the winner of every race for a podium that is over is known, and podiums if its first three are.
Of other seasons pages say which events are known, and count nothing.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from events.models import Event, Race
from events.models.planned import Plan
from events.models.programme import ResultState
from isuwc.clock.shown import shown_at
from standings.models import Result
from standings.models.result import FIRST_THREE, FOR_MEDALS
from standings.scoring.race_states import is_called_off
from standings.scoring.wording import listed, sentence

WINNER, PODIUM = 1, 3  # how many first places are known


@dataclass(frozen=True)
class KnownSeason:
    """Whether all winners, and all podiums, of the races so far are known; if not, `words` says what is."""

    counts_wins: bool = True
    counts_podiums: bool = True
    words: str = ""


def known_seasons(seasons: Iterable[int], category: str = "", at: datetime.datetime | None = None) -> "Known":
    """What is known of each season (key); of one category's races if given. Two queries, or three."""
    at = at or shown_at()
    events: dict[int, list[Event]] = defaultdict(list)
    found = Event.objects.filter(season__in=seasons).exclude(plan=Plan.CANCELLED).with_races_known()
    for event in found.select_related("venue").order_by("number"):
        events[event.season_id].append(event)
    races: dict[int, list[Race]] = defaultdict(list)
    of_category = {"category": category} if category else {}
    medals = Race.objects.filter(event__season__in=seasons, **of_category).exclude(division="B")
    for race in medals.exclude(phase__startswith="semi-final").select_related("event", "session"):
        races[race.event_id].append(race)
    partial = [race.pk for of in races.values() for race in of if race.result_state == ResultState.PARTIAL]
    places = _places(partial) if partial else {}
    return {season: _known([_Event(each, races[each.pk], places, at) for each in of]) for season, of in events.items()}


Known = Mapping[int, KnownSeason]


def _places(races: Iterable[int]) -> Mapping[int, list[int]]:
    """The known places of the podium of each race (key), several of one rank included."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = Result.objects.filter(FOR_MEDALS, FIRST_THREE, race__in=races).order_by("race", "rank")
    for race, rank in rows.values_list("race", "rank"):
        found[race].append(rank or 0)
    return found


@dataclass(frozen=True)
class _Event:
    event: Event
    races: list[Race]
    places: Mapping[int, list[int]]
    at: datetime.datetime

    @property
    def is_over(self) -> bool:
        return self.event.plan != Plan.POSTPONED and self.event.span[1] <= self.at

    @property
    def is_known_at_all(self) -> bool:
        return any(race.has_result for race in self.races)

    def knows(self, places: int) -> bool:
        """Whether the first places of every race so far are known."""
        if self.is_over and not self.event.knows_distances:
            return False
        return all(self._knows(race, places) for race in self.races)

    def _knows(self, race: Race, places: int) -> bool:
        if race.result_state == ResultState.PARTIAL:
            known = self.places.get(race.pk, [])
            return 1 in known and len(known) >= places
        return race.has_result or not self.is_over or is_called_off(race)


def _known(events: list[_Event]) -> KnownSeason:
    wins, podiums = (all(each.knows(places) for each in events) for places in (WINNER, PODIUM))
    return KnownSeason(wins, podiums, "" if wins and podiums else _words(events))


def _words(events: list[_Event]) -> str:
    """Only World Cup 1 is known here, and not every place of it; or: Of World Cup 5 only some places are known here."""
    over = [each for each in events if each.is_over or each.is_known_at_all]
    partly = [each.event.title for each in over if each.is_known_at_all and not each.knows(PODIUM)]
    known = [each.event.title for each in over if each.is_known_at_all]
    said = []
    if not known:
        return "No result of this season is known here."
    if len(known) < len(over):
        verb, them = ("is", "it") if len(known) == 1 else ("are", "them")
        also = f", and not every place of {them}" if partly else ""
        said.append(f"only {listed(known)} {verb} known here{also}")
    elif partly:
        said.append(f"of {listed(partly)} only some places are known here")
    return " ".join(map(sentence, said))
