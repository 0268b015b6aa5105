"""The title race of a cup for its page: `title_race` applied to a table, with the outcome in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from events.models import Event, Race
from events.naming.choices import Distance
from events.naming.words import nth
from standings.models import Cup
from standings.pages.table_rows import TableRow
from standings.pages.tables import CupTable
from standings.scoring.open_rounds import OpenRound, Stage
from standings.scoring.rounds import Round, cup_scale, round_key, scale_rule
from standings.scoring.title_race import Chance, TitleRace, wins_needed
from standings.scoring.wording import sentence

NEWCOMER = 0  # stands for anybody without points, who may still start and win every remaining race
SHOWN = 10


@dataclass(frozen=True)
class Contender:
    """A competitor in the title race, with their chance."""

    row: TableRow
    chance: Chance

    @property
    def needs(self) -> str:
        """What the competitor needs, in words; empty if they have won or are out."""
        chance = self.chance
        if chance.state != "open":
            return ""
        if chance.least_place is not None or chance.sure_place is not None:
            least = "can win without another point" if chance.least_place == 0 else ""
            least = least or f"needs at least {_place(chance.least_place)}"
            sure = f"sure with {_place(chance.sure_place)} or better" if chance.sure_place else "not in own hands"
            sure = f"sure with {_place(1)}" if chance.sure_place == 1 else sure
        else:
            least = f"needs at least {chance.least} more points" if chance.least else "can win without another point"
            sure = f"sure with {chance.sure} more points" if chance.sure else "not in own hands"
        return f"{least}; {sure}"


@dataclass(frozen=True)
class Outlook:
    """Who has won, who can still win, and who can't.

    If some programmes are incomplete (`unknown`), it only says how many wins each competitor needs.
    """

    table: CupTable
    left: tuple[Round, ...]
    unknown: tuple[Event, ...]
    contenders: tuple[Contender, ...] = ()
    open_count: int = 0
    out_count: int = 0
    wins: tuple[tuple[TableRow, int], ...] = ()
    win_points: int = 0

    @property
    def winners(self) -> list[Contender]:
        return [each for each in self.contenders if each.chance.state == "won"]

    @property
    def is_decided(self) -> bool:
        """Whether nobody else can win any more."""
        return bool(self.winners) and not self.open_count

    @cached_property
    def sentence(self) -> str:
        """One to three sentences for reports. A leader is named with the event or as provisional."""
        said = self._sentence_unknown() if self.unknown else self._sentence_known()
        if self.is_provisional:
            said = f"Provisional: {self.table.status.words.provisional}. {said}"
        return said

    @property
    def is_provisional(self) -> bool:
        """Whether a missing result up to the table's event might change it."""
        return self.table.status.is_provisional

    @property
    def heading(self) -> str:
        return "Title race, provisional" if self.is_provisional else "Title race"

    @property
    def is_past(self) -> bool:
        """Whether the season is over by the calendar although results are missing."""
        status = self.table.status
        return status.is_newest and status.is_over and not status.is_final

    def _sentence_known(self) -> str:
        title = f"the World Cup {self.table.cup.title}"
        if self.is_decided:
            names = _names(each.row.standing.competitor.name for each in self.winners)
            shared = len(self.winners) > 1
            if not self.left:
                return f"{names} {'share' if shared else 'has won'} {title} with {self.winners[0].chance.total} points."
            races = "" if self.is_past else f" with {self._races} to spare"
            return f"{names} {'have' if shared else 'has'} won {title}{races}."
        can = self.winners + [each for each in self.contenders if each.chance.state == "open"]
        count = len(self.winners) + self.open_count
        who = f" {_names(each.row.standing.competitor.name for each in can)}" if count <= 4 else ""
        ending = f"{title}{':' if who else ''}{who}."
        if self.is_past:
            return f"Without the results of {self._races}, {_number(count)} may have won {ending}"
        summary = f"With {self._races} left, {_number(count)} can still win {ending}"
        leader = can[0]
        return f"{summary} {leader.row.standing.competitor.name}: {leader.needs}." if leader.needs else summary

    @property
    def _races(self) -> str:
        return f"{_number(len(self.left))} race{'s' if len(self.left) != 1 else ''}"

    def _sentence_unknown(self) -> str:
        leaders = [row for row in self.table.rows if row.standing.rank == 1]
        names = _names(row.standing.competitor.name for row in leaders)
        shared = len(leaders) > 1
        behind = next((row for row in self.table.rows if row.standing.gap), None)
        by = f" by {behind.standing.gap} points" if behind and not shared else ""
        first = f"{sentence(self.table.status.words.short)[:-1]}, {names}"
        title = f"the World Cup {self.table.cup.title}{by}"
        if self.is_past:
            return f"{first} {'were' if shared else 'was'} first in {title}."
        if self.is_provisional:
            return f"{first} {'are' if shared else 'is'} first in {title}; a win brings {self.win_points}."
        near = sum(1 for _, wins in self.wins if wins == 1)
        could = f" {_number(near).capitalize()} could be first after one more win." if near else ""
        return f"{first} {'lead' if shared else 'leads'} {title}; a win brings {self.win_points}.{could}"


def outlook(table: CupTable) -> Outlook:
    """The title race after the table's race. No queries."""
    cup = table.cup
    left = tuple(each for each in table.all_rounds if any(race in table.remaining for race in each.races))
    firsts = [max(scale_rule(rule).by_rank) for rule in cup.cup_scales.all()]
    countback = Cup.TieBreak.COUNTBACK in cup.tie_breaks
    unknown = table.status.unknown_programmes
    if unknown:
        results = {row.standing.competitor_id: [cell.points for cell in row.cells if cell] for row in table.rows}
        wins = tuple(
            (row, wins_needed(results, row.standing.competitor_id, max(firsts), countback))
            for row in table.rows[:SHOWN]
            if row.standing.rank > 1
        )
        return Outlook(table, left, unknown, wins=wins, win_points=max(firsts))
    race = TitleRace(
        {NEWCOMER: {}, **{row.standing.competitor_id: _closed(row, table, left) for row in table.rows}},
        tuple(_open_round(cup, each, table) for each in left),
        countback,
    )
    chances = {chance.competitor: chance for chance in race.chances(SHOWN)}
    of_rows = [Contender(row, chances[row.standing.competitor_id]) for row in table.rows]
    states = [each.chance.state for each in of_rows]
    contenders = [each for each in of_rows if each.chance.state != "out"]
    return Outlook(
        table,
        left,
        (),
        contenders=tuple(contenders[: SHOWN + states.count("won")]),
        open_count=states.count("open"),
        out_count=states.count("out"),
    )


def _closed(row: TableRow, table: CupTable, left: Sequence[Round]) -> dict[object, int]:
    """The competitor's points in finished rounds, by round."""
    cells = zip(table.rounds, row.cells, strict=True)
    return {round_key(each.main): cell.points for each, cell in cells if cell and each not in left}


def _open_round(cup: Cup, each: Round, table: CupTable) -> OpenRound:
    """A round with its remaining races, and the points from its finished stages."""
    stages: dict[str, list[Race]] = {}
    for race in each.races:
        # Everybody starts in one of two semi-finals or divisions, but in both a semi-final and the final.
        kind = race.phase.rstrip("-12") if cup.combination == Cup.Combination.SUM else ""
        stages.setdefault(kind, []).append(race)
    points: dict[int, int] = {}
    open_stages = []
    for races in stages.values():
        done = _done(races, table)
        to_come = [race for race in races if race in table.remaining]
        if to_come:
            both = races[0].distance == Distance.MASS_START and cup.combination == Cup.Combination.BEST
            open_stages.append(Stage(tuple(_scale(cup, race) for race in to_come), done, both))
        else:
            points = {who: points.get(who, 0) + done.get(who, 0) for who in {*points, *done}}
    return OpenRound(tuple(open_stages), points)


def _done(races: Sequence[Race], table: CupTable) -> dict[int, int]:
    done: dict[int, int] = {}
    for row in table.rows:
        got = [entry.points for entry in row.entries if entry.race in races and entry.counts and entry.is_start]
        if got:
            done[row.standing.competitor_id] = sum(got)
    return done


def _scale(cup: Cup, race: Race) -> tuple[int, ...]:
    rule = cup_scale(cup, race)
    return scale_rule(rule).by_rank if rule else (0,)


def _place(place: int | None) -> str:
    """a win, 2nd place, 13th place."""
    if place == 1:
        return "a win"
    return f"{nth(place or 0)} place"


def _number(number: int) -> str:
    words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    return words[number] if number < len(words) else str(number)


def _names(names: Iterable[str]) -> str:
    """A, B and C."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
