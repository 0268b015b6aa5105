"""Who is named first where a cup has one line: on the home page, in lists of standings, in articles.

It is the standing after the last event of which all is in, since a race that is half in has no leader yet; the newest,
marked as provisional, where there is no such event.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import OuterRef, QuerySet, Subquery

from events.models import Event
from standings.models import Cup, Standing
from standings.scoring.progress import Seasons, Told
from standings.scoring.wording import listed, sentence


@dataclass(frozen=True)
class Headlines:
    """Cups of one season, each with `told`, and what is to be said of all of them."""

    cups: tuple[Cup, ...]

    @cached_property
    def _led(self) -> list[Told]:
        return [cup.told for cup in self.cups if cup.told.race]

    @property
    def is_final(self) -> bool:
        """Whether every cup that has a standing is decided for good."""
        return bool(self._led) and all(told.is_final for told in self._led)

    @property
    def is_over(self) -> bool:
        return bool(self._led) and all(told.is_over for told in self._led)

    @cached_property
    def after(self) -> str:
        """After World Cup 3 of 5: what holds for most of the cups. Empty without any standing."""
        counted = Counter(told.words.short for told in self._led if not told.is_provisional)
        return counted.most_common(1)[0][0] if counted else ""

    @property
    def title(self) -> str:
        """Of the section: a leader is one of a season that goes on, and after an event."""
        if self.is_final:
            return "Winners"
        if self.is_over or not self.after or self.after == "final":
            return "Standings"
        return f"Who leads {self.after}"

    @property
    def after_apart(self) -> str:
        """What `after` says, where the title does not say it already and nothing is final."""
        return "" if self.is_final or self.after in self.title else self.after

    @property
    def notes(self) -> list[str]:
        """What is missing, in sentences."""
        over = _events(event for told in self._led for event in (*told.missing_events, *told.partly_in))
        begun = {event for told in self._led for event in told.begun}
        missing = [event for event in over if event not in begun]
        partly = [event for event in over if event in begun]
        said = []
        if partly:
            said.append(
                f"{listed(map(_place, partly))} {'is' if len(partly) == 1 else 'are'} only partly in: a cup of which a "
                "result is missing is shown as it was before, or is provisional"
            )
        if missing:
            end = ", so this is not how the season ended" if self.is_over else ""
            said.append(f"the results of {listed(map(_place, missing))} are not here{end}")
        if postponed := _events(event for told in self._led for event in told.postponed_events):
            said.append(f"{listed(map(_place, postponed))} {'is' if len(postponed) == 1 else 'are'} postponed")
        return [sentence(text) for text in said]

    def note(self, cup: Cup) -> str:
        """What a cup's line says beside its leader: after which event, where that is not what holds for the others."""
        if not cup.told.race:
            return ""
        if cup.told.is_provisional:
            return f"provisional, {cup.told.words.short}"
        return "" if cup.told.words.short == self.after else cup.told.words.short


def headlines(cups: QuerySet[Cup], places: int = 1, at: datetime.datetime | None = None) -> Headlines:
    """The cups with the first places of what is told of each. Five queries: cups, scales, events, races, standings."""
    found = list(cups.select_related("season").with_scales())  # type: ignore[attr-defined]
    told_of(found, Seasons({cup.season for cup in found}, at=at))
    leaders = leaders_of(found, places)
    for cup in found:
        cup.leaders = [each for each in leaders if each.cup_id == cup.pk]
        cup.margin = cup.leaders[0].margin if cup.leaders else None
        cup.line_note = ""
    all_of_them = Headlines(tuple(found))
    for cup in found:
        cup.line_note = all_of_them.note(cup)
    return all_of_them


def told_of(cups: Iterable[Cup], seasons: Seasons) -> None:
    """Give each cup `told`, what is told where it has one line. No queries."""
    for cup in cups:
        cup.told = seasons.progress(cup).headline


def leaders_of(cups: Iterable[Cup], places: int) -> Sequence[Standing]:
    """The first places of what is told of each cup, with `margin`, by how much the next is behind. One query."""
    by_cup = {cup.pk: cup.told.race for cup in cups if cup.told.race}
    behind = Standing.objects.filter(cup=OuterRef("cup"), race=OuterRef("race"), rank__gt=1).order_by("gap")
    found = Standing.objects.filter(
        cup__in=by_cup, race__in=[race.pk for race in by_cup.values()], rank__lte=places
    ).annotate(margin=Subquery(behind.values("gap")[:1]))
    rows = found.with_competitor().order_by("cup", "rank", "competitor__family_name", "competitor__name")
    return [row for row in rows if row.race_id == by_cup[row.cup_id].pk]


def _events(events: Iterable[Event]) -> list[Event]:
    return sorted(set(events), key=lambda event: event.number)


def _place(event: Event) -> str:
    return f"{event.title} in {event.venue.city}"
