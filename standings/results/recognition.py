"""Recognises the competitors on a sheet: by name and alias, by number within an event, or by what a person decided."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.models import Country, Event
from events.naming.countries import CountryNames
from standings.models import Competitor, NameDecision, Result
from standings.results.plan import CompetitorKey, Doubt
from standings.sheets.sheet import ResultSheet, SheetLine
from standings.spelling.decisions import Decisions, NameKey
from standings.spelling.matching import KnownSkater, Match, NameIndex
from standings.spelling.names import letters


@dataclass(frozen=True)
class Recognised:
    """Whose a line is, by id or as a new skater's key, and for which country; or the doubt about it."""

    who: CompetitorKey | None = None
    noc: str = ""
    doubt: Doubt | None = None
    remark: str = ""


class Recognition:
    """Knows names, countries and decisions, and the competitors that sheets applied before have brought.

    `new_names`: a name unlike all known ones is a new skater's. Otherwise a person is asked, unless no skater of the
    category is known at all.
    """

    def __init__(self, decisions: Decisions | None = None, new_names: bool = False) -> None:
        self.decisions = {**NameDecision.objects.all().by_key(), **(decisions or {})}
        self.new_names = new_names
        self.countries: dict[str, Country] = Country.objects.nations().in_bulk()
        self._country_names: CountryNames | None = None
        self.made: dict[NameKey, int] = {}
        self._names: dict[str, NameIndex] = {}
        self._teams: dict[str, dict[str, int]] = {}
        self._is_first: dict[str, bool] = {}

    def remember(self, competitor: Competitor, key: NameKey) -> None:
        """From now on the printed name is this skater's."""
        self.made[key] = competitor.pk
        known = KnownSkater(competitor.pk, competitor.name, competitor.country_id, ((key.name, competitor.country_id),))
        self._names_of(competitor.category).add(known)

    def keys(self, sheet: ResultSheet, event: Event) -> list[NameKey]:
        """What identifies the name on each line."""
        category, is_team = sheet.heading.identity.category, sheet.heading.identity.is_team
        printed = [(letters(line.name), line.noc) for line in sheet.lines]
        keys = []
        for line, name in zip(sheet.lines, printed, strict=True):
            noc = line.noc or (self._noc_of_team(line.name) if is_team else "")
            is_twice = printed.count(name) > 1 and line.bib is not None
            keys.append(NameKey(line.name, noc, category, *((line.bib, event.pk) if is_twice else ())))
        return keys

    def recognise(self, key: NameKey, line: SheetLine, event: Event, is_team: bool) -> Recognised:
        decision = self.decisions.get(key)
        noc = (decision and decision.noc) or key.noc
        if noc not in self.countries:
            return self._of_unknown_country(key, line, event, is_team)
        if is_team:
            return Recognised(self._team(noc, key), noc, remark=_mended(key, noc))
        if decision:
            who = self.made.get(key) if decision.is_new else decision.competitor
            return Recognised(who or key, noc, remark=_mended(key, noc))
        return self._by_name(key, line, event)

    def _by_name(self, key: NameKey, line: SheetLine, event: Event) -> Recognised:
        names = self._names_of(key.category)
        match = names.match(key.name, key.noc)
        if key.number and match.id is not None:
            match = Match(None, (match.id,), f"the sheet has this name twice; this is number {key.number}", True)
        if match.id is not None:
            return Recognised(match.id, key.noc)
        if match.is_new:
            if self.new_names or self._is_first[key.category]:
                return Recognised(self.made.get(key) or key, key.noc)
            why = f"no skater of {key.noc} here has a name like it"
            return Recognised(doubt=Doubt(key, why, line=line, is_unlike=True))
        found = self._by_number(match.candidates, key, line, event) if match.is_same_name else None
        return found or Recognised(doubt=Doubt(key, match.doubt, _in_order(match.candidates), line))

    def _of_unknown_country(self, key: NameKey, line: SheetLine, event: Event, is_team: bool) -> Recognised:
        candidates = () if is_team else self._names_of(key.category).namesakes(key.name)
        if found := self._by_number(candidates, key, line, event):
            return found
        why = f"{key.noc or 'its country'} is not among the countries here"
        return Recognised(doubt=Doubt(key, why, _in_order(candidates), line, is_team, has_country=False))

    def _by_number(self, candidates: Iterable[int], key: NameKey, line: SheetLine, event: Event) -> Recognised | None:
        """The namesake who has this number in a race of the event, for the country that was decided there."""
        if line.bib is None or not candidates:
            return None
        races = Result.objects.filter(race__event=event, race__category=key.category, bib=line.bib)
        found = set(races.filter(competitor__in=candidates).values_list("competitor_id", "country_id"))
        if len(found) != 1:
            return None
        who, noc = found.pop()
        return Recognised(who, noc, remark=_mended(key, noc))

    def _names_of(self, category: str) -> NameIndex:
        if category not in self._names:
            skaters = Competitor.objects.skaters().filter(category=category).prefetch_related("aliases")
            self._names[category] = NameIndex(
                KnownSkater(
                    each.pk, each.name, each.country_id, tuple((a.name, a.country_id) for a in each.aliases.all())
                )
                for each in skaters
            )
            self._is_first[category] = self._names[category].is_empty
        return self._names[category]

    def _team(self, noc: str, key: NameKey) -> CompetitorKey:
        if key.category not in self._teams:
            teams = Competitor.objects.teams().filter(category=key.category)
            self._teams[key.category] = dict(teams.values_list("country_id", "pk"))
        return self._teams[key.category].get(noc, key)

    def _noc_of_team(self, name: str) -> str:
        if self._country_names is None:
            self._country_names = Country.objects.names()
        return self._country_names.noc(name) or ""


def _mended(key: NameKey, noc: str) -> str:
    return f"{key.name}: the sheet says {key.noc or 'no country'}; taken as {noc}." if noc != key.noc else ""


def _in_order(ids: Iterable[int]) -> tuple[Competitor, ...]:
    order = list(ids)
    found = Competitor.objects.in_bulk(order)
    return tuple(found[pk] for pk in order)
