"""Who would lead the cups once a waiting sheet is applied: computed like standings, and not stored.

Sheets are taken in the order in which they would be applied, so that a sheet's answer holds with those before it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from events.models import Race, Season, Session
from standings.models import Competitor, Cup
from standings.results.changes import Values
from standings.results.plan import CompetitorKey, SheetPlan
from standings.scoring import points
from standings.scoring.progress import SeasonProgrammes
from standings.scoring.recompute import combination, read_lines, scored_by
from standings.scoring.rounds import cup_scale, race_order
from standings.scoring.wording import listed, sentence
from standings.spelling.decisions import NameKey
from standings.spelling.names import letters
from standings.worth.scale import Number, in_points


@dataclass(frozen=True)
class Leader:
    """Who leads a cup afterwards, several where they share the first place; and what that rests on."""

    cup: Cup
    names: tuple[str, ...]
    total: Number
    margin: Number | None  # to the next place, None if nobody else is in the table
    before: tuple[str, ...]  # who led without the sheet
    is_counted: bool  # no standing counts a race from the first on of which only some places are known
    is_final: bool
    is_provisional: bool
    missing: str  # why it is provisional

    @property
    def said(self) -> str:
        """500m Women: Femke Kok leads with 280 points, 20 ahead. Provisional: Division A is not in yet."""
        if not self.is_counted:
            return (
                f"{self.cup.title}: no standing counts it, as only some places of it, or of a race before, are known."
            )
        share = "share first place" if len(self.names) > 1 else "wins" if self.is_final else "leads"
        ahead = f", {self.margin} ahead" if self.margin and len(self.names) == 1 else ""
        first = f"{self.cup.title}: {listed(self.names)} {share} with {in_points(self.total)}{ahead}"
        if self.before and self.before != self.names:
            first += f"; so far {listed(self.before)}"
        return " ".join([f"{first}.", *([sentence(f"provisional: {self.missing}")] if self.is_provisional else [])])


def leaders_after(plans: Iterable[tuple[int, SheetPlan]]) -> Mapping[int, Sequence[Leader]]:
    """The leaders of the cups for which each sheet's race counts, by the sheet's key. Nobody for a sheet that can't be
    applied as it is, or brings nothing. The plans are in the order in which they would be applied.

    Six queries for each season, and none for a sheet.
    """
    seasons: dict[int, _Afterwards] = {}
    found: dict[int, list[Leader]] = {}
    for key, plan in plans:
        if plan.race is None or plan.doubts or plan.problems or plan.is_same:
            continue
        season = plan.race.event.season
        if season.pk not in seasons:
            seasons[season.pk] = _Afterwards(season)
        found[key] = seasons[season.pk].add(plan, plan.race)
    return found


class _Afterwards:
    """A season's standings in memory. What is set on its rows here is never saved."""

    def __init__(self, season: Season) -> None:
        self.programmes = SeasonProgrammes([season])
        self.cups = list(Cup.objects.of(season).with_scales())
        self.lines = read_lines(race for race in self.programmes.all_races if race.has_result)[0]
        ids = {line.competitor for lines in self.lines.values() for line in lines}
        self.names = dict(Competitor.objects.filter(pk__in=ids).values_list("pk", "name"))
        self.new: dict[tuple[object, ...], int] = {}

    def add(self, plan: SheetPlan, of_sheet: Race) -> list[Leader]:
        race = self._race(plan, of_sheet)
        cups = [cup for cup in self.cups if cup_scale(cup, race)]
        before = {cup.pk: self._first(cup)[0] for cup in cups}
        race.result_state = plan.facts.state
        self.lines[race.pk] = [_line(self._id(who, plan.names[who]), values) for who, values in plan.lines.items()]
        return [self._leader(cup, before[cup.pk], race) for cup in cups]

    def _race(self, plan: SheetPlan, of_sheet: Race) -> Race:
        """The season's own instance. A race that the programme lacks is added to it, as applying the sheet would."""
        season = of_sheet.event.season_id
        races = self.programmes.races[season, of_sheet.category]
        for race in races:
            if race.event_id == of_sheet.event_id and race.identity == of_sheet.identity:
                return race
        event = next(each for each in self.programmes.events[season] if each.pk == of_sheet.event_id)
        event.programme_is_whole = False
        event.has_races = event.has_results = True  # type: ignore[attr-defined]
        of_event = [race for race in self.programmes.all_races if race.event_id == event.pk]
        heading = plan.sheet.heading
        made = Race.of(of_sheet.identity, event=event, pk=-1 - len(self.programmes.all_races))
        made.session = Session(event=event, date=heading.date or event.start_date)
        numbers = {race.number for race in of_event}
        wanted = heading.race_number
        made.number = wanted if wanted and wanted not in numbers else max(numbers, default=0) + 1
        races.append(made)
        races.sort(key=race_order)
        return made

    def _id(self, who: CompetitorKey, name: str) -> int:
        """Somebody who is new has a number of their own, the same on every sheet."""
        key = who if isinstance(who, int) else self.new.setdefault(_key(who), -1 - len(self.new))
        self.names.setdefault(key, name)
        return key

    def _first(self, cup: Cup) -> tuple[tuple[str, ...], Sequence[points.Place]]:
        """Who leads, and the whole table."""
        races = sorted((race for race in self.programmes.all_races if race.has_result), key=race_order)
        countback = Cup.TieBreak.COUNTBACK in cup.tie_breaks
        places = points.newest_places(scored_by(cup, races, self.lines), combination(cup), countback)
        return tuple(sorted(self.names[each.competitor] for each in places if each.rank == 1)), places

    def _leader(self, cup: Cup, before: tuple[str, ...], race: Race) -> Leader:
        names, places = self._first(cup)
        progress = self.programmes.progress(cup)
        status = progress.newest
        return Leader(
            cup,
            names,
            total=places[0].total if places else 0,
            margin=min((each.gap for each in places if each.rank > 1), default=None),
            before=before,
            is_counted=any(each.pk == race.pk for each in progress.known),
            is_final=status.is_final,
            is_provisional=status.is_provisional,
            missing=status.words.provisional,
        )


def _key(who: NameKey) -> tuple[object, ...]:
    return letters(who.name), *who[1:]


def _line(competitor: int, values: Values) -> points.Line:
    return points.Line(competitor, values["rank"], values["status"])
