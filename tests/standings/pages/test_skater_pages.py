"""All skaters, and one."""

import pytest

from standings.views.skaters import MOST
from tests.factories import events
from tests.factories import standings as factories
from tests.markup import flat

pytestmark = pytest.mark.django_db


def names(context):
    return [(letter, [skater.name for skater in skaters]) for letter, skaters in context["letters"]]


def test_skaters_stand_under_the_letter_of_their_family_name(client):
    for name in ("Damian Żurek", "Femke Kok", "Nikola Zdráhalová", "Yevgeniy Koshkin"):
        factories.skater(name)
    factories.skater("Jenning de Boo", given_name="Jenning", family_name="de Boo")
    factories.team("NOR")
    assert names(client.get("/skaters/").context) == [
        ("B", ["Jenning de Boo"]),
        ("K", ["Femke Kok", "Yevgeniy Koshkin"]),
        ("Z", ["Nikola Zdráhalová", "Damian Żurek"]),
    ]


def test_skaters_are_found_without_accents_and_by_country(client):
    factories.skater("Damian Żurek", country=events.country("POL"))
    factories.skater("Damian Other", country=events.country("NED"))
    assert names(client.get("/skaters/", {"q": "zurek"}).context) == [("Z", ["Damian Żurek"])]
    assert names(client.get("/skaters/", {"q": "damian", "country": "ned"}).context) == [("O", ["Damian Other"])]
    assert names(client.get("/skaters/", {"q": "nobody"}).context) == []


def test_skaters_are_found_by_category_and_letter(client):
    factories.skater("Femke Kok")
    factories.skater("Jordan Kim", category="men")
    factories.skater("Joy Beune")
    assert names(client.get("/skaters/", {"category": "men"}).context) == [("K", ["Jordan Kim"])]
    assert names(client.get("/skaters/", {"letter": "b"}).context) == [("B", ["Joy Beune"])]
    for odd in ({"category": "mixed"}, {"letter": "x"}, {"letter": "be"}):
        assert [letter for letter, _ in names(client.get("/skaters/", odd).context)] == ["B", "K"]


def test_of_many_skaters_a_page_shows_those_of_a_letter_with_ways_to_the_others(client):
    for number in range(MOST):
        factories.skater(f"Anna K{number}")
    assert len(client.get("/skaters/").context["letters"][0][1]) == MOST
    factories.skater("Joy Beune")
    page = client.get("/skaters/", {"category": "women"})
    assert names(page.context) == [("B", ["Joy Beune"])]
    others = [("B", "?category=women&letter=B"), ("K", "?category=women&letter=K")]
    assert (page.context["count"], page.context["others"]) == (MOST + 1, others)
    assert [letter for letter, _ in names(client.get("/skaters/", {"letter": "K"}).context)] == ["K"]


@pytest.mark.parametrize("count", [1, 40])
def test_skaters_cost_one_query(client, django_assert_num_queries, count):
    for number in range(count):
        factories.skater(f"Skater Number{number}")
    with django_assert_num_queries(1):
        client.get("/skaters/")


def test_race_that_counts_for_no_cup_stands_among_others(client):
    result = factories.result(events.race(distance="1000"))
    record = client.get(result.competitor.get_absolute_url()).context["seasons"][0]
    assert [(cup.cup, cup.standing, cup.lines) for cup in record.cups] == [(None, None, ((result, None),))]


def test_who_was_absent_or_withdrew_skated_no_race(client):
    skater = factories.skater()
    season, other = events.season(2025), events.season(2024)
    for number, status in enumerate(("OK", "DNF", "DQ", "DNS", "WDR"), 1):
        race = events.race(event=events.event(season=season, number=number))
        factories.result(race, skater, status=status, hundredths=3700 if status == "OK" else None)
    factories.result(events.race(event=events.event(season=other)), skater, status="WDR")
    response = client.get(skater.get_absolute_url())
    assert (response.context["career"].races, [each.races for each in response.context["seasons"]]) == (3, [3, 0])
    assert "3 World Cup races in 2025/26, as far as they are known here." in flat(response.text)
    assert [len(cup.lines) for season in response.context["seasons"] for cup in season.cups] == [5, 1]


def test_skater_without_results_says_so(client):
    skater = factories.skater()
    assert "There is no World Cup result under this name here." in flat(client.get(skater.get_absolute_url()).text)


def test_skater_that_is_not_is_not_found(client):
    assert client.get("/skaters/nobody/").status_code == 404
