"""Compares result sheets with the stored results."""

from typing import Any

from events.models import Country, Event
from isuwc.text.slugs import fold
from standings.models import Competitor, Result
from standings.results.changes import FIELDS, Values
from standings.results.plan import CompetitorKey, Doubt, SheetPlan
from standings.results.races import find_event, find_race
from standings.results.recognition import Recognition
from standings.results.remarks import mark_remarks, points_remarks
from standings.sheets.sheet import ResultSheet, SheetLine
from standings.spelling.decisions import Decisions, NameKey


class Planner:
    """Plans sheets one after another. Loads the known skaters once, and adds those that earlier sheets create."""

    def __init__(self, decisions: Decisions | None = None, new_names: bool = False) -> None:
        """`new_names`: see `Recognition`."""
        self.recognition = Recognition(decisions, new_names)

    def country(self, noc: str) -> Country:
        return self.recognition.countries[noc]

    def remember(self, competitor: Competitor, key: NameKey) -> None:
        """Match the printed name to this skater from now on."""
        self.recognition.remember(competitor, key)

    def plan(self, sheet: ResultSheet) -> SheetPlan:
        """The plan of one sheet. Four to six queries, and one more for the first sheet of a category or of teams."""
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
            decided=tuple((key, each) for key in keys if (each := self.recognition.decisions.get(key))),
            problems=tuple(problems),
            remarks=(*sheet.remarks, *remarks, *points_remarks(sheet, race), *mark_remarks(race)),
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
