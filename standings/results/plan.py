"""What applying a sheet would do: its race, its skaters, the changes, and what prevents it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

from events.models import Country, Event, Race
from events.models.programme import ResultState
from events.naming.countries import CountryNames
from events.naming.events import event_title
from events.time.dates import long_date
from isuwc.text.slugs import fold
from standings.models import Competitor, CupScale, Result
from standings.models.result import Status
from standings.results.changes import FIELDS, LineChange, Values, differences, is_equal
from standings.scoring import points as scoring
from standings.scoring.rounds import scale_rule
from standings.sheets.sheet import Heading, ResultSheet, SheetLine
from standings.spelling.matching import KnownSkater, Match, NameIndex
from standings.spelling.names import letters

NEW = "new"

# Name as printed, NOC and category: what a decision about a doubtful name is stored under
NameKey = tuple[str, str, str]
Decisions = Mapping[NameKey, int | str]
CompetitorKey = int | NameKey


@dataclass(frozen=True)
class Doubt:
    """A printed name that may be a known skater's. A person decides it once."""

    key: NameKey
    why: str
    candidates: tuple[Competitor, ...]

    @property
    def name(self) -> str:
        return self.key[0]

    @property
    def noc(self) -> str:
        return self.key[1]

    @property
    def category(self) -> str:
        return self.key[2]

    @property
    def form_key(self) -> str:
        """The key as one string, for a form field."""
        return "|".join(self.key)


@dataclass(frozen=True)
class SheetPlan:
    """What applying one sheet would do. `race` is unsaved if the programme lacks it.

    `lines` and `before` are the sheet's and the stored values, by competitor id, or by NameKey for a new competitor.
    `spellings` are (id, current name, printed name) of skaters whose stored name lacks diacritics that the sheet has.
    """

    sheet: ResultSheet
    race: Race | None = None
    lines: dict[CompetitorKey, Values] = field(default_factory=dict)
    before: dict[CompetitorKey, Values] = field(default_factory=dict)
    names: dict[CompetitorKey, str] = field(default_factory=dict)
    spellings: tuple[tuple[int, str, str], ...] = ()
    doubts: tuple[Doubt, ...] = ()
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @cached_property
    def changes(self) -> list[LineChange]:
        spelled = [
            LineChange("changed", name, (f"spelled {printed} on the sheet",)) for _, name, printed in self.spellings
        ]
        return differences(self.before, self.lines, self.names) + spelled

    @property
    def new(self) -> list[NameKey]:
        return [who for who in self.lines if isinstance(who, tuple)]

    @property
    def is_same(self) -> bool:
        """Whether the stored result already says all of this."""
        official = self.race is not None and self.race.result_state == ResultState.OFFICIAL
        open_questions = self.doubts or self.problems or self.spellings
        return official and not open_questions and is_equal(self.before, self.lines)

    @property
    def is_ready(self) -> bool:
        return not self.doubts and not self.problems and not self.is_same

    @property
    def fingerprint(self) -> str:
        """Changes when applying the sheet would do something else than was shown.

        Identifies competitors by name, because another sheet of the same batch may create a skater of this one.
        """

        def said(lines: Mapping[CompetitorKey, Values]) -> list[tuple[str, str]]:
            return sorted((letters(self.names[who]), repr(sorted(values.items()))) for who, values in lines.items())

        shown = [self.race.pk if self.race else None, said(self.lines), said(self.before)]
        return sha256(repr(shown).encode()).hexdigest()[:16]


class Planner:
    """Plans sheets one after another. Loads the known skaters once, and adds those that earlier sheets create."""

    def __init__(self, decisions: Decisions | None = None) -> None:
        self.decisions = dict(decisions or {})
        self._names: dict[str, NameIndex] = {}

    @cached_property
    def _countries(self) -> dict[str, Country]:
        return Country.objects.in_bulk()

    @cached_property
    def _country_names(self) -> CountryNames:
        return Country.objects.names()

    def country(self, noc: str) -> Country:
        return self._countries[noc]

    def remember(self, competitor: Competitor, key: NameKey) -> None:
        """Match the printed name to this skater from now on."""
        self.decisions.pop(key, None)
        known = KnownSkater(competitor.pk, competitor.name, competitor.country_id, ((key[0], key[1]),))
        self._names_of(competitor.category).add(known)

    def _names_of(self, category: str) -> NameIndex:
        if category not in self._names:
            skaters = Competitor.objects.skaters().filter(category=category).prefetch_related("aliases")
            self._names[category] = NameIndex(
                KnownSkater(
                    each.pk, each.name, each.country_id, tuple((a.name, a.country_id) for a in each.aliases.all())
                )
                for each in skaters
            )
        return self._names[category]

    def plan(self, sheet: ResultSheet) -> SheetPlan:
        """The plan of one sheet. Four to six queries, and one more for the first sheet of a category or of teams."""
        event, problem = find_event(sheet.heading)
        if event is None:
            return SheetPlan(sheet, problems=(problem,))
        race, problem = find_race(sheet.heading, event)
        if race is None:
            return SheetPlan(sheet, problems=(problem,))
        stored = list(race.results.select_related("competitor")) if race.pk else []
        lines, doubts, problems = self._lines(sheet)
        competitors = Competitor.objects.in_bulk([who for who in lines if isinstance(who, int)])
        names: dict[CompetitorKey, str] = {
            who: who[0] if isinstance(who, tuple) else competitors[who].name for who in lines
        }
        names |= {result.competitor_id: result.competitor.name for result in stored}
        return SheetPlan(
            sheet,
            race,
            lines={who: values for who, (_, values) in lines.items()},
            before={result.competitor_id: _stored_values(result) for result in stored},
            names=names,
            spellings=tuple(
                (who, competitors[who].name, line.name)
                for who, (line, _) in lines.items()
                if isinstance(who, int) and is_better_spelling(competitors[who].name, line.name)
            ),
            doubts=tuple(doubts),
            problems=tuple(problems),
            remarks=(*sheet.remarks, *remarks(sheet, race), *_marked(race)),
        )

    def _lines(
        self, sheet: ResultSheet
    ) -> tuple[dict[CompetitorKey, tuple[SheetLine, Values]], list[Doubt], list[str]]:
        lines: dict[CompetitorKey, tuple[SheetLine, Values]] = {}
        doubts: list[Doubt] = []
        problems: list[str] = []
        identity = sheet.heading.identity
        category = identity.category
        teams = _teams(category) if identity.is_team else {}
        for position, line in enumerate(sheet.lines, 1):
            noc = line.noc or (self._country_names.noc(line.name) if identity.is_team else "")
            if noc not in self._countries:
                problems.append(f"{line.name}: {line.noc or 'its country'} is not among the countries here")
                continue
            key = (line.name, noc, category)
            if identity.is_team:
                who: CompetitorKey = teams.get(noc, key)
            else:
                match = self._match(key)
                if match.doubt:
                    doubts.append(Doubt(key, match.doubt, tuple(Competitor.objects.filter(pk__in=match.candidates))))
                    continue
                who = key if match.id is None else match.id
            if who in lines:
                problems.append(f"{line.name} and {lines[who][0].name} are the same competitor on one sheet")
            lines[who] = line, _sheet_values(line, position, noc)
        return lines, doubts, problems

    def _match(self, key: NameKey) -> Match:
        decision = self.decisions.get(key)
        if decision is not None:
            return Match() if decision == NEW else Match(int(decision))
        return self._names_of(key[2]).match(key[0], key[1])


def find_event(heading: Heading) -> tuple[Event | None, str]:
    """The event on the sheet's day, or of its season, with its number; otherwise None and the problem in words."""
    events = Event.objects.select_related("season", "venue__country")
    when = []
    if heading.date:
        events = events.filter(start_date__lte=heading.date, end_date__gte=heading.date)
        when.append(f"that is on at {long_date(heading.date)}")
    if heading.season:
        events = events.filter(season__slug=heading.season)
        when.append(f"in season {heading.season}")
    fitting = [event for event in events if heading.event_number == event.number or heading.event_number is None]
    if len(fitting) == 1:
        return fitting[0], ""
    name = event_title(heading.event_number) if heading.event_number else "World Cup"
    return None, f"the calendar has no {name} {' '.join(when)}; add the event, or set its dates right"


def find_race(heading: Heading, event: Event) -> tuple[Race | None, str]:
    """The race of the programme, unsaved if the programme lacks it; otherwise None and the problem in words."""
    stored = {race.identity: race for race in Race.objects.filter(event=event)}
    if race := stored.get(heading.identity):
        race.event = event
        return race, ""
    alike = [each for each in stored if replace(each, ordinal=None) == replace(heading.identity, ordinal=None)]
    if any((each.ordinal is None) != (heading.identity.ordinal is None) for each in alike):
        said = "once" if alike[0].ordinal is None else "more than once"
        return None, f"the programme of {event} has {alike[0].title} {said}; set the programme or the sheet right"
    if heading.date is None:
        return (
            None,
            f"the programme of {event} has no {heading.identity.title}, and the file doesn't say on which day it was",
        )
    return Race.of(heading.identity, event=event), ""


def remarks(sheet: ResultSheet, race: Race) -> list[str]:
    """Remarks for staff on the sheet's figures, above all printed points that don't match the place."""
    rule = CupScale.objects.for_race(race).select_related("scale").first()
    if rule is None:
        return ["This race counts for no cup of the season."]
    scale = scale_rule(rule)
    found = []
    if all(line.printed_points is None for line in sheet.lines):
        return ["The sheet prints no points."]
    for line in sheet.lines:
        points, reason = scoring.line_points(scoring.Line(0, line.rank, line.status), scale)
        if line.printed_points is not None and line.printed_points != points:
            found.append(points_difference(line.name, line.printed_points, line.rank, line.status, points))
        elif line.status == "DNF" and line.rank is None and scale.dnf_scores:
            found.append(f"{line.name}: {reason}.")
    return found


def _marked(race: Race) -> list[str]:
    return ["The race is marked as not held; applied, the sheet takes the mark away."] if race.is_not_held else []


def points_difference(name: str, printed: int, rank: int | None, status: str, points: int) -> str:
    """Momoka Horikawa: the sheet says 44, rank 4 gives 43."""
    cause = f"rank {rank}" if status == Status.OK and rank else f"{status} at rank {rank}" if rank else status
    return f"{name}: the sheet says {printed}, {cause} gives {points}."


def is_better_spelling(name: str, printed: str) -> bool:
    """Whether the sheet adds diacritics to a name stored without any: ŻUREK for Zurek."""
    return name.isascii() and not printed.isascii() and fold(name) == fold(printed)


def _teams(category: str) -> dict[str, int]:
    return dict(Competitor.objects.teams().filter(category=category).values_list("country_id", "pk"))


def _sheet_values(line: SheetLine, position: int, noc: str) -> dict[str, Any]:
    read = {name: getattr(line, name, None) for name in FIELDS if name not in {"line", "country_id"}}
    return {**read, "line": position, "country_id": noc, "sprint_points": list(line.sprint_points)}


def _stored_values(result: Result) -> dict[str, Any]:
    return {name: getattr(result, name) for name in FIELDS}
