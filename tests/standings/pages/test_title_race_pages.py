"""Who can still win, as pages tell it."""

import datetime

import pytest

from tests.factories import events
from tests.markup import flat
from tests.standings.pages.seasons import CUP, small_season

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_season(monkeypatch):
    """Pages are read on 20 November 2025, after the events of 14 to 16 November."""
    now = datetime.datetime(2025, 11, 20, 12, tzinfo=datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def coming(season):
    """An event of the season that isn't over."""
    return events.event(season=season, start_date=datetime.date(2025, 11, 28))


def test_title_race_tells_who_can_still_win_and_what_each_needs(client, in_season):
    cup = small_season(competitors=3, rounds=3)  # 180, 162, 144
    events.race(event=coming(cup.season))
    outlook = client.get(CUP).context["outlook"]
    assert [(each.row.standing.competitor.name, each.chance.state, each.needs) for each in outlook.contenders] == [
        ("Skater 00", "open", "can win without another point; sure with 4th place or better"),
        ("Skater 01", "open", "needs at least 20th place; not in own hands"),
        ("Skater 02", "open", "needs at least 6th place; not in own hands"),
    ]
    assert outlook.sentence == (
        "With one race left, three can still win the World Cup 500m Women: Skater 00, Skater 01 and Skater 02. "
        "Skater 00: can win without another point; sure with 4th place or better."
    )


def test_title_is_won_when_nobody_can_come_near(client, in_season):
    cup = small_season(competitors=2, rounds=11)  # 660 against 594: more than a win
    events.race(event=coming(cup.season))
    outlook = client.get(CUP).context["outlook"]
    assert [each.row.standing.competitor.name for each in outlook.winners] == ["Skater 00"]
    assert outlook.sentence == "Skater 00 has won the World Cup 500m Women with one race to spare."


def test_title_is_won_by_the_first_of_the_last_standing(client):
    small_season(competitors=2, rounds=1)
    assert client.get(CUP).context["outlook"].sentence == "Skater 00 has won the World Cup 500m Women with 60 points."


def test_title_stays_open_where_the_programme_of_an_event_is_not_known(client, in_season):
    cup = small_season(competitors=2, rounds=11)
    later = coming(cup.season)
    response = client.get(CUP)
    outlook = response.context["outlook"]
    assert (outlook.unknown, outlook.contenders) == ((later,), ())
    assert "these are the fewest further wins each needs, at 60 points a win, if rivals score no more points:" in flat(
        response.text
    )
    assert [(row.standing.competitor.name, wins) for row, wins in outlook.wins.each] == [("Skater 01", 2)]
    assert outlook.sentence == (
        "After World Cup 11 of 12, Skater 00 leads the World Cup 500m Women by 66 points; "
        "a win at World Cup 12 brings 60."
    )


def test_title_of_a_season_that_is_won_only_by_then_is_told_as_it_was_then(client):
    cup = small_season(competitors=2, rounds=3)
    outlook = client.get(CUP, {"after": "1"}).context["outlook"]
    assert [round.event.number for round in outlook.left] == [2, 3]
    assert [each.chance.state for each in outlook.contenders] == ["open", "open"]
    assert cup.season.events.count() == 3


def test_title_of_a_season_that_is_over_has_no_leader_while_results_are_missing(client):
    cup = small_season(competitors=2, rounds=3)
    events.race(event=events.event(season=cup.season))
    assert client.get(CUP).context["outlook"].sentence == (
        "Without the results of one race, two may have won the World Cup 500m Women: Skater 00 and Skater 01."
    )
    events.event(season=cup.season)
    assert client.get(CUP).context["outlook"].sentence == (
        "After World Cup 3 of 5, Skater 00 was first in the World Cup 500m Women by 18 points."
    )
    response = client.get(CUP)
    assert (response.context["outlook"].wins, response.context["outlook"].has_race) == (None, False)
    assert "Title race" not in response.text
    assert "further win" not in response.text
    assert "Who won is not known here." in flat(response.text)
    assert (
        "The results of World Cup 4 in Stavanger and World Cup 5 in Stavanger are not here, so this is not the final "
        "standing."
    ) in flat(client.get(CUP).text)
