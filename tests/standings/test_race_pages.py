"""A race's result."""

import pytest

from standings.recompute import recompute
from tests.factories import events
from tests.factories import standings as factories

pytestmark = pytest.mark.django_db

RACE = "/events/2025-26/1-salt-lake-city/men-1000m/"


def test_race_without_result_says_so(client):
    race = events.race()
    response = client.get(race.get_absolute_url())
    assert response.context["lines"] == []
    assert "The result of this race is not known here." in response.text


@pytest.mark.parametrize("size", [2, 30])
def test_race_costs_four_queries_whatever_its_size(client, django_assert_num_queries, size):
    cup = factories.cup()
    race = events.race()
    for number in range(size):
        factories.result(race, factories.skater(f"Skater {number}", slug=f"skater-{number}"), hundredths=3600 + number)
        events.race(event=race.event, ordinal=number + 1)
    recompute(cup.season)
    address = race.get_absolute_url()
    with django_assert_num_queries(4):
        client.get(address)
