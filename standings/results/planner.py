"""Compares result sheets with the stored results."""

import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from events.models import Country
from events.models.programme import ResultState
from events.naming.countries import CountryNames
from isuwc.text.slugs import fold
from standings.corrections.contradictions import Kind, lacking
from standings.models import Competitor, Result
from standings.results.age import questions_of
from standings.results.changes import FIELDS, Values, is_equal
from standings.results.facts import facts_with, stored_facts
from standings.results.plan import NEW, CompetitorKey, Decisions, Doubt, NameKey, SheetPlan, placed
from standings.results.races import find_event, find_race, kind_of
from standings.results.remarks import mark_remarks, points_remarks, start_remarks
from standings.sheets.sheet import ResultSheet, SheetLine
from standings.spelling.matching import KnownSkater, Match, NameIndex


class Planner:
    """Plans sheets one after another. Loads the known skaters once, and adds those that earlier sheets create."""

    def __init__(self, decisions: Decisions | None = None, at: datetime.datetime | None = None) -> None:
        self.at = at or timezone.now()
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
        """The plan of one sheet. Four to ten queries, and one more for the first sheet of a category or of teams."""
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
        before: dict[CompetitorKey, Values] = {result.competitor_id: _stored_values(result) for result in stored}
        after: dict[CompetitorKey, Values] = {who: values for who, (_, values) in lines.items()}
        known = stored_facts(race, sheet)
        is_repeated = bool(before) and is_equal(before, after)
        is_known = is_repeated and known.state == ResultState.OFFICIAL  # nothing to ask, so nothing to look up
        kind = Kind() if is_known else kind_of(race)
        is_lacking = bool(lacking([placed(names[who], values) for who, values in after.items()], kind))
        facts = facts_with(sheet, race, known, is_repeated, is_lacking)
        return SheetPlan(
            sheet,
            race,
            lines=after,
            before=before,
            names=names,
            known=known,
            facts=facts,
            kind=kind,
            questions=() if is_known else tuple(questions_of(sheet, race, self.at)),
            spellings=tuple(
                (who, competitors[who].name, line.name)
                for who, (line, _) in lines.items()
                if isinstance(who, int) and is_better_spelling(competitors[who].name, line.name)
            ),
            doubts=tuple(doubts),
            problems=tuple(problems),
            remarks=(
                *sheet.remarks,
                *points_remarks(sheet, race),
                *mark_remarks(race),
                *start_remarks(race, facts.starts_at),
            ),
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
