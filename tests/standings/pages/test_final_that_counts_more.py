"""A Final that counts one and a half times, from the rules to the pages."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from standings.models import CupScale, Score, Standing
from standings.scoring.recompute import recompute
from tests.factories import events, standings
from tests.markup import flat

pytestmark = pytest.mark.django_db

CUP = "/standings/2025-26/women/500m/"


@pytest.fixture
def cup(monkeypatch):
    """20 November: World Cup 1 is over, World Cup 2 counts once, the Final 1.5-fold; programmes unknown."""
    now = datetime.datetime(2025, 11, 20, 12, tzinfo=datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    made = standings.cup()
    race = events.race(event=events.event(season=made.season))
    for name in ("Anna A", "Berta B", "Clara C", "Dora D"):
        standings.result(race, standings.skater(name))
    events.event(season=made.season, start_date=datetime.date(2025, 11, 28))
    final = events.event(season=made.season, start_date=datetime.date(2025, 12, 12), is_final=True)
    rule = made.cup_scales.get(division="A")
    standings.cup_scale(cup=made, division="A", event=final, scale=rule.scale, multiplier=Decimal("1.5"))
    recompute(made.season)
    return made


def test_win_brings_what_it_brings_at_the_next_event(client, cup):
    response = client.get(CUP)
    assert response.context["outlook"].sentence == (
        "After World Cup 1 of 3, Anna A leads the World Cup 500m Women by 6 points; a win at World Cup 2 brings 60, at "
        "the World Cup Final 90. Three could be first after one more win."
    )
    assert "each needs, at 60 points a win, if rivals score no more points:" in flat(response.text)


def test_half_points_are_stored_ranked_shown_and_given_out(client, cup):
    final = cup.season.events.get(is_final=True)
    race = events.race(event=final)
    for slug in ("dora-d", "clara-c", "berta-b", "anna-a"):
        standings.result(race, standings.Competitor.objects.get(slug=slug))
    recompute(cup.season)
    assert [(row.competitor.name, row.rank, row.total, row.gap) for row in Standing.objects.newest(cup)] == [
        ("Dora D", 1, 133, 0),
        ("Clara C", 2, 129, 4),
        ("Berta B", 3, 126, 7),
        ("Anna A", 4, Decimal("124.5"), Decimal("8.5")),
    ]
    text = flat(client.get(CUP).text)
    assert ">124.5<" in text
    assert ">64.5<" in text
    assert "133.00" not in text
    last = client.get(CUP.rstrip("/") + ".json").json()["standings"][-1]
    assert (last["total"], last["gap"], [each["points"] for each in last["races"]]) == (124.5, 8.5, [60, 64.5])
    assert ",124.5,8.5," in client.get(CUP.rstrip("/") + ".csv").text


@pytest.mark.parametrize("multiplier", ["0.5", "0", "-1"])
def test_multiplier_below_one_is_refused(cup, multiplier):
    with pytest.raises(IntegrityError), transaction.atomic():
        CupScale.objects.filter(cup=cup).update(multiplier=Decimal(multiplier))


def test_points_are_never_negative(cup):
    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.filter(cup=cup).update(points=Decimal("-0.5"))
