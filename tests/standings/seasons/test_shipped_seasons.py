"""What the loads of the seasons that come with the project leave in the database."""

import datetime

from django.db.models import F

from events.models import Session
from standings.models import Competitor, PublishedStanding, Result, Score, Standing
from standings.scoring.recompute import recompute
from tests.factories import standings as factories


def test_sessions_have_the_times_of_the_sheets_in_utc(season):
    utc = datetime.UTC
    assert list(
        Session.objects.filter(event__season=season, event__number=1, number__lte=3).values_list(
            "number", "name", "starts_at", "ends_at"
        )
    ) == [
        (
            1,
            "Division B",
            datetime.datetime(2025, 11, 14, 16, 36, tzinfo=utc),
            datetime.datetime(2025, 11, 14, 21, 51, tzinfo=utc),
        ),
        (
            2,
            "Division A",
            datetime.datetime(2025, 11, 14, 23, 0, tzinfo=utc),
            datetime.datetime(2025, 11, 15, 2, 11, tzinfo=utc),
        ),
        (
            3,
            "Division B",
            datetime.datetime(2025, 11, 15, 17, 5, tzinfo=utc),
            datetime.datetime(2025, 11, 15, 18, 26, tzinfo=utc),
        ),
    ]


def test_sessions_without_published_times_have_none(season):
    assert list(
        Session.objects.filter(event__season=season, event__number=2).values_list(
            "number", "name", "starts_at", "ends_at"
        )
    ) == [
        (1, "", None, None),
        (2, "", None, None),
        (3, "", None, None),
    ]


def test_result_holds_what_the_sheet_prints(season):
    result = Result.objects.get(
        race__event__season=season,
        race__event__number=1,
        race__slug="women-500m-1",
        competitor__slug="andzelika-wojcik",
    )
    assert (result.rank, result.status, result.time_text, result.thousandth, result.bib) == (10, "OK", "37.34", 2, 316)
    assert (result.pair, result.lane, result.printed_points, result.country_id) == (6, "outer", 31, "POL")


def test_scores_and_standings_are_there_after_the_load(season):
    assert Score.objects.filter(cup__season=season).count() == 2543
    cup = season.cups.get(category="women", slug="500m")
    assert [(s.rank, s.competitor.name, s.total) for s in Standing.objects.newest(cup)[:3]] == [
        (1, "Femke Kok", 360),
        (2, "Yukino Yoshida", 295),
        (3, "Erin Jackson", 256),
    ]


def test_partial_season_has_scores_and_published_places_but_no_standings(partial_season):
    assert Standing.objects.filter(cup__season=partial_season).count() == 0
    first = partial_season.events.get(number=1)
    assert {race.result_state for race in first.races.all()} == {"partial"}
    winner = Result.objects.get(race__event=first, race__slug="women-500m", rank=1)
    assert (winner.competitor.name, winner.scores.get().points) == ("Min-Sun Kim", 60)
    published = PublishedStanding.objects.filter(cup__season=partial_season, cup__category="men", cup__slug="500m")
    assert [(p.rank, p.competitor.name, p.total) for p in published[:2]] == [
        (1, "Laurent Dubreuil", 314),
        (2, "Yuma Murakami", 294),
    ]


def test_skater_of_both_seasons_is_one_competitor(season, partial_season):
    assert Competitor.objects.count() == 377
    kim = Competitor.objects.get(slug="min-sun-kim")
    assert set(kim.results.values_list("race__event__season__slug", flat=True)) == {"2022-23", "2025-26"}


def test_recompute_twice_stores_the_same(season):
    before = factories.stored(season)
    recompute(season)
    assert factories.stored(season) == before


def test_removing_a_race_and_bringing_it_back_restores_the_standings(season):
    before = factories.stored(season)
    race = season.events.get(number=2).races.get(slug="women-500m-1")
    race.result_state = "none"
    race.save()
    recompute(season)
    assert factories.stored(season) != before
    race.result_state = "official"
    race.save()
    recompute(season)
    assert factories.stored(season) == before


def test_long_distances_add_both_distances(season):
    # Beune didn't start in Hamar; the place in Inzell is published, but its round not complete.
    cup = season.cups.get(category="women", slug="long-distances")
    beune = Standing.objects.newest(cup).get(competitor__slug="joy-beune")
    points = Score.objects.filter(cup=cup, result__competitor=beune.competitor)
    assert (beune.total, sorted(points.values_list("result__race__distance", "points"))) == (
        168,
        [("3000", 54), ("3000", 60), ("3000", 60), ("5000", 48)],
    )


def test_printed_points_differ_from_ours_only_where_sheets_are_known_to_be_wrong(season):
    scores = Score.objects.filter(cup__season=season, result__printed_points__isnull=False).exclude(
        result__printed_points=F("points")
    )
    differing = list(
        scores.order_by("result__race__event__number", "result__race__number", "result__line").values_list(
            "result__race__event__number", "result__race__slug", "result__printed_points", "points"
        )
    )
    assert differing[:2] == [(1, "women-mass-start", 44, 43), (1, "men-mass-start", 44, 43)]
    assert {each[:2] for each in differing[2:]} == {(2, "men-mass-start-b")}
    assert {ours - printed for _, _, printed, ours in differing[2:]} == {1}
