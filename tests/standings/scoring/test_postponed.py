"""Events and sessions that are postponed, and programmes of which nothing is known: what is said, and what isn't."""

import csv
import datetime
import io

import pytest

from events.models.planned import Plan
from standings.models import Competitor, Cup
from standings.pages.cups.tables import cup_table
from standings.results.event_results import results_of
from standings.scoring.headlines import headlines
from standings.scoring.recompute import recompute
from tests.factories import events
from tests.factories import standings as factories
from tests.markup import flat

pytestmark = pytest.mark.django_db


def skated(event, **values):
    race = events.race(event=event, **values)
    for skater in Competitor.objects.order_by("pk"):
        factories.result(race, skater)
    return race


@pytest.fixture
def cup():
    for name in ("Anna A", "Berta B"):
        factories.skater(name)
    return factories.cup()


def page_of(client, cup):
    response = client.get(cup.get_absolute_url())
    return response.context["table"].status, response


def csv_state(client, cup, **query):
    data = client.get(f"{cup.get_absolute_url().rstrip('/')}.csv", query).content.decode("utf-8-sig")
    return {(row["state"], row["missing"]) for row in csv.DictReader(io.StringIO(data))}


def test_postponed_event_is_no_missing_result(client, cup):
    first, second, third = (events.event(season=cup.season) for _ in range(3))
    skated(first)
    events.race(event=second)
    skated(third)
    second.plan = Plan.POSTPONED
    second.save()
    recompute(cup.season)
    status, response = page_of(client, cup)
    assert (status.is_provisional, status.is_complete, status.is_final, status.is_over) == (False, True, False, False)
    assert status.words.lede == "After World Cup 3 of 3, Stavanger."
    assert status.words.earlier == ["World Cup 2 is postponed"]
    assert status.missing_events == ()
    assert '<p class="notice">World Cup 2 is postponed.</p>' in flat(response.text)
    assert response.context["outlook"].sentence.startswith("With one race left, two can still win ")
    assert csv_state(client, cup) == {("complete so far", "World Cup 2 is postponed")}
    home = headlines(Cup.objects.select_related("season"))
    assert home.title == "Who leads after World Cup 3 of 3"
    assert home.notes == ["World Cup 2 in Stavanger is postponed."]
    assert client.get(f"{cup.get_absolute_url().rstrip('/')}.json").json()["events"][1]["state"] == "postponed"


@pytest.mark.parametrize("is_whole", [True, False])
def test_season_whose_final_is_postponed_is_not_over(client, cup, is_whole):
    skated(events.event(season=cup.season))
    final = events.event(season=cup.season, is_final=True, plan=Plan.POSTPONED, programme_is_whole=is_whole)
    if is_whole:
        events.race(event=final)
    recompute(cup.season)
    status, response = page_of(client, cup)
    assert (status.is_over, status.is_final, status.is_provisional) == (False, False, False)
    assert status.words.since_and_so == (
        "the World Cup Final in Stavanger is postponed, so this is not the final standing"
    )
    assert " was first " not in response.context["outlook"].sentence
    home = headlines(Cup.objects.select_related("season"))
    assert home.notes == ["World Cup Final in Stavanger is postponed."]
    assert home.title == "Who leads after World Cup 1 of 2"


def test_season_is_over_when_the_postponed_event_has_its_results(cup):
    event = events.event(season=cup.season)
    skated(event)
    event.plan = Plan.POSTPONED
    event.save()
    recompute(cup.season)
    status = cup_table(cup).status
    assert (status.is_over, status.is_final) == (True, True)


@pytest.mark.parametrize(("ordinal", "division"), [(2, "A"), (1, "B")])
def test_postponed_session_is_no_missing_result(client, cup, ordinal, division):
    """A whole race, or the other division of one that was skated."""
    event = events.event(season=cup.season)
    race = skated(event, ordinal=1)
    later = events.session(event=event, plan=Plan.POSTPONED)
    open_race = events.race(session=later, ordinal=ordinal, division=division)
    recompute(cup.season)
    status, response = page_of(client, cup)
    is_whole_race = ordinal == 2
    missing = "the 2nd 500m is postponed" if is_whole_race else "Division B is postponed"
    only = "the 1st 500m" if is_whole_race else "Division A"
    assert status.words.lede == f"After World Cup 1, {only} only: {missing}."
    assert (status.is_provisional, status.is_final, status.is_over, status.is_complete) == (
        False,
        False,
        False,
        is_whole_race,
    )
    assert csv_state(client, cup) == {("complete so far" if is_whole_race else "within an event", missing)}
    assert results_of(event).urgent == []
    assert [(each.race, each.explanation) for each in results_of(event).missing] == [(open_race, "postponed")]
    absences = {absence for _, cells in response.context["table"].lines for _, absence, _ in cells}
    assert absences == {"did not skate" if is_whole_race else "Division B postponed"}
    page = client.get(race.get_absolute_url())
    assert ([*page.context["missing_parts"]], page.context["postponed_parts"]) == (
        [],
        [] if is_whole_race else [open_race],
    )
    assert client.get(open_race.get_absolute_url()).context["absence"][0] == "Postponed"


def test_event_is_over_when_its_last_day_is_at_the_venue(cup):
    """01:00 UTC on Monday is Sunday evening in Calgary, where the last race may still be on."""
    calgary = events.venue("Calgary", time_zone="America/Edmonton")
    skated(events.event(season=cup.season))
    last = events.event(season=cup.season, venue=calgary, end_date=datetime.date(2025, 11, 16))
    recompute(cup.season)
    monday = datetime.datetime(2025, 11, 17, 1, tzinfo=datetime.UTC)
    assert (cup_table(cup, at=monday).status.missing_events, cup_table(cup, at=monday).status.is_over) == ((), False)
    midnight = monday.replace(hour=7)
    assert cup_table(cup, at=midnight).status.missing_events == (last,)
    assert cup_table(cup, at=midnight).status.is_over
    assert cup_table(cup, at=midnight - datetime.timedelta(seconds=1)).status.missing_events == ()


def test_cup_of_which_no_race_is_known_at_an_event_with_results_is_not_said_to_miss_them(client, cup):
    """Nobody has said that the programme is complete, and there may have been a race of this cup."""
    skated(events.event(season=cup.season))
    others = events.event(season=cup.season, programme_is_whole=False)
    factories.result(events.race(event=others, distance="1500"))
    recompute(cup.season)
    status, response = page_of(client, cup)
    assert status.missing_events == ()
    assert status.words.since_and_so == (
        "whether World Cup 2 in Stavanger had a race of this cup is not known here, so this may not be the final "
        "standing"
    )
    assert "not here" not in flat(response.text)
    skated(events.event(season=cup.season))
    recompute(cup.season)
    status, _ = page_of(client, cup)
    assert status.words.earlier == ["whether World Cup 2 had a race of this cup is not known here"]
    assert (status.is_provisional, status.is_final) == (True, False)
    others.programme_is_whole = True
    others.save()
    status, _ = page_of(client, cup)
    assert (status.words.earlier, status.is_final) == ([], True)


def test_standing_that_the_rest_of_its_event_comes_after_is_not_provisional_in_csv(client, cup):
    event = events.event(season=cup.season)
    skated(event, ordinal=1, division="B")
    skated(event, ordinal=1, division="A")
    skated(event, ordinal=2, division="A")
    recompute(cup.season)
    assert csv_state(client, cup) == {("final", "")}
    within_event = {("within an event", "the 2nd 500m comes after it")}
    within_race = {("within an event", "Division A of the 1st 500m and the 2nd 500m come after it")}
    assert csv_state(client, cup, race="1-women-500m-1") == within_event
    assert csv_state(client, cup, race="1-women-500m-1-b") == within_race
    event.races.filter(ordinal=1, division="A").update(result_state="none")
    event.races.get(ordinal=1, division="A").results.all().delete()
    recompute(cup.season)
    assert {state for state, _ in csv_state(client, cup)} == {"provisional"}
