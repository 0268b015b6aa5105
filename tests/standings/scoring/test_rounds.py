"""Which races count for a cup."""

import pytest

from events.models import Race
from standings.models import Cup
from standings.scoring.rounds import counting_races, cup_scale
from tests.factories import events
from tests.factories import standings as factories


def test_races_of_a_real_season_count_where_a_scale_is_for_them(season):
    races = list(Race.objects.filter(event__season=season))
    found = {cup: counting_races(cup, races) for cup in Cup.objects.of(season).with_scales()}
    assert found == {cup: [race for race in races if cup_scale(cup, race)] for cup in found}
    assert sum(map(len, found.values())) > 100


@pytest.mark.django_db
def test_scale_of_one_event_is_for_that_event_alone():
    cup = factories.cup()
    scale = cup.cup_scales.get(division="A").scale
    first, final = (events.event(season=cup.season) for _ in range(2))
    factories.cup_scale(cup=cup, distance="1000", division="A", event=final, scale=scale)
    races = [events.race(event=event, distance="1000") for event in (first, final)]
    assert counting_races(cup, races) == races[1:]
    men = events.race(event=final, distance="1000", category="men")
    assert counting_races(cup, [men]) == []
