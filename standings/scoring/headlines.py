"""The leaders of each cup where a cup gets one line: on the home page, in lists of standings, in articles.

They come from the standing after the last event with all its results, because a race that is only partly in has no
leader yet. If there is no such event, they come from the newest standing, marked as provisional.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import OuterRef, Subquery, prefetch_related_objects

from events.models import Event
from isuwc.freshness.reading import only_seasons
from standings.models import Cup, PublishedStanding, Standing
from standings.models.cup import scales
from standings.models.standing import published_leaders
from standings.scoring.progress import SeasonProgrammes, StandingStatus
from standings.scoring.wording import listed, sentence


@dataclass(frozen=True)
class Headlines:
    """Cups of one season, each with its `headline`, and the texts that apply to all of them."""

    cups: tuple[Cup, ...]

    @cached_property
    def _led(self) -> list[StandingStatus]:
        return [cup.headline for cup in self.cups if cup.headline.race]

    @property
    def is_final(self) -> bool:
        """Whether every cup with a standing is final."""
        return bool(self._led) and all(status.is_final for status in self._led)

    @property
    def is_over(self) -> bool:
        told = self._led or [cup.headline for cup in self.cups if cup.champions]
        return bool(told) and all(status.is_over for status in told)

    @cached_property
    def after(self) -> str:
        """After World Cup 3 of 5: where most of the cups stand. Empty without any standing."""
        counted = Counter(status.words.short for status in self._led if not status.is_provisional)
        return counted.most_common(1)[0][0] if counted else ""

    @property
    def knows_winners(self) -> bool:
        """Whether the season is over, and the winner of every cup is known."""
        return self.is_over and not any(cup.is_undecided for cup in self.cups)

    @property
    def title(self) -> str:
        """The section's title. Only a season that is still going on has leaders."""
        if self.is_final or self.knows_winners:
            return "Winners"
        if self.is_over or not self.after or self.after == "final":
            return "Standings"
        return f"Who leads {self.after}"

    @property
    def after_apart(self) -> str:
        """`after`, unless the title already contains it or every winner is known."""
        return "" if self.is_final or self.knows_winners or self.after in self.title else self.after

    @property
    def notes(self) -> list[str]:
        """What is missing or postponed, in sentences."""
        over = _events(event for status in self._led for event in (*status.missing_events, *status.partly_in))
        begun = {event for status in self._led for event in status.begun}
        missing = [event for event in over if event not in begun]
        places = {each for status in self._led for each in status.known_by_places}
        partly = [event for event in over if event in begun and event not in places]
        end = ", so this is not how the season ended" if self.is_over and not self.knows_winners else ""
        said = []
        if places:
            said.append(f"of {listed(map(_place, _events(places)))} only some places are known here{end}")
        if partly:
            said.append(
                f"{listed(map(_place, partly))} {'is' if len(partly) == 1 else 'are'} only partly in: a cup of which a "
                "result is missing is shown as it was before, or is provisional"
            )
        if missing:
            said.append(f"the results of {listed(map(_place, missing))} are not here{end}")
        if any(cup.champions for cup in self.cups) and self._led:
            said.append("winners are named as published; the page of each cup has the source")
        if postponed := _events(event for status in self._led for event in status.postponed_events):
            said.append(f"{listed(map(_place, postponed))} {'is' if len(postponed) == 1 else 'are'} postponed")
        if out := max((status.words for status in self._led), key=lambda words: words.to_come, default=None):
            said += [out.still_out] if out.still_out else []
        return [sentence(text) for text in said]

    def note(self, cup: Cup) -> str:
        """The note beside a cup's leader: after which event, where that differs from the other cups."""
        if cup.champions:
            return ""
        is_unlike = cup.is_undecided and any(not each.is_undecided for each in self.cups)
        if not cup.headline.race:
            return "winner not known here" if is_unlike else ""
        where = cup.headline.words.short
        if cup.headline.is_provisional:
            where = f"provisional, {where}"
        elif where == self.after and not is_unlike:
            where = ""
        return f"{where}; winner not known here" if is_unlike else where


def headlines(cups: Iterable[Cup], places: int = 1, at: datetime.datetime | None = None) -> Headlines:
    """The cups, loaded with their season, with their `headline` and the competitors on its first `places` places, as
    `leaders`.

    Who won as published is in `champions`, for a cup whose final standing can't be computed here; `is_undecided` says
    of a cup whose season is over that its winner isn't known. Five queries: scales, published places, events, races,
    standings.
    """
    found = list(cups)
    if not found:
        return Headlines(())
    with only_seasons(cup.season_id for cup in found):
        prefetch_related_objects(found, scales(), published_leaders(max(places, 1)))
        set_headlines(found, SeasonProgrammes({cup.season for cup in found}, at=at))
        leaders = leaders_of(found, places)
    for cup in found:
        cup.leaders = [each for each in leaders if each.cup_id == cup.pk]
        cup.margin = cup.leaders[0].margin if cup.leaders else None
        cup.named = cup.champions or cup.leaders
        cup.line_note = ""
    all_of_them = Headlines(tuple(found))
    for cup in found:
        cup.line_note = all_of_them.note(cup)
    return all_of_them


def set_headlines(cups: Iterable[Cup], seasons: SeasonProgrammes) -> None:
    """Set `headline`, `champions` and `is_undecided` on each cup `with_published` places. No queries."""
    for cup in cups:
        cup.headline = seasons.progress(cup).headline
        cup.champions = champions(cup.published_leaders, cup.headline)
        cup.is_undecided = cup.headline.is_over and not cup.champions and not cup.headline.is_final


def champions(published: Iterable[PublishedStanding], status: StandingStatus) -> list[PublishedStanding]:
    """Who won the cup as published, by the status's moment; nobody where the final standing is computed here."""
    if status.is_final:
        return []
    return [place for place in published if place.rank == 1 and status.has_begun(place.event_id)]


def leaders_of(cups: Iterable[Cup], places: int) -> Sequence[Standing]:
    """The first places of each cup's headline standing, with `margin`: the gap to the next place. One query."""
    by_cup = {cup.pk: cup.headline.race for cup in cups if cup.headline.race}
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
