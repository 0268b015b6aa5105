"""A skater's races over a distance: "stolz 1000m"."""

import re
from collections.abc import Collection, Mapping, Sequence

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from events.models import Season
from events.naming.choices import Distance
from events.naming.words import nth
from isuwc.site.views.search.answer import Hit
from isuwc.site.views.search.asked import Asked
from isuwc.site.views.search.closeness import Near
from isuwc.site.views.search.skaters import found_skaters, skater_hit
from standings.models import Cup, Result
from standings.models.result import Status
from standings.scoring.race_states import IN_BRACKETS

# As people write them: 500m, 500 metres, 500
_METRES = "|".join(each.value for each in Distance if each.value.isdigit())
_DISTANCE = re.compile(rf"\b(?:({_METRES})(?: ?(?:m|metres?|meters?))?|(mass)[ -]start)\b", re.IGNORECASE)
MOST_SKATERS = 3
MOST_RACES = 4  # of each, the latest

Links = Sequence[tuple[str, str]]


def over_a_distance(asked: Asked, season: Season | None) -> list[Hit]:
    """Skaters whose names are asked for with a distance that they have skated, each with the cup that it counts for and
    their latest races. Nobody, and no query, where no distance is asked for."""
    found = _DISTANCE.search(asked.typed)
    rest = Asked(" ".join(_DISTANCE.sub(" ", asked.typed).split()), asked.places)
    if found is None or not rest.words:
        return []
    distance = Distance(found[1] or Distance.MASS_START)
    near = [(skater, nearness) for skater, nearness in found_skaters(rest, season)[0] if nearness.near < Near.PART]
    races = _latest_races([skater.pk for skater, _ in near], distance)
    skated = [(skater, nearness) for skater, nearness in near if skater.pk in races][:MOST_SKATERS]
    cups = _cups(season, distance) if season and skated else {}
    return [
        skater_hit(skater, nearness, over=distance.label, links=[*cups.get(skater.category, ()), *races[skater.pk]])
        for skater, nearness in skated
    ]


def _latest_races(skaters: Collection[int], distance: Distance) -> Mapping[int, Links]:
    """By skater: 1st in Hamar 2025/26, with the race's address; the latest first. One query, none without a skater."""
    order = [F("race__event__start_date").desc(), F("race__number").desc()]
    place = Window(RowNumber(), partition_by="competitor", order_by=order)
    results = Result.objects.filter(competitor__in=skaters, race__distance=distance).annotate(latest=place)
    rows = results.filter(latest__lte=MOST_RACES).select_related("race__event__season", "race__event__venue")
    found: dict[int, list[tuple[str, str]]] = {}
    for row in rows.order_by("competitor", "latest") if skaters else ():
        found.setdefault(row.competitor_id, []).append((_said(row), row.race.get_absolute_url()))
    return found


def _said(result: Result) -> str:
    event = result.race.event
    place = nth(result.rank) if result.status == Status.OK and result.rank else result.place_text
    sure = IN_BRACKETS.get(result.race.result_state, "")
    return f"{place} in {event.venue.city} {event.season.name}{sure}".strip()


def _cups(season: Season, distance: Distance) -> Mapping[str, Links]:
    """By category, those of the season for which the distance counts. One query."""
    found: dict[str, list[tuple[str, str]]] = {}
    for cup in Cup.objects.of(season).filter(cup_scales__distance=distance).distinct():
        found.setdefault(cup.category, []).append((f"{cup.title} standings", cup.get_absolute_url()))
    return found
