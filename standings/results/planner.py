"""Compares result sheets with the stored results."""

import datetime
from typing import Any

from django.utils import timezone

from events.models import Country, Event
from events.models.programme import ResultState
from isuwc.text.slugs import fold
from standings.corrections.contradictions import Kind, lacking
from standings.models import Competitor, Result
from standings.results.age import questions_of
from standings.results.changes import FIELDS, Values, is_equal
from standings.results.facts import facts_with, stored_facts
from standings.results.plan import CompetitorKey, Doubt, SheetPlan, placed
from standings.results.races import find_event, find_race, kind_of
from standings.results.recognition import Recognition
from standings.results.remarks import mark_remarks, points_remarks, start_remarks
from standings.sheets.sheet import ResultSheet, SheetLine
from standings.spelling.decisions import Decisions, NameKey


class Planner:
    """Plans sheets one after another. Loads the known skaters once, and adds those that earlier sheets create."""

    def __init__(
        self, decisions: Decisions | None = None, new_names: bool = False, at: datetime.datetime | None = None
    ) -> None:
        """`new_names`: see `Recognition`. `at`: the moment at which races are to come or over, else now."""
        self.recognition = Recognition(decisions, new_names)
        self.at = at or timezone.now()

    def country(self, noc: str) -> Country:
        return self.recognition.countries[noc]

    def remember(self, competitor: Competitor, key: NameKey) -> None:
        """Match the printed name to this skater from now on."""
        self.recognition.remember(competitor, key)

    def plan(self, sheet: ResultSheet) -> SheetPlan:
        """The plan of one sheet. Four to ten queries, and one more for the first sheet of a category or of teams."""
        event, problem = find_event(sheet.heading)
        if event is None:
            return SheetPlan(sheet, problems=(problem,))
        race, problem = find_race(sheet.heading, event)
        if race is None:
            return SheetPlan(sheet, problems=(problem,))
        stored = list(race.results.select_related("competitor")) if race.pk else []
        keys = self.recognition.keys(sheet, event)
        lines, doubts, remarks, problems = self._lines(sheet, keys, event)
        competitors = Competitor.objects.in_bulk([who for who in lines if isinstance(who, int)])
        names: dict[CompetitorKey, str] = {
            who: who.name if isinstance(who, NameKey) else competitors[who].name for who in lines
        }
        names |= {result.competitor_id: result.competitor.name for result in stored}
        before: dict[CompetitorKey, Values] = {result.competitor_id: _stored_values(result) for result in stored}
        after: dict[CompetitorKey, Values] = {who: values for who, (_, values) in lines.items()}
        known = stored_facts(race, sheet)
        is_repeated = bool(before) and is_equal(before, after)
        is_known = is_repeated and known.state == ResultState.OFFICIAL  # nothing to ask, so nothing to look up
        kind = Kind() if is_known else kind_of(race)
        # Lines of undecided names are left out, which says nothing of the sheet
        is_lacking = not doubts and bool(lacking([placed(names[who], values) for who, values in after.items()], kind))
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
            decided=tuple((key, each) for key in keys if (each := self.recognition.decisions.get(key))),
            problems=tuple(problems),
            remarks=(
                *sheet.remarks,
                *remarks,
                *points_remarks(sheet, race),
                *mark_remarks(race),
                *start_remarks(race, facts.starts_at),
            ),
        )

    def _lines(
        self, sheet: ResultSheet, keys: list[NameKey], event: Event
    ) -> tuple[dict[CompetitorKey, tuple[SheetLine, Values]], list[Doubt], list[str], list[str]]:
        """The lines by competitor; doubts, remarks and problems."""
        lines: dict[CompetitorKey, tuple[SheetLine, Values]] = {}
        doubts: list[Doubt] = []
        remarks: list[str] = []
        problems: list[str] = []
        for position, (key, line) in enumerate(zip(keys, sheet.lines, strict=True), 1):
            found = self.recognition.recognise(key, line, event, sheet.heading.identity.is_team)
            if found.remark:
                remarks.append(found.remark)
            if found.doubt:
                doubts.append(found.doubt)
            if found.who is None:
                continue
            if found.who in lines:
                problems.append(f"{line.name} and {lines[found.who][0].name} are the same competitor on one sheet")
            lines[found.who] = line, _sheet_values(line, position, found.noc)
        return lines, doubts, remarks, problems


def is_better_spelling(name: str, printed: str) -> bool:
    """Whether the sheet adds diacritics to a name stored without any: ŻUREK for Zurek."""
    return name.isascii() and not printed.isascii() and fold(name) == fold(printed)


def _sheet_values(line: SheetLine, position: int, noc: str) -> dict[str, Any]:
    read = {name: getattr(line, name, None) for name in FIELDS if name not in {"line", "country_id"}}
    return {**read, "line": position, "country_id": noc, "sprint_points": list(line.sprint_points)}


def _stored_values(result: Result) -> dict[str, Any]:
    return {name: getattr(result, name) for name in FIELDS}
