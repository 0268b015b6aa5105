"""A cup's table for pages, CSV and JSON: the standing after a race, with the points of every round up to it."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, takewhile

from events.models import Event, Race
from events.models.programme import ResultState
from standings.models import Cup, PublishedStanding, Scale, Score, Standing
from standings.pages.cups.plot import Plot, PlottedCompetitor, draw
from standings.pages.cups.table_rows import Cell, Entry, TableRow
from standings.scoring import points as scoring
from standings.scoring.headlines import champions
from standings.scoring.parts import PartState, RoundParts
from standings.scoring.progress import SeasonProgrammes, StandingStatus
from standings.scoring.race_states import is_called_off
from standings.scoring.recompute import combination, scored_races
from standings.scoring.rounds import Round, race_id, race_order, round_key, rounds_of
from standings.scoring.wording import listed, part_name
from standings.worth.scale import Number

PLOTTED = 10


@dataclass(frozen=True)
class CupTable:
    """The standing after `race` with its rounds and rows, and its status.

    `races` are those included, `remaining` those still expected, `choices` those after which there is a standing.
    """

    cup: Cup
    race: Race | None
    rounds: tuple[Round, ...]
    races: tuple[Race, ...]
    all_rounds: tuple[Round, ...]
    remaining: tuple[Race, ...]
    rows: tuple[TableRow, ...]
    choices: tuple[Race, ...]
    status: StandingStatus
    partial_races: tuple[Race, ...]
    published: tuple[PublishedStanding, ...]
    scales: tuple[Scale, ...]

    @property
    def after(self) -> Event | None:
        """The event of its last race."""
        return self.race.event if self.race else None

    @property
    def is_newest(self) -> bool:
        return bool(self.choices) and self.race == self.choices[-1]

    @cached_property
    def choices_by_event(self) -> list[tuple[Event, list[tuple[str, Race]]]]:
        """`choices` with their ids, grouped by event."""
        grouped: dict[int, tuple[Event, list[tuple[str, Race]]]] = {}
        for race in self.choices:
            grouped.setdefault(race.event_id, (race.event, []))[1].append((race_id(race), race))
        return list(grouped.values())

    @property
    def race_id(self) -> str:
        return race_id(self.race) if self.race else ""

    @cached_property
    def columns(self) -> list[tuple[Event, list[tuple[Round, str]]]]:
        """The rounds grouped by event, each with its entry of `partial_rounds`."""
        grouped: dict[int, tuple[Event, list[tuple[Round, str]]]] = {}
        for each, only in zip(self.rounds, self.partial_rounds, strict=True):
            grouped.setdefault(each.event.pk, (each.event, []))[1].append((each, only))
        return list(grouped.values())

    @cached_property
    def round_parts(self) -> tuple[RoundParts, ...]:
        """For each round, which parts are in this standing and which are missing."""
        return tuple(self.status.parts.round_of(each.main.pk) for each in self.rounds)

    @property
    def partial_rounds(self) -> tuple[str, ...]:
        """For each round, the parts that are in if others are missing: Division B. Empty for a complete round."""
        return tuple(
            "" if each.is_complete else listed(part_name(part) for part in each.present) for each in self.round_parts
        )

    @property
    def absences(self) -> tuple[str, ...]:
        """For each round, what an empty cell means. A missing result doesn't mean that the competitor was absent."""
        return tuple(map(_absence, self.round_parts))

    @property
    def lines(self) -> list[tuple[TableRow, list[tuple[Cell | None, str, bool]]]]:
        """The rows with their cells, each with the meaning of an empty cell and whether its round is complete."""
        complete = [each.is_complete for each in self.round_parts]
        return [(row, list(zip(row.cells, self.absences, complete, strict=True))) for row in self.rows]

    @property
    def is_settled(self) -> bool:
        """Whether the last round is complete. Movement is only shown then."""
        return bool(self.round_parts) and self.round_parts[-1].is_complete

    @property
    def has_gaps(self) -> bool:
        """Whether any round is incomplete."""
        return not all(each.is_complete for each in self.round_parts)

    @property
    def notes(self) -> list[tuple[TableRow, Round, Cell]]:
        """The cells whose points need an explanation."""
        return [
            (row, each, cell)
            for row in self.rows
            for each, cell in zip(self.rounds, row.cells, strict=True)
            if cell and cell.reasons
        ]

    @cached_property
    def totals(self) -> list[tuple[TableRow, tuple[Number | None, ...]]]:
        """For each row, the total after each round; None before the first start."""
        found = []
        for row in self.rows:
            points = [None if cell is None else cell.points for cell in row.cells]
            started = next((n for n, got in enumerate(points) if got is not None), len(points))
            sums = tuple(accumulate(got or 0 for got in points))
            found.append((row, tuple(None if n < started else total for n, total in enumerate(sums))))
        return found

    @cached_property
    def plot(self) -> Plot | None:
        """The plot of the first ten over `plotted` rounds; None for fewer than two rounds."""
        until = len(self.plotted)
        leads = [
            max((total or 0 for total in column), default=0)
            for column in zip(*(t[:until] for _, t in self.totals), strict=True)
        ]
        runners = [
            PlottedCompetitor(competitor.family_name or competitor.name, competitor.country_id, totals[:until])
            for (row, totals), competitor in ((each, each[0].standing.competitor) for each in self.totals[:PLOTTED])
        ]
        return draw(runners, leads, [f"WC {each.event.number}" for each in self.plotted])

    @property
    def plotted_totals(self) -> list[tuple[TableRow, tuple[Number | None, ...]]]:
        return [(row, totals[: len(self.plotted)]) for row, totals in self.totals[:PLOTTED]]

    @property
    def plotted(self) -> tuple[Round, ...]:
        """The rounds before the first incomplete one, which would show competitors still to come as beaten."""
        pairs = zip(self.rounds, self.round_parts, strict=True)
        return tuple(each for each, parts in takewhile(lambda pair: pair[1].is_complete, pairs))

    @property
    def champions(self) -> tuple[PublishedStanding, ...]:
        """Who won the cup as published, where the newest standing here is not the final one."""
        return () if self.rows and not self.is_newest else tuple(champions(self.published, self.status))

    @property
    def is_undecided(self) -> bool:
        """Whether the season is over, and nothing here says who won."""
        is_shown = self.is_newest or not self.rows
        return is_shown and self.status.is_over and not self.status.is_final and not self.champions

    @property
    def final_places(self) -> tuple[PublishedStanding, ...]:
        """The published places of the final standing, where that can't be computed here."""
        return () if self.status.is_final or (self.rows and not self.is_newest) else self.published

    @property
    def uncertain_scales(self) -> list[Scale]:
        return [scale for scale in self.scales if not scale.is_certain]


def _absence(each: RoundParts) -> str:
    if each.is_complete:
        return "did not skate"
    is_postponed = all(part.state == PartState.POSTPONED for part in each.missing)
    return f"{listed(map(part_name, each.missing)) or 'its result'} {'postponed' if is_postponed else 'not in'}"


def cup_table(
    cup: Cup, after: int | None = None, race: str | None = None, at: datetime.datetime | None = None
) -> CupTable:
    """The table after event number `after`, after the race with id `race`, or the latest. Five to seven queries.

    `at` (default: now) decides which events are over, and so which results are missing.

    Raises Event.DoesNotExist if the season lacks the event, Race.DoesNotExist if there is no standing after the race.
    """
    progress = SeasonProgrammes([cup.season], cup.category, at).progress(cup)
    if after is not None and after not in {event.number for event in progress.events}:
        raise Event.DoesNotExist(f"{cup.season} has no event {after}")
    counting, known = progress.counting, progress.known
    last = _last(known, after, race)
    shown = [each for each in known if last and race_order(each) <= race_order(last)]
    begun = {round_key(each) for each in shown}
    all_rounds = rounds_of(counting)
    rounds = [each for each in all_rounds if round_key(each.races[0]) in begun]
    later = [*known[len(shown) :], *(each for each in counting if each.is_withheld)]
    rows = _rows(cup, rounds, shown, later) if last else ()
    return CupTable(
        cup=cup,
        race=last,
        rounds=tuple(rounds),
        races=tuple(shown),
        all_rounds=tuple(all_rounds),
        remaining=tuple(each for each in counting if each not in shown and not is_called_off(each)),
        rows=rows,
        choices=tuple(known),
        status=progress.status(shown),
        partial_races=tuple(each for each in counting if each.result_state == ResultState.PARTIAL),
        published=tuple(cup.published_standings.select_related("competitor__country", "event")),
        scales=tuple(dict.fromkeys(rule.scale for rule in cup.cup_scales.all())),
    )


def _last(known: Sequence[Race], after: int | None, race: str | None) -> Race | None:
    """The last race of the table."""
    if race is not None:
        found = next((each for each in known if race_id(each) == race), None)
        if found is None:
            raise Race.DoesNotExist(f"No standing after a race {race}")
        return found
    fitting = [each for each in known if after is None or each.event.number <= after]
    return fitting[-1] if fitting else None


def _rows(cup: Cup, rounds: Sequence[Round], shown: Sequence[Race], later: Sequence[Race]) -> tuple[TableRow, ...]:
    races = {race.pk: race for race in shown}
    entries: dict[int, dict[int, Entry]] = defaultdict(dict)
    scores = Score.objects.filter(cup=cup, result__race__in=races).order_by("result__race__number")
    fields = "result__competitor_id", "result__race_id", "result__rank", "result__status", "points", "counts", "reason"
    for competitor, race, *values in scores.values_list(*fields):
        entries[competitor][race] = Entry(races[race], *values)
    # In a round that continues after the table's race, another result may count in the end than counts so far.
    begun = {round_key(race) for race in later} & {round_key(race) for race in shown}
    if begun:
        _count_so_far(cup, [race for race in shown if round_key(race) in begun], entries)
    return tuple(_table_rows(cup, rounds, shown[-1], entries))


def _count_so_far(cup: Cup, races: Sequence[Race], entries: dict[int, dict[int, Entry]]) -> None:
    """Set what counted of these races before the rest of their rounds was skated."""
    for part in {round_key(race): [r for r in races if round_key(r) == round_key(race)] for race in races}.values():
        for scored in scoring.score_round(scored_races(cup, part), combination(cup)):
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
    """The competitor's cell in the round; None if they did not start in it."""
    started = tuple(entries[race.pk] for race in each.races if race.pk in entries)
    return Cell(started) if started else None
