"""A cup's table as pages, CSV and JSON show it: the standing after a race with the points of every race before it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from django.utils import timezone

from events.models import Event, Race
from events.models.programme import ResultState
from standings import scoring
from standings.models import Cup, PublishedStanding, Scale, Score, Standing
from standings.plot import Plot, Runner, draw
from standings.recompute import combination, sheets_of
from standings.rounds import Round, cup_scale, known_races, race_id, race_order, round_key, rounds_of
from standings.scoring import NO_START

PLOTTED = 10


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
    def is_start(self) -> bool:
        return self.status not in NO_START

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
    """A standing with the points of each round, and how many points are missing to the place above."""

    standing: Standing
    cells: tuple[Cell | None, ...]
    gap_above: int = 0

    @property
    def entries(self) -> list[Entry]:
        return [entry for cell in self.cells if cell for entry in cell.entries]


@dataclass(frozen=True)
class CupTable:
    """The rounds so far, the rows, and what is to be said of how sure it all is."""

    cup: Cup
    race: Race | None
    rounds: tuple[Round, ...]
    races: tuple[Race, ...]
    all_rounds: tuple[Round, ...]
    left: tuple[Race, ...]
    rows: tuple[TableRow, ...]
    choices: tuple[Race, ...]
    open_races: tuple[Race, ...]
    unknown_events: tuple[Event, ...]
    events_without_programme: tuple[Event, ...]
    partial_races: tuple[Race, ...]
    published: tuple[PublishedStanding, ...]
    scales: tuple[Scale, ...]

    @property
    def after(self) -> Event | None:
        """The event of the last race that is in it."""
        return self.race.event if self.race else None

    @property
    def is_newest(self) -> bool:
        return bool(self.choices) and self.race == self.choices[-1]

    @property
    def is_last_of_event(self) -> bool:
        """Whether it stands at the end of its event, as far as results are here."""
        later = [race for race in self.choices if race.event == self.after]
        return bool(later) and self.race == later[-1]

    @cached_property
    def choices_by_event(self) -> list[tuple[Event, list[tuple[str, Race]]]]:
        """All races after which there is a standing, each with its id, under their events."""
        grouped: dict[int, tuple[Event, list[tuple[str, Race]]]] = {}
        for race in self.choices:
            grouped.setdefault(race.event_id, (race.event, []))[1].append((race_id(race), race))
        return list(grouped.values())

    @property
    def race_id(self) -> str:
        return race_id(self.race) if self.race else ""

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

    @cached_property
    def totals(self) -> list[tuple[TableRow, tuple[int | None, ...]]]:
        """Of each row the total after each round; None before the first start."""
        found = []
        for row in self.rows:
            points = [None if cell is None else cell.points for cell in row.cells]
            started = next((n for n, got in enumerate(points) if got is not None), len(points))
            sums = tuple(accumulate(got or 0 for got in points))
            found.append((row, tuple(None if n < started else total for n, total in enumerate(sums))))
        return found

    @cached_property
    def plot(self) -> Plot | None:
        """The points race of the first ten over the rounds; None while there is only one round."""
        leads = [
            max((total or 0 for total in column), default=0)
            for column in zip(*(t for _, t in self.totals), strict=True)
        ]
        runners = [
            Runner(competitor.family_name or competitor.name, competitor.country_id, totals)
            for (row, totals), competitor in ((each, each[0].standing.competitor) for each in self.totals[:PLOTTED])
        ]
        return draw(runners, leads, [f"WC {each.event.number}" for each in self.rounds])

    @property
    def uncertain_scales(self) -> list[Scale]:
        return [scale for scale in self.scales if not scale.is_certain]


def cup_table(cup: Cup, after: int | None = None, race: str | None = None, on: datetime.date | None = None) -> CupTable:
    """The table after an event of that number, after the race of that id, or the latest. Four to six queries.

    Events that are over by the day `on`, and of which no result is here, are named: no standing after them is known.

    Raises Event.DoesNotExist for a number, Race.DoesNotExist for an id, that the cup has no race of.
    """
    events = {event.pk: event for event in cup.season.events.select_related("venue").order_by("number")}
    if after is not None and after not in {event.number for event in events.values()}:
        raise Event.DoesNotExist(f"{cup.season} has no event {after}")
    races = list(Race.objects.filter(event__in=events, category=cup.category).select_related("session"))
    for each in races:
        each.event = events[each.event_id]
        each.event.season = cup.season
    counting = [each for each in races if cup_scale(cup, each)]
    programmed = {each.event_id for each in races}
    known = known_races(counting)
    last = _last(known, after, race)
    shown = [each for each in known if last and race_order(each) <= race_order(last)]
    begun = {round_key(each) for each in shown}
    all_rounds = rounds_of(counting)
    rounds = [each for each in all_rounds if round_key(each.races[0]) in begun]
    until = max(last.event.number if last else 0, after or 0)
    due = [each for each in counting if each.event.number <= until]
    rows = _rows(cup, rounds, shown, known) if last else ()
    return CupTable(
        cup=cup,
        race=last,
        rounds=tuple(rounds),
        races=tuple(shown),
        all_rounds=tuple(all_rounds),
        left=tuple(each for each in counting if each not in shown),
        rows=rows,
        choices=tuple(known),
        open_races=tuple(each for each in due if not each.has_result) if last else (),
        unknown_events=tuple(_unknown(events.values(), races, on or timezone.localdate())) if last else (),
        events_without_programme=tuple(each for each in events.values() if each.pk not in programmed),
        partial_races=tuple(each for each in counting if each.result_state == ResultState.PARTIAL),
        published=() if rows else tuple(cup.published_standings.select_related("competitor__country", "event")),
        scales=tuple(dict.fromkeys(rule.scale for rule in cup.cup_scales.all())),
    )


def _last(known: Sequence[Race], after: int | None, race: str | None) -> Race | None:
    """The race after which the table stands."""
    if race is not None:
        found = next((each for each in known if race_id(each) == race), None)
        if found is None:
            raise Race.DoesNotExist(f"No standing after a race {race}")
        return found
    fitting = [each for each in known if after is None or each.event.number <= after]
    return fitting[-1] if fitting else None


def _unknown(events: Iterable[Event], races: Iterable[Race], on: datetime.date) -> list[Event]:
    known = {race.event_id for race in races if race.has_result}
    return [event for event in events if event.end_date < on and event.pk not in known]


def _rows(cup: Cup, rounds: Sequence[Round], shown: Sequence[Race], known: Sequence[Race]) -> tuple[TableRow, ...]:
    races = {race.pk: race for race in shown}
    entries: dict[int, dict[int, Entry]] = defaultdict(dict)
    scores = Score.objects.filter(cup=cup, result__race__in=races).order_by("result__race__number")
    fields = "result__competitor_id", "result__race_id", "result__rank", "result__status", "points", "counts", "reason"
    for competitor, race, *values in scores.values_list(*fields):
        entries[competitor][race] = Entry(races[race], *values)
    # A round that goes on after the table's race: what counts so far is not what counts in the end.
    begun = {round_key(race) for race in known[len(shown) :]} & {round_key(race) for race in shown}
    if begun:
        _count_so_far(cup, [race for race in shown if round_key(race) in begun], entries)
    return tuple(_table_rows(cup, rounds, shown[-1], entries))


def _count_so_far(cup: Cup, races: Sequence[Race], entries: dict[int, dict[int, Entry]]) -> None:
    """Let the entries of these races say what counted before the rest of their round was skated."""
    for part in {round_key(race): [r for r in races if round_key(r) == round_key(race)] for race in races}.values():
        for scored in scoring.score_round(sheets_of(cup, part), combination(cup)):
            entry = entries[scored.competitor][scored.race]
            entries[scored.competitor][scored.race] = replace(entry, counts=scored.counts, reason=scored.reason)


def _table_rows(
    cup: Cup, rounds: Sequence[Round], after: Race, entries: dict[int, dict[int, Entry]]
) -> Iterator[TableRow]:
    above: Standing | None = None
    last: Standing | None = None
    for standing in Standing.objects.filter(cup=cup).after(after).with_competitor():
        if last is not None and last.rank != standing.rank:
            above = last
        last = standing
        cells = tuple(_cell(entries[standing.competitor_id], each) for each in rounds)
        yield TableRow(standing, cells, above.total - standing.total if above else 0)


def _cell(entries: dict[int, Entry], each: Round) -> Cell | None:
    """The competitor's cell in the round; None for who did not start in it."""
    started = tuple(entries[race.pk] for race in each.races if race.pk in entries)
    return Cell(started) if started else None
