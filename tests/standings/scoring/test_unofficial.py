"""A standing counts an unofficial result, and says so; it is not final."""

import pytest

from standings.results.event_results import results_of
from standings.scoring.recompute import recompute
from tests.factories import events
from tests.factories import standings as factories
from tests.markup import flat

pytestmark = pytest.mark.django_db


def test_standing_with_an_unofficial_result_is_provisional_and_never_final(client):
    cup = factories.cup()
    event = events.event(season=cup.season, number=1)
    races = [events.race(event=event, division=division) for division in ("A", "B")]
    for race in races:
        factories.result(race)
    recompute(cup.season)
    status = client.get(cup.get_absolute_url()).context["table"].status
    assert (status.is_provisional, status.is_final) == (False, True)
    races[1].result_state, races[1].source = "unofficial", "A report"
    races[1].save()
    recompute(cup.season)
    table = client.get(cup.get_absolute_url()).context["table"]
    assert (table.status.is_provisional, table.status.is_final, table.status.is_complete) == (True, False, True)
    assert table.status.words.provisional == "at World Cup 1 Division B is unofficial so far"
    assert [row.standing.total for row in table.rows] == [60, 28]
    (missing,) = results_of(event).missing
    assert (missing.race, missing.explanation) == (races[1], "the result is unofficial so far")
    page = flat(client.get(races[1].get_absolute_url()).text)
    assert "Unofficial result" in page
    assert "may differ from the official one, which is not in yet. Source: A report." in page
