"""The title race of a cup, worked out from its table: `title_race` applied to the rounds still open. No queries."""

from collections.abc import Sequence

from events.naming.choices import Distance
from standings.models import Cup
from standings.pages.cups.table_rows import TableRow
from standings.pages.cups.tables import CupTable
from standings.pages.cups.titles import Contender, Outlook, Wins
from standings.scoring.open_rounds import OpenRound, Stage
from standings.scoring.parts import Part, PartState, RoundParts
from standings.scoring.rounds import Round, best_win, round_key, scale_of_part, scale_rule
from standings.scoring.title_race import TitleRace, wins_needed
from standings.worth.scale import Number

NEWCOMER = 0  # stands for anybody without points, who may still start and win every remaining race
SHOWN = 10


def outlook(table: CupTable) -> Outlook:
    """The title race after the table's race."""
    left = tuple(each for each in table.all_rounds if _parts(each, table).missing)
    if unknown := table.status.unknown_programmes:
        return Outlook(table, left, unknown, wins=_wins(table))
    race = TitleRace(
        {NEWCOMER: {}, **{row.standing.competitor_id: _closed(row, table, left) for row in table.rows}},
        tuple(_open_round(each, table) for each in left),
        _countback(table.cup),
    )
    chances = {chance.competitor: chance for chance in race.chances(SHOWN)}
    status = table.status
    is_past = status.is_newest and status.is_over
    of_rows = [Contender(row, chances[row.standing.competitor_id], is_past) for row in table.rows]
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


def _wins(table: CupTable) -> Wins | None:
    """What wins bring at the events to come; None once the season is over, as nobody can win any more."""
    status, cup = table.status, table.cup
    coming = [status.events[parts.key] for parts in status.parts.events if not parts.is_closed]
    if (status.is_newest and status.is_over) or not coming:
        return None
    worth = [(event, best_win(cup, event.pk)) for event in coming]
    first, points = worth[0]
    results = {row.standing.competitor_id: [cell.points for cell in row.cells if cell] for row in table.rows}
    needed = tuple(
        (row, wins_needed(results, row.standing.competitor_id, points, _countback(cup)))
        for row in table.rows[:SHOWN]
        if row.standing.rank > 1 and points
    )
    return Wins(first, points, needed, next((each for each in worth if each[1] > points), None))


def _countback(cup: Cup) -> bool:
    return Cup.TieBreak.COUNTBACK in cup.tie_breaks


def _parts(each: Round, table: CupTable) -> RoundParts:
    return table.status.parts.round_of(each.main.pk)


def _closed(row: TableRow, table: CupTable, left: Sequence[Round]) -> dict[object, Number]:
    """The competitor's points in finished rounds, by round."""
    cells = zip(table.rounds, row.cells, strict=True)
    return {round_key(each.main): cell.points for each, cell in cells if cell and each not in left}


def _open_round(each: Round, table: CupTable) -> OpenRound:
    """A round with its remaining parts, in the programme or not, and the points from its finished stages."""
    cup = table.cup
    stages: dict[str, list[Part]] = {}
    for part in _parts(each, table).parts:
        # Everybody starts in one of two semi-finals or divisions, but in both a semi-final and the final.
        kind = part.name.phase.rstrip("-12") if cup.combination == Cup.Combination.SUM else ""
        stages.setdefault(kind, []).append(part)
    points: dict[int, Number] = {}
    open_stages = []
    for parts in stages.values():
        done = _done(parts, table)
        to_come = [part for part in parts if part.is_missing]
        if to_come:
            both = each.main.distance == Distance.MASS_START and cup.combination == Cup.Combination.BEST
            open_stages.append(Stage(tuple(_scale(each, part, cup) for part in to_come), done, both))
        else:
            points = {who: points.get(who, 0) + done.get(who, 0) for who in {*points, *done}}
    return OpenRound(tuple(open_stages), points)


def _done(parts: Sequence[Part], table: CupTable) -> dict[int, Number]:
    """The points of everybody who has started in these parts of the round."""
    races = {part.race for part in parts if part.state == PartState.IN}
    done: dict[int, Number] = {}
    for row in table.rows:
        got = [entry.points for entry in row.entries if entry.race.pk in races and entry.counts and entry.is_start]
        if got:
            done[row.standing.competitor_id] = sum(got)
    return done


def _scale(each: Round, part: Part, cup: Cup) -> tuple[Number, ...]:
    rule = scale_of_part(cup, each.event.pk, each.main.distance, part.name)
    return scale_rule(rule).by_rank if rule else (0,)
