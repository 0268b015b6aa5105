"""A country's skaters and teams over a season: places in the cups, wins and podiums."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from events.models import Country, Season
from standings.models import Competitor, Cup, PublishedStanding, Result, Standing
from standings.models.result import FIRST, FIRST_THREE, FOR_MEDALS
from standings.models.standing import published_leaders
from standings.pages.known_seasons import KnownSeason, known_seasons
from standings.scoring.headlines import Headlines, set_headlines
from standings.scoring.progress import SeasonProgrammes


@dataclass(frozen=True)
class Nation:
    """A country in the list: how many of its skaters have started, and its wins and podiums in Division A.

    Wins and podiums are those of the seasons that count them.
    """

    country: Country
    skaters: int
    wins: int
    podiums: int


@dataclass(frozen=True)
class CupOfNation:
    """A cup with the places of the country's competitors in its headline standing."""

    cup: Cup
    standings: tuple[Standing, ...]

    @property
    def winners(self) -> list[PublishedStanding]:
        """Which of them won the cup as published."""
        country = self.standings[0].competitor.country_id if self.standings else ""
        return [place for place in self.cup.champions if place.competitor.country_id == country]

    @property
    def after(self) -> str:
        """After World Cup 3 of 5, final …"""
        status = self.cup.headline
        return f"provisional, {status.words.short}" if status.is_provisional else str(status.words.short)


@dataclass(frozen=True)
class SeasonOfNation:
    season: Season
    wins: int
    podiums: int
    cups: tuple[CupOfNation, ...]
    notes: list[str]
    known: KnownSeason


@dataclass(frozen=True)
class Nations:
    """All countries with a starter, and the seasons whose wins and podiums are counted."""

    all: list[Nation]
    with_wins: list[Season]
    with_podiums: list[Season]


def nations() -> Nations:
    """All countries with a starter, by name. Five queries, or six."""
    seasons = list(Season.objects.filter(events__races__results__isnull=False).distinct().order_by("-start_year"))
    known = known_seasons([season.pk for season in seasons])
    with_wins = [season for season in seasons if known[season.pk].counts_wins]
    with_podiums = [season for season in seasons if known[season.pk].counts_podiums]
    counted = (
        Result.objects.started()
        .order_by()
        .values("country")
        .annotate(
            skaters=Count("competitor", filter=Q(competitor__kind=Competitor.Kind.SKATER), distinct=True),
            wins=Count("pk", filter=FOR_MEDALS & FIRST & Q(race__event__season__in=with_wins)),
            podiums=Count("pk", filter=FOR_MEDALS & FIRST_THREE & Q(race__event__season__in=with_podiums)),
        )
    )
    by_country = {row["country"]: row for row in counted}
    found = [
        Nation(country, row["skaters"], row["wins"], row["podiums"])
        for country in Country.objects.filter(pk__in=by_country).order_by("name")
        if (row := by_country[country.pk])
    ]
    return Nations(found, with_wins, with_podiums)


def season_of_nation(country: Country, season: Season) -> SeasonOfNation:
    """The places of the country's competitors in each cup, with its wins and podiums. Nine or ten queries.

    Places are those of the cup's headline standing: a race that is only partly in would leave competitors out.
    """
    won: Counter[int | None] = Counter(
        Result.objects.for_medals()
        .podium()
        .filter(race__event__season=season, country=country)
        .values_list("rank", flat=True)
    )
    cups = list(Cup.objects.of(season).with_scales().prefetch_related(published_leaders()))
    set_headlines(cups, SeasonProgrammes([season]))
    races = {cup.headline.race.pk for cup in cups if cup.headline.race}
    found = Standing.objects.filter(cup__season=season, race__in=races, competitor__country=country)
    rows = list(found.with_competitor().order_by("rank", "competitor__family_name"))
    of_cups = [CupOfNation(cup, tuple(row for row in rows if row.cup_id == cup.pk)) for cup in cups]
    skated = tuple(each for each in of_cups if each.standings)
    notes = Headlines(tuple(each.cup for each in skated)).notes
    known = known_seasons([season.pk])[season.pk]
    return SeasonOfNation(season, won[1], sum(won.values()), skated, notes, known)


def seasons_of(country: Country) -> list[Season]:
    """The seasons in which the country had a starter, newest first."""
    started = Result.objects.filter(country=country).values("race__event__season")
    return list(Season.objects.filter(pk__in=started).order_by("-start_year"))
