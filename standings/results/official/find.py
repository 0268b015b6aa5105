"""Finds the standing that a published ranking belongs to, and the competitors behind its names."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from events.models import Country, Race
from events.naming.countries import CountryNames
from isuwc.text.slugs import fold
from standings.models import Competitor, Cup, Standing
from standings.pages.cups.tables import CupTable, cup_table
from standings.results.official.comparison import Difference, Ours, compare
from standings.results.official.ranking import Ranked, RankingError
from standings.scoring.rounds import race_id
from standings.spelling.matching import KnownSkater, NameIndex
from standings.spelling.names import letters


@dataclass(frozen=True)
class Check:
    """A ranking compared with our standing after a race."""

    table: CupTable
    rows: tuple[Ranked, ...]
    differences: tuple[Difference, ...]

    @property
    def errors(self) -> list[Difference]:
        return [each for each in self.differences if not each.is_remark]

    @property
    def remarks(self) -> list[Difference]:
        return [each for each in self.differences if each.is_remark]


def check(rows: Sequence[Ranked], cup: Cup | None = None, after: int | None = None) -> Check:
    """Compare the ranking with the cup's standing after event number `after`, or with the standing it fits best.

    Raises RankingError where no standing fits, and Event.DoesNotExist for a number that the season lacks.
    """
    race = None
    if cup is None or after is None:
        cup, race = _fitting(rows, cup, after)
    cup = Cup.objects.select_related("season").with_scales().get(pk=cup.pk)
    table = cup_table(cup, after=after, race=race)
    if not table.rows:
        raise RankingError(f"There is no standing of {cup} to compare it with.")
    ours = [
        Ours(
            row.standing.competitor_id,
            row.standing.competitor.name,
            row.standing.competitor.country_id,
            row.standing.rank,
            row.standing.total,
            tuple(cell.points for cell in row.cells if cell),
        )
        for row in table.rows
    ]
    return Check(table, tuple(rows), tuple(compare(rows, ours, whose(rows, ours, Country.objects.names()))))


def whose(rows: Sequence[Ranked], ours: Sequence[Ours], countries: CountryNames) -> dict[int, int]:
    """Competitor ids by row number: matched by name and country, else by a family name unique in its country."""
    names = NameIndex(KnownSkater(each.id, each.name, each.noc) for each in ours)
    found = {}
    for row in rows:
        team = next((each.id for each in ours if _is_team(row, each, countries)), None)
        match = names.match(row.name, row.noc)
        family = [each.id for each in ours if each.noc == row.noc and _last(each.name) == _last(row.name)]
        known = team or match.id or (match.candidates[0] if len(match.candidates) == 1 else None)
        if known is None and len(family) == 1:
            known = family[0]
        if known is not None:
            found[row.row] = known
    return found


def _is_team(row: Ranked, ours: Ours, countries: CountryNames) -> bool:
    """Whether the row's name is this team's country, in any of the country's names."""
    return fold(row.name) == fold(ours.name) or countries.noc(row.name) == ours.noc


def _last(name: str) -> str:
    return letters(name.split()[-1]) if name.split() else ""


def _fitting(rows: Sequence[Ranked], cup: Cup | None, after: int | None) -> tuple[Cup, str]:
    """The cup and the race id after which most totals agree with the ranking.

    Of several such races the one after which the fewest others have points, since a ranking lists everybody who has;
    then the latest.
    """
    ids = _competitors(rows)
    candidates = {pk for each in ids.values() for pk in each}
    shown = Standing.objects.filter(cup=cup) if cup else Standing.objects.all()
    shown = shown.filter(race__event__number=after) if after is not None else shown
    points = {pk: row.points for row in rows for pk in ids.get(row.row, ())}
    fits: Counter[tuple[int, int]] = Counter()
    standings = shown.filter(competitor__in=candidates)
    for cup_id, race, competitor, total in standings.values_list("cup", "race", "competitor", "total"):
        fits[cup_id, race] += 1_000 * (points[competitor] == total and total > 0) + 1
    if not fits:
        raise RankingError("None of its names is in a standing here; choose the cup, or look at the names.")
    best = [key for key, fit in fits.items() if fit == max(fits.values())]
    others = _not_listed(shown, best, candidates)
    order = dict(Race.objects.filter(pk__in={race for _, race in best}).values_list("pk", "event__start_date"))
    cup_id, race = min(best, key=lambda key: (others[key], -order[key[1]].toordinal(), -key[1]))
    return Cup.objects.get(pk=cup_id), race_id(Race.objects.select_related("event").get(pk=race))


def _not_listed(
    shown: QuerySet[Standing], keys: Collection[tuple[int, int]], listed: Collection[int]
) -> Counter[tuple[int, int]]:
    """How many competitors with points the ranking doesn't list, by cup and race."""
    others = shown.filter(cup__in={cup for cup, _ in keys}, race__in={race for _, race in keys}, total__gt=0)
    counted = others.exclude(competitor__in=listed).order_by().values_list("cup", "race").annotate(count=Count("pk"))
    return Counter({(cup, race): count for cup, race, count in counted})


def _competitors(rows: Sequence[Ranked]) -> dict[int, list[int]]:
    """Candidates by row number: every competitor of that name and country, in any category."""
    by_name: dict[tuple[str, str], list[int]] = {}
    for pk, kind, name, noc in Competitor.objects.values_list("pk", "kind", "name", "country_id"):
        key = ("", noc) if kind == Competitor.Kind.TEAM else (letters(name), noc)
        by_name.setdefault(key, []).append(pk)
    teams = {fold(name): noc for name, noc in Competitor.objects.teams().values_list("name", "country_id")}
    countries = Country.objects.names()

    def team(name: str) -> str:
        return countries.noc(name) or teams.get(fold(name), "-")

    return {row.row: by_name.get((letters(row.name), row.noc)) or by_name.get(("", team(row.name)), []) for row in rows}
