"""Start lists as pages and files give them, and what changes in one, in words."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from events.models import Event, Race
from isuwc.clock.shown import shown_at
from isuwc.files.tables.spreadsheets import Cells, csv_file
from isuwc.text.characters import tidy
from isuwc.text.sources import Sources, read_sources
from standings.models import EarlierSkate, Start, StartList
from standings.models.start import place_text
from standings.scoring.race_states import is_called_off, is_postponed

HEADER = ("pair", "lane", "number", "name", "noc", "start", "withdrew", "note", "skater")


@dataclass(frozen=True)
class ShownStartList:
    """`race` with its event and session; `lines` in the order of the list, those who withdrew apart."""

    race: Race
    of: StartList
    lines: Sequence[Start]

    @property
    def starters(self) -> list[Start]:
        return [line for line in self.lines if not line.is_withdrawn]

    @property
    def withdrawn(self) -> list[Start]:
        return [line for line in self.lines if line.is_withdrawn]

    @cached_property
    def rows(self) -> list[tuple[Start, bool]]:
        """The starters, each with whether a pair begins."""
        pairs = [line.pair for line in self.starters]
        return [(line, at == 0 or pairs[at] != pairs[at - 1]) for at, line in enumerate(self.starters)]

    @property
    def has_pairs(self) -> bool:
        return any(line.pair is not None for line in self.starters)

    @property
    def has_lanes(self) -> bool:
        return any(line.lane for line in self.starters)

    @property
    def has_numbers(self) -> bool:
        return any(line.bib is not None for line in self.starters)

    @property
    def is_moved(self) -> bool:
        return self.of.is_moved

    @property
    def has_clocks(self) -> bool:
        """Start times of a race that was moved since don't hold."""
        return not self.is_moved and any(line.clock for line in self.starters)

    @property
    def is_past(self) -> bool:
        """Whether nobody starts by it any more, so that it is no longer shown as who starts."""
        return bool(self.past)

    @cached_property
    def past(self) -> str:
        """Since when it is over, in words: as it was before the race was postponed; empty for one that holds."""
        if self.race.has_result:
            return "as it was before the race"
        if is_called_off(self.race):
            is_said = self.race.outcome in {"", "Cancelled"}
            return f"as it was before the race{' was cancelled' if is_said else ''}"
        if is_postponed(self.race):
            return "as it was before the race was postponed"
        skated = self.of.skated_at  # type: ignore[attr-defined]
        if skated and (self.of.entered_at is None or self.of.entered_at < skated):
            return "as it was before the last skate, which doesn’t count"
        return ""

    @property
    def sources(self) -> Sources:
        return read_sources(self.of.source)

    @property
    def changes(self) -> list[tuple[datetime.datetime, list[str]]]:
        """When what changed, the last first, as far as the moment shown knows."""
        found = [(datetime.datetime.fromisoformat(each["at"]), each["words"]) for each in self.of.changes]
        return [(at, words) for at, words in reversed(found) if at <= shown_at()]


def start_list_of(race: Race) -> ShownStartList | None:
    """That of a race with its event and session, once it was published. Two queries, or one where there is none."""
    found = _with_skates(StartList.objects.filter(race=race)).first()
    return _shown(race, found, Start.objects.filter(race=race).with_competitor()) if found else None


def start_lists_of(event: Event, races: Collection[Race] | None = None) -> list[ShownStartList]:
    """Those by which somebody still starts, of all races or of some. Two queries, or one where there are none."""
    of_event = _with_skates(StartList.objects.filter(race__event=event))
    if races is not None:
        of_event = of_event.filter(race__in=races)
    lists = list(of_event.select_related("race__session").order_by("race__number"))
    lines: dict[int, list[Start]] = {each.race_id: [] for each in lists}
    if lists:
        for line in Start.objects.filter(race__in=lines).with_competitor():
            lines[line.race_id].append(line)
    for each in lists:
        each.race.event = event
    found = [_shown(each.race, each, lines[each.race_id]) for each in lists]
    return [shown for shown in found if shown and not shown.is_past]


def _with_skates(lists: QuerySet[StartList]) -> QuerySet[StartList]:
    """With when the last skate of the race that doesn't count was set aside, as `skated_at`."""
    last = EarlierSkate.objects.filter(race=OuterRef("race")).order_by("-made_at")
    return lists.annotate(skated_at=Subquery(last.values("made_at")[:1]))


def _shown(race: Race, found: StartList, lines: Iterable[Start]) -> ShownStartList | None:
    found.race = race
    today = shown_at().astimezone(race.event.venue.zone).date()
    is_to_come = found.published_on is not None and found.published_on > today
    held = [] if is_to_come else list(lines)
    return ShownStartList(race, found, held) if held else None


# Files


def as_csv(shown: ShownStartList) -> bytes:
    return csv_file(HEADER, [_cells(shown, line) for line in shown.lines])


def clock_of(shown: ShownStartList, line: Start) -> str | None:
    """As pages show it."""
    return f"{line.clock:%H:%M}" if line.clock and shown.has_clocks else None


def _cells(shown: ShownStartList, line: Start) -> Cells:
    clock = clock_of(shown, line)
    withdrew = "yes" if line.is_withdrawn else None
    skater = line.competitor
    return [line.pair, line.lane, line.bib, skater.name, line.country_id, clock, withdrew, line.note, skater.slug]


def as_json(shown: ShownStartList) -> dict[str, Any]:
    found: dict[str, Any] = tidy(
        {
            "race": shown.race.title,
            "event": shown.race.event.title,
            "date": shown.race.session.date.isoformat(),
            "source": shown.of.source,
            "published_on": shown.of.published_on.isoformat() if shown.of.published_on else None,
            "race_moved_since": shown.is_moved,
            "is_past": shown.is_past,
            "changes": [{"at": at.isoformat(), "words": words} for at, words in shown.changes],
            "lines": [
                {
                    "pair": line.pair,
                    "lane": line.lane,
                    "number": line.bib,
                    "name": line.competitor.name,
                    "given_name": line.competitor.given_name,
                    "family_name": line.competitor.family_name,
                    "skater": line.competitor.slug,
                    "noc": line.country_id,
                    "start": clock_of(shown, line),
                    "withdrew": line.is_withdrawn,
                    "note": line.note,
                }
                for line in shown.lines
            ],
        }
    )
    return found


# What changes


@dataclass(frozen=True)
class Starter:
    """A line as readers compare it with the one before."""

    name: str
    pair: int | None = None
    lane: str | None = None
    bib: int | None = None
    clock: datetime.time | None = None
    is_withdrawn: bool = False
    country: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        number = f"number {self.bib}" if self.bib is not None else ""
        clock = f"{self.clock:%H:%M}" if self.clock else ""
        return ", ".join(filter(None, [place_text(self.pair, self.lane), number, clock])) or "no pair"


def starters(race: Race) -> dict[int, Starter]:
    """The lines that are stored, by competitor."""
    return {
        line.competitor_id: Starter(
            line.competitor.name,
            line.pair,
            line.lane,
            line.bib,
            line.clock,
            line.is_withdrawn,
            line.country_id,
            line.note,
        )
        for line in Start.objects.filter(race=race).select_related("competitor")
    }


def differences(before: Mapping[int, Starter], after: Mapping[int, Starter]) -> list[str]:
    """What readers are told of a list that has changed. Pure."""
    found: list[str] = []
    for key, was in before.items():
        now = after.get(key)
        found += _told(was, now) if now else [f"{was.name} is no longer in it."]
    return found + [f"New in it: {now.name}, {now.words}." for key, now in after.items() if key not in before]


def _told(was: Starter, now: Starter) -> Iterable[str]:
    if now.is_withdrawn and not was.is_withdrawn:
        yield f"{now.name} withdrew."
    elif was.is_withdrawn and not now.is_withdrawn:
        yield f"{now.name} starts after all: {now.words}."
    elif now.words != was.words:
        yield f"{now.name}: {now.words} (before: {was.words})."
    if now.country != was.country:
        yield f"{now.name} starts for {now.country} (before: {was.country})."
    if now.note != was.note:
        yield f"{now.name}: {_quoted(now.note)} (before: {_quoted(was.note)})."


def _quoted(note: str) -> str:
    return f"“{note}”" if note else "no note"
