import pytest
from django.db import IntegrityError, transaction

from events.models.programme import Phase
from standings.models import Competitor, Cup, CupScale, Result, Standing
from tests.events.refusals import commit
from tests.factories import events
from tests.factories import standings as factories

pytestmark = pytest.mark.django_db


def refused(constraint, make):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make()
        commit()


def test_skater_has_a_slug_of_plain_letters_and_a_page():
    skater = factories.skater("Andżelika Wójcik", country=events.country("POL"))
    assert (skater.slug, skater.get_absolute_url()) == ("andzelika-wojcik", "/skaters/andzelika-wojcik/")


def test_team_is_once_per_country_and_category():
    team = factories.team("NOR", category="women")
    factories.team("NOR", category="men")
    assert (team.slug, team.get_absolute_url()) == ("team-nor-women", "/skaters/team-nor-women/")
    refused("team_once_per_country_and_category", lambda: factories.team("NOR", category="women", slug="other"))


def test_skater_without_family_name_is_refused():
    refused("competitor_skater_has_family_name", lambda: factories.skater(family_name=""))


def test_team_with_family_name_is_refused():
    refused("competitor_skater_has_family_name", lambda: factories.team(family_name="Kok"))


def test_mixed_skater_is_refused():
    refused("competitor_category_fits_kind", lambda: factories.skater(category="mixed"))


@pytest.mark.parametrize("words", ["zurek", "ŻUREK", "damian zurek", "Żurek Damian", "dam"])
def test_matching_finds_a_name_by_its_words_without_accents(words):
    zurek = factories.skater("Damian Żurek", category="men")
    factories.skater("Marek Kania", category="men")
    assert list(Competitor.objects.matching(words)) == [zurek]


def test_matching_needs_every_word():
    factories.skater("Damian Żurek", category="men")
    assert list(Competitor.objects.matching("damian kania")) == []


def test_result_is_once_per_race_and_competitor():
    result = factories.result()
    refused("result_competitor_once_in_race", lambda: factories.result(result.race, result.competitor))


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("result_rank_from_one", {"rank": 0}),
        ("result_no_start_no_rank", {"status": "DNS", "rank": 3}),
        ("result_no_start_no_rank", {"status": "WDR", "hundredths": 3648}),
        ("result_thousandth_is_a_digit_of_a_time", {"thousandth": 4}),
        ("result_thousandth_is_a_digit_of_a_time", {"thousandth": 10, "hundredths": 3648}),
        ("result_status_known", {"status": "XX"}),
        ("result_lane_known", {"lane": "middle"}),
        ("result_time_positive", {"hundredths": 0}),
    ],
)
def test_result_that_cannot_be_is_refused(constraint, values):
    refused(constraint, lambda: factories.result(**values))


def test_disqualified_with_printed_rank_is_kept():
    assert factories.result(status="DQ", rank=24, printed_points=0).place_text == "DQ"


def test_times_are_written_as_sheets_write_them():
    result = factories.result(hundredths=6701, thousandth=2)
    assert (result.time_text, result.thousandth_text) == ("1:07.01", "(2)")


def test_behind_counts_from_the_winner():
    race = events.race()
    for hundredths, rank, status in [(3648, 1, "OK"), (3687, 2, "OK"), (None, 3, "OK"), (5000, None, "DQ")]:
        factories.result(race, hundredths=hundredths, rank=rank, status=status)
    results = Result.objects.with_winning_time().order_by("line")
    assert [result.behind for result in results] == ["", "+0.39", "", ""]


def test_podium_holds_the_first_three_and_who_shares():
    race = events.race()
    for rank in [1, 2, 3, 3, 5]:
        factories.result(race, rank=rank)
    assert [result.rank for result in race.results.podium()] == [1, 2, 3, 3]


def test_division_b_and_semi_finals_have_no_podium():
    on = events.event()
    winner_b = factories.result(events.race(event=on, division="B"))
    semi = factories.result(events.race(event=on, distance="mass-start", division="", phase="semi-final-1"))
    final = factories.result(events.race(event=on, distance="mass-start", division="", phase="final"))
    assert [winner_b.is_podium, semi.is_podium, final.is_podium] == [False, False, True]


def test_what_is_for_medals_is_the_same_in_sql():
    on = events.event()
    kinds = [("500", "A", ""), ("500", "B", ""), *(("mass-start", "", phase) for phase in Phase.values)]
    for distance, division, phase in kinds:
        race = events.race(event=on, distance=distance, division=division, phase=phase)
        for rank, status in [(1, "OK"), (1, "DQ"), (3, "OK"), (4, "OK"), (None, "OK")]:
            factories.result(race, rank=rank, status=status)
    rows = list(Result.objects.select_related("race").order_by("pk"))
    assert list(Result.objects.for_medals().order_by("pk")) == [row for row in rows if row.is_for_medals]
    podium = Result.objects.for_medals().podium().order_by("pk")
    assert list(podium) == [row for row in rows if row.is_podium] != []
    found = Result.objects.podiums_and_winners().order_by("pk")
    assert list(found) == [row for row in rows if row.is_podium or (row.status == "OK" and row.rank == 1)]
    first = Result.objects.winners().order_by("pk").values_list("race", flat=True)
    assert list(first) == list(on.races.order_by("pk").values_list("pk", flat=True))


def test_cups_are_in_one_order():
    """By distance, women first, the newest season first."""
    cups = [
        factories.cup(season=events.season(year), slug=slug, position=position, category=category, scales=())
        for year, slug, position, category in [
            (2024, "500m", 1, "women"),
            (2025, "1000m", 2, "men"),
            (2025, "1000m", 2, "women"),
            (2025, "500m", 1, "men"),
        ]
    ]
    assert list(Cup.objects.newest_first()) == [cups[3], cups[2], cups[1], cups[0]]
    assert list(Cup.objects.filter(season=cups[1].season)) == [cups[3], cups[2], cups[1]]
    assert list(Cup.objects.seasons()) == [cups[1].season, cups[0].season]


def test_cup_is_once_in_season_and_category():
    cup = factories.cup()
    factories.cup(category="men", season=cup.season, scales=())
    refused("cup_once_in_season_and_category", lambda: factories.cup(season=cup.season, scales=()))


def test_cup_scale_is_once_per_race_even_without_an_event():
    cup = factories.cup()
    scale = cup.cup_scales.get(division="A").scale
    refused("cup_scale_once_per_race", lambda: factories.cup_scale(cup=cup, division="A", scale=scale))


def test_scale_of_one_event_goes_before_that_of_all():
    cup = factories.cup()
    final, other = events.event(season=cup.season), events.event(season=cup.season)
    doubled = factories.cup_scale(
        cup=cup, division="A", event=final, multiplier=2, scale=cup.cup_scales.get(division="A").scale
    )
    assert CupScale.objects.for_race(events.race(event=final)).first() == doubled
    assert CupScale.objects.for_race(events.race(event=other)).first().multiplier == 1


def test_newest_standings_of_one_cup_and_of_all():
    cups = [factories.cup(), factories.cup(slug="1000m", scales=())]
    standings = [
        factories.standing(cup=cup, race=events.race(), competitor=factories.skater(f"S {cup.slug}")) for cup in cups
    ]
    assert list(Standing.objects.newest(cups[0])) == [standings[0]]
    assert set(Standing.objects.newest()) == set(standings)


@pytest.mark.parametrize(("previous", "movement", "lost"), [(3, 2, 0), (1, 0, 0), (None, None, 0)])
def test_movement_is_places_won(previous, movement, lost):
    standing = Standing(rank=1, previous_rank=previous)
    assert (standing.movement, standing.places_lost) == (movement, lost)


def test_movement_down_counts_places_lost():
    standing = Standing(rank=4, previous_rank=1)
    assert (standing.movement, standing.places_lost) == (-3, 3)
