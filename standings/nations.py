"""A country's skaters and teams over a season: places in the cups, wins and podiums."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from events.models import Country, Season
from standings.models import Competitor, Cup, Result, Standing


@dataclass(frozen=True)
class Nation:
    """A country in the list: how many of its skaters have results, and its wins and podiums in Division A."""

    country: Country
    skaters: int
    wins: int
    podiums: int


@dataclass(frozen=True)
class CupOfNation:
    cup: Cup
    standings: tuple[Standing, ...]


@dataclass(frozen=True)
class SeasonOfNation:
    season: Season
    wins: int
    podiums: int
    cups: tuple[CupOfNation, ...]


FOR_MEDALS = ~Q(race__division="B") & ~Q(race__phase__startswith="semi-final") & Q(status="OK")


def nations() -> list[Nation]:
    """All countries for which somebody has started, by name. Two queries."""
    counted = (
        Result.objects.order_by()
        .values("country")
        .annotate(
            skaters=Count("competitor", filter=Q(competitor__kind=Competitor.Kind.SKATER), distinct=True),
            wins=Count("pk", filter=FOR_MEDALS & Q(rank=1)),
            podiums=Count("pk", filter=FOR_MEDALS & Q(rank__lte=3)),
        )
    )
    by_country = {row["country"]: row for row in counted}
    return [
        Nation(country, row["skaters"], row["wins"], row["podiums"])
        for country in Country.objects.filter(pk__in=by_country).order_by("name")
        if (row := by_country[country.pk])
    ]


def season_of_nation(country: Country, season: Season) -> SeasonOfNation:
    """The newest standings of the country's competitors in each cup, and what it won. Two queries."""
    won: Counter[int | None] = Counter(
        Result.objects.filter(FOR_MEDALS, race__event__season=season, country=country, rank__lte=3).values_list(
            "rank", flat=True
        )
    )
    standings = (
        Standing.objects.newest()
        .filter(cup__season=season, competitor__country=country)
        .select_related("competitor__country", "cup__season")
        .order_by("cup__position", "-cup__category", "rank", "competitor__family_name")
    )
    cups: dict[int, list[Standing]] = {}
    for standing in standings:
        cups.setdefault(standing.cup_id, []).append(standing)
    return SeasonOfNation(
        season, won[1], sum(won.values()), tuple(CupOfNation(rows[0].cup, tuple(rows)) for rows in cups.values())
    )


def seasons_of(country: Country) -> list[Season]:
    """The seasons in which somebody started for the country, newest first."""
    started = Result.objects.filter(country=country).values("race__event__season")
    return list(Season.objects.filter(pk__in=started).order_by("-start_year"))
