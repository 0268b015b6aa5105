"""Competitors, results, cups with their scales, and standings."""

from typing import Any

from events.calendar.season_data import load_calendar
from events.models import Race, Season, Session
from standings.models import (
    Competitor,
    Cup,
    CupScale,
    NoteMeaning,
    PublishedStanding,
    Result,
    Scale,
    Score,
    Standing,
    Start,
    StartList,
)
from standings.scoring.recompute import recompute
from tests.factories import events

A_POINTS = [60, 54, 48, 43, 40, 38, 36, 34, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21]
B_POINTS = [28, 24, 21, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]


def forget_from(season: Season, number: int) -> None:
    """The season as it was known before that event: of it and later ones there is the calendar alone."""
    later = season.events.filter(number__gte=number)
    PublishedStanding.objects.filter(cup__season=season, event__in=later).delete()
    Result.objects.filter(race__event__in=later).delete()
    Race.objects.filter(event__in=later).delete()
    Session.objects.filter(event__in=later).delete()
    later.update(programme_is_whole=False, distances_are_whole=False, programme_source="")
    recompute(season)


def skater(name: str = "Femke Kok", **values: Any) -> Competitor:
    """A woman of the Netherlands unless told otherwise; the last word of the name is the family name."""
    given, _, family = name.rpartition(" ")
    values.setdefault("country", None)
    values["country"] = values["country"] or events.country("NED")
    return Competitor.objects.create(
        **{"name": name, "given_name": given, "family_name": family, "category": "women", **values}
    )


def team(noc: str = "NOR", **values: Any) -> Competitor:
    country = events.country(noc)
    return Competitor.objects.create(
        **{"kind": "team", "name": country.name, "country": country, "category": "men", **values}
    )


def result(race: Race | None = None, competitor: Competitor | None = None, **values: Any) -> Result:
    """The next line of the race: ranked by its line, unless a rank, or another status than OK, is given."""
    race = race or events.race()
    competitor = competitor or skater(f"Skater Number{Competitor.objects.count() + 1}", category=race.category)
    line = race.results.count() + 1
    status = values.get("status", "OK")
    defaults = {"line": line, "rank": line if status == "OK" else None, "country": competitor.country}
    if race.result_state == "none":
        race.result_state = "official"
        race.save()
    return Result.objects.create(race=race, competitor=competitor, **{**defaults, **values})


def start_list(race: Race, *skaters: Competitor, **values: Any) -> StartList:
    """Of these skaters, in pairs from 1 on, the first of each in the inner lane."""
    for at, who in enumerate(skaters):
        start(race, who, pair=at // 2 + 1, lane="outer" if at % 2 else "inner")
    defaults = {"source": "A start list", "known_date": race.session.date, "known_start": race.starts_at}
    return StartList.objects.create(race=race, **{**defaults, **values})


def start(race: Race, competitor: Competitor, **values: Any) -> Start:
    """The next line of the race's start list."""
    defaults = {"line": race.starts.count() + 1, "country": competitor.country}
    return Start.objects.create(race=race, competitor=competitor, **{**defaults, **values})


def note_meaning(**values: Any) -> NoteMeaning:
    """What a sheet says of T10, of a race of its own unless told which."""
    defaults = {"code": "T10", "words": "Cutting the inner line in the curve", "rule": ""}
    return NoteMeaning.objects.create(**{"race": values.pop("race", None) or events.race(), **defaults, **values})


def scale(**values: Any) -> Scale:
    """The scale of Division A at the shorter distances in 2025/26."""
    values.setdefault("season", None)
    values["season"] = values["season"] or events.season()
    season, name = values.pop("season"), values.pop("name", "Division A")
    defaults = {"points": A_POINTS, "dnf_scores": True, "source": "A test", **values}
    return Scale.objects.get_or_create(season=season, name=name, defaults=defaults)[0]


def cup(**values: Any) -> Cup:
    """500m women of 2025/26 with Division A and B on their scales; `scales=()` for one without."""
    scales = values.pop("scales", None)
    values.setdefault("season", None)
    values["season"] = values["season"] or events.season()
    defaults = {"category": "women", "slug": "500m", "name": "500m", "position": 1, "tie_breaks": ["countback"]}
    made = Cup.objects.create(**{**defaults, **values})
    if scales is None:
        division_b = scale(season=made.season, name="Division B", points=B_POINTS, dnf_scores=False)
        cup_scale(cup=made, division="A", scale=scale(season=made.season))
        cup_scale(cup=made, division="B", scale=division_b)
    return made


def cup_scale(**values: Any) -> CupScale:
    values.setdefault("distance", "500")
    return CupScale.objects.create(**values)


def standing(**values: Any) -> Standing:
    """A newest standing with 60 points, as `recompute` would store it."""
    defaults = {"rank": 1, "total": 60, "gap": 0, "is_newest": True}
    return Standing.objects.create(**{**defaults, **values})


def published_standing(**values: Any) -> PublishedStanding:
    return PublishedStanding.objects.create(**{"rank": 1, "total": 314, "source": "A newspaper", **values})


def calendar(start_year: int = 2025) -> Season:
    """The season with its real events, before `load_results`."""
    load_calendar()
    return Season.objects.get(start_year=start_year)


def stored(season: Season) -> tuple[list[Any], list[Any]]:
    """All that recompute stores of a season, but for the ids."""
    scores = Score.objects.filter(cup__season=season)
    standings = Standing.objects.filter(cup__season=season)
    fields = "cup", "race", "competitor", "rank", "total", "gap", "previous_rank", "tie", "is_newest"
    return (
        sorted(scores.values_list("cup", "result__race", "result__competitor", "points", "counts", "reason")),
        sorted(standings.values_list(*fields), key=str),
    )
