"""What `@` and some words put into a text: a skater with the NOC, an event, a race or its podium, a cup, a country.

`mentions.js` and `mention-fields.js` ask for it while one writes.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, CharField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from events.models import Country, Event
from isuwc.newsroom.pages import require
from isuwc.text.search_terms import search_terms
from news.admin.articles.form.lookups import LOOKUPS
from news.admin.articles.form.results_found import cups_for, event_of, races_for
from news.imports.from_results.found import facts_of
from news.imports.from_results.markup import Links
from news.imports.from_results.names import addresses_of, capital, cup_name, race_name
from news.imports.from_results.podiums import podium
from standings.models import Competitor, Result, Start

SKATERS, OTHERS = 6, 3  # of each kind, at once
SHORTEST = 2  # letters

Runs = list[tuple[str, str]]  # pieces of text, each with the address to which it leads, if any


@dataclass(frozen=True)
class Mention:
    """What is put in, as pieces of text, and what says in the list what it is."""

    kind: str
    runs: Runs
    hint: str

    def as_json(self) -> dict[str, Any]:
        text = "".join(words for words, _ in self.runs)
        return {"kind": self.kind, "text": text, "runs": self.runs, "hint": self.hint}


@never_cache
def mentions(request: HttpRequest) -> JsonResponse:
    """`/mentions/?q=jilek&event=12`, for whoever writes articles. Raises NoRightError. Seven queries at most."""
    require(request, "news.add_article")
    asked = search_terms(request.GET.get("q", ""))
    found: list[Mention] = []
    if len(asked.words) >= SHORTEST:
        event = event_of(request)
        found = [*_skaters(asked.words, event), *_countries(asked.words), *_events(asked.words)]
        found += [*_races(asked.words, event), *_cups(asked.words, event)]
    return JsonResponse({"found": [each.as_json() for each in found]})


def _skaters(words: str, event: Event | None) -> Iterator[Mention]:
    """Those of the event first, then those of its season; each with the NOC that holds at the event."""
    nobody = Value(False, output_field=BooleanField())
    own = OuterRef("pk")
    here = nobody if event is None else Exists(Result.objects.filter(competitor=own, race__event=event))
    listed = nobody if event is None else Exists(Start.objects.filter(competitor=own, race__event=event))
    season = (
        nobody if event is None else Exists(Result.objects.filter(competitor=own, race__event__season=event.season_id))
    )
    lookup = LOOKUPS[Competitor]
    skaters = lookup.matching(Competitor.objects.all(), words).annotate(
        is_here=Case(When(Q(here) | Q(listed), then=True), default=False), is_of_season=season, noc=_noc(event)
    )
    for skater in skaters.order_by("-is_here", "-is_of_season", *lookup.order(), "pk")[:SKATERS]:
        where = "at this event" if skater.is_here else "this season" if skater.is_of_season else ""
        hint = ", ".join(part for part in ("Skater", where) if part)
        yield Mention("skater", [(skater.name, skater.get_absolute_url()), (f" ({skater.noc})", "")], hint)


def _noc(event: Event | None) -> Any:
    """For whom they started at the event; before one that is over, for whom they started last; else today's."""
    if event is None:
        return F("country")
    own = OuterRef("pk")
    started = Result.objects.filter(competitor=own, race__event=event).order_by("race__number")
    listed = Start.objects.filter(competitor=own, race__event=event).order_by("race__number")
    rows: list[Any] = [started, listed]
    if event.end_date < timezone.now().date() - datetime.timedelta(days=1):  # wherever it is
        earlier = Result.objects.filter(competitor=own, race__session__date__lte=event.end_date)
        rows.append(earlier.order_by("-race__session__date", "-race__number"))
    found = [Subquery(each.values("country")[:1], output_field=CharField()) for each in rows]
    return Coalesce(*found, F("country"), output_field=CharField())


def _events(words: str) -> Iterator[Mention]:
    for event in LOOKUPS[Event].found(Event, words)[:OTHERS]:
        yield Mention("event", [(event.title, event.get_absolute_url())], str(event))


def _races(words: str, event: Event | None) -> Iterator[Mention]:
    """Those of the event first; of one whose result is whole also its podium, as a sentence."""
    races = list(races_for(words, event).select_related("session")[:OTHERS])
    known = facts_of(races)
    for race in races:
        hint = f"{race.title}, {race.event}"
        yield Mention("race", [(race_name(race.identity), race.get_absolute_url())], hint)
        facts = known[race.pk]
        if facts.winners:
            links = Links(addresses_of(facts.lines))
            yield Mention("podium", links.runs(" ".join(map(capital, podium(facts)))), f"Podium: {hint}")


def _cups(words: str, event: Event | None) -> Iterator[Mention]:
    for cup in cups_for(words, event)[:OTHERS]:
        name = f"{cup_name(cup.name, cup.category)} standings"
        yield Mention("cup", [(name, cup.get_absolute_url())], f"Standings: {cup}")


def _countries(words: str) -> Iterable[Mention]:
    """Those that have a page: somebody has started for them."""
    started = Exists(Result.objects.filter(country=OuterRef("pk")))
    countries = Country.objects.matching(words).filter(started)[:OTHERS]
    return [Mention("country", [(each.name, each.nation_address)], f"Country, {each.pk}") for each in countries]
