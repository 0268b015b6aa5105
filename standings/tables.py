"""A cup's table as pages, CSV and JSON show it: the standing after a race with the points of every race before it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from events.models import Event, Race
from events.models.programme import ResultState
from standings.models import Cup, PublishedStanding, Scale, Score, Standing
from standings.rounds import Round, cup_scale, known_rounds, rounds_of


@dataclass(frozen=True)
class Entry:
    """What one race brought a competitor."""

    race: Race
    rank: int | None
    status: str
    points: int
    counts: bool
    reason: str

    @property
    def place(self) -> str:
        return self.status if self.status != "OK" else str(self.rank or "")


@dataclass(frozen=True)
class Cell:
    """What one round brought a competitor, in one race or in several."""

    entries: tuple[Entry, ...]

    @property
    def points(self) -> int:
        return sum(entry.points for entry in self.entries if entry.counts)

    @property
    def entry(self) -> Entry:
        """The one that counts; of several the last."""
        return max(self.entries, key=lambda entry: entry.counts)

    @property
    def is_b(self) -> bool:
        return self.entry.race.division == "B"

    @property
    def status(self) -> str:
        """DNF, DQ …; empty for a finish."""
        return "" if self.entry.status == "OK" else self.entry.status

    @property
    def reasons(self) -> str:
        """Why the points are what they are, where it is not plain."""
        return "; ".join(entry.reason for entry in self.entries if entry.counts and entry.reason)


@dataclass(frozen=True)
class TableRow:
    standing: Standing
    cells: tuple[Cell | None, ...]

    @property
    def entries(self) -> list[Entry]:
        return [entry for cell in self.cells if cell for entry in cell.entries]


@dataclass(frozen=True)
class CupTable:
    """The rounds so far, the rows, and what is to be said of how sure it all is."""

    cup: Cup
    after: Event | None
    rounds: tuple[Round, ...]
    rows: tuple[TableRow, ...]
    events: tuple[Event, ...]
    open_races: tuple[Race, ...]
    unknown_events: tuple[Event, ...]
    partial_races: tuple[Race, ...]
    published: tuple[PublishedStanding, ...]
    scales: tuple[Scale, ...]

    @property
    def is_provisional(self) -> bool:
        """Whether races that count, up to the event of the table, have no result yet."""
        return bool(self.open_races)

    @cached_property
    def columns(self) -> list[tuple[Event, list[Round]]]:
        """The rounds under their events."""
        grouped: dict[int, tuple[Event, list[Round]]] = {}
        for each in self.rounds:
            grouped.setdefault(each.event.pk, (each.event, []))[1].append(each)
        return list(grouped.values())

    @property
    def notes(self) -> list[tuple[TableRow, Round, Cell]]:
        """The cells whose points want a reason."""
        return [
            (row, each, cell)
            for row in self.rows
            for each, cell in zip(self.rounds, row.cells, strict=True)
            if cell and cell.reasons
        ]

    @property
    def uncertain_scales(self) -> list[Scale]:
        return [scale for scale in self.scales if not scale.is_certain]


def cup_table(cup: Cup, after: int | None = None, on: datetime.date | None = None) -> CupTable:
    """The table after an event of that number, or the latest. Four queries, one more where nothing can be computed.

    Events that are over by the day `on`, and of which no result is here, are named: no standing after them is known.

    Raises Event.DoesNotExist for a number that the season hasn't.
    """
    events = {event.pk: event for event in cup.season.events.select_related("venue").order_by("number")}
    last = max((event.number for event in events.values()), default=0) if after is None else after
    if after is not None and after not in {event.number for event in events.values()}:
        raise Event.DoesNotExist(f"{cup.season} has no event {after}")
    races = list(Race.objects.filter(event__in=events, category=cup.category).select_related("session"))
    for race in races:
        race.event = events[race.event_id]
        race.event.season = cup.season
    counting = [race for race in races if cup_scale(cup, race)]
    all_rounds = rounds_of(counting)
    rounds = known_rounds([each for each in all_rounds if each.event.number <= last])
    rows = _rows(cup, rounds)
    until = rounds[-1].event.number if rounds else 0
    if after is not None:
        until = max(until, after)
    due = [race for race in counting if race.event.number <= until]
    return CupTable(
        cup=cup,
        after=rounds[-1].event if rounds else None,
        rounds=tuple(rounds),
        rows=rows,
        events=tuple(dict.fromkeys(each.event for each in known_rounds(all_rounds))),
        open_races=tuple(race for race in due if not race.has_result) if rounds else (),
        unknown_events=tuple(_unknown(events.values(), races, on or timezone.localdate())) if rounds else (),
        partial_races=tuple(race for race in counting if race.result_state == ResultState.PARTIAL),
        published=() if rows else tuple(cup.published_standings.select_related("competitor__country", "event")),
        scales=tuple(dict.fromkeys(rule.scale for rule in cup.cup_scales.all())),
    )


def _unknown(events: Iterable[Event], races: Iterable[Race], on: datetime.date) -> list[Event]:
    known = {race.event_id for race in races if race.has_result}
    return [event for event in events if event.end_date < on and event.pk not in known]


def _rows(cup: Cup, rounds: Sequence[Round]) -> tuple[TableRow, ...]:
    if not rounds:
        return ()
    races = {race.pk: race for each in rounds for race in each.races}
    entries: dict[int, dict[int, Entry]] = defaultdict(dict)
    scores = Score.objects.filter(cup=cup, result__race__in=races).order_by("result__race__number")
    fields = "result__competitor_id", "result__race_id", "result__rank", "result__status", "points", "counts", "reason"
    for competitor, race, *values in scores.values_list(*fields):
        entries[competitor][race] = Entry(races[race], *values)
    return tuple(
        TableRow(standing, tuple(_cell(entries[standing.competitor_id], each) for each in rounds))
        for standing in Standing.objects.filter(cup=cup).after(rounds[-1].last).with_competitor()
    )


def _cell(entries: dict[int, Entry], each: Round) -> Cell | None:
    """The competitor's cell in the round; None for who did not start in it."""
    started = tuple(entries[race.pk] for race in each.races if race.pk in entries)
    return Cell(started) if started else None
