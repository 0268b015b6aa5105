"""How far the results of an event have come, at each moment of it."""

import datetime

import pytest

from standings.models import Result
from standings.results.desk.arrivals import arrivals
from tests.factories import events
from tests.factories import standings as factories
from tests.standings.results.stage import hand_in

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 11, 14)
NOON = datetime.datetime(2025, 11, 14, 12, tzinfo=datetime.UTC)  # 13:00 in Stavanger
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def event():
    return events.event(start_date=DAY)


def race(event, minutes: int | None = 0, **values):
    """In a session from noon to two hours later; None: without a start of its own."""
    session = event.sessions.first() or events.session(
        event=event, date=DAY, starts_at=NOON, ends_at=NOON + 120 * MINUTE
    )
    starts_at = None if minutes is None else NOON + minutes * MINUTE
    values.setdefault("ordinal", event.races.count() + 1)
    return events.race(event=event, session=session, starts_at=starts_at, **values)


def found(event, at: datetime.datetime = NOON + 500 * MINUTE) -> list[str]:
    return [each.words for each in arrivals(event, at).races]


def test_race_is_expected_once_the_next_one_has_begun(event):
    race(event, 0)
    race(event, 30)
    assert found(event, NOON - MINUTE) == ["To come", "To come"]
    assert found(event, NOON) == ["Begun", "To come"]
    assert found(event, NOON + 29 * MINUTE) == ["Begun", "To come"]
    assert found(event, NOON + 30 * MINUTE) == ["Expected, not in", "Begun"]
    assert found(event, NOON + 119 * MINUTE) == ["Expected, not in", "Begun"]
    assert found(event, NOON + 120 * MINUTE) == ["Expected, not in", "Expected, not in"]


def test_race_without_a_start_is_expected_after_its_session(event):
    race(event, None)
    assert found(event, NOON - MINUTE) == ["To come"]
    assert found(event, NOON + 119 * MINUTE) == ["Begun"]
    assert found(event, NOON + 120 * MINUTE) == ["Expected, not in"]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("official", "Official"),
        ("unofficial", "Unofficial so far"),
        ("partial", "Only some places are known"),
        ("not-held", "Not held"),
        ("cancelled", "Cancelled"),
        ("abandoned", "Abandoned"),
        ("none", "Expected, not in"),
    ],
)
def test_state_of_the_result(event, state, words):
    made = race(event)
    type(made).objects.update(result_state=state)
    assert found(event) == [words]
    assert [each.is_overdue for each in arrivals(event, NOON + 500 * MINUTE).races] == [state == "none"]


@pytest.mark.parametrize(
    ("plan", "words"), [("postponed", "Postponed"), ("cancelled", "Not held"), ("moved", "Expected, not in")]
)
def test_plan_of_the_session_counts_and_a_result_counts_more(event, plan, words):
    made = race(event)
    event.sessions.update(plan=plan)
    assert found(event) == [words]
    factories.result(made)
    assert found(event) == ["Official"]


def test_sheet_that_waits_is_named(event):
    made = events.race(
        event=event, session=events.session(event=event, date=DAY + datetime.timedelta(days=1)), ordinal=1
    )
    sheet = hand_in()
    (each,) = arrivals(event, NOON).races
    assert (each.race, each.words, each.sheet, each.needs_somebody) == (made, "Its sheet waits", sheet.pk, True)
    factories.result(made)
    (each,) = arrivals(event, NOON).races
    assert (each.words, each.sheet, each.needs_somebody) == ("Official", sheet.pk, False)


@pytest.mark.parametrize(("state", "words"), [("unofficial", "Unofficial so far"), ("partial", "Only some places")])
def test_race_that_is_in_stays_in_while_a_sheet_of_it_waits(event, state, words):
    made = events.race(
        event=event, session=events.session(event=event, date=DAY + datetime.timedelta(days=1)), ordinal=1
    )
    factories.result(made)
    type(made).objects.update(result_state=state)
    sheet = hand_in()
    desk = arrivals(event, NOON)
    (each,) = desk.races
    assert (each.words.startswith(words), each.sheet, each.needs_somebody) == (True, sheet.pk, True)
    assert desk.said == "1 of 1 races in"


def test_sheet_that_says_season_and_number_alone_is_found(event):
    made = race(event, ordinal=1)
    sheet = hand_in()
    heading = sheet.content["heading"] | {"date": None, "season": event.season.slug, "event_number": event.number}
    type(sheet).objects.update(race_date=None, content=sheet.content | {"heading": heading})
    assert [(each.race, each.sheet) for each in arrivals(event, NOON).races] == [(made, sheet.pk)]
    type(sheet).objects.update(content=sheet.content | {"heading": heading | {"event_number": 9}})
    assert [each.sheet for each in arrivals(event, NOON).races] == [None]


def test_races_stand_by_day_and_session_and_the_day_at_the_venue_is_today(event):
    second = events.session(event=event, number=2, date=DAY + datetime.timedelta(days=1))
    third, first = (events.session(event=event, number=number, date=DAY) for number in (3, 1))
    late = events.race(event=event, session=second, number=1)
    early = events.race(event=event, session=first, number=2, distance="1000")
    at = datetime.datetime(2025, 11, 14, 23, 30, tzinfo=datetime.UTC)  # half past midnight in Stavanger
    days = arrivals(event, at).days
    assert [(day.date.day, day.is_today, [each.session for each in day.sessions]) for day in days] == [
        (14, False, [first, third]),
        (15, True, [second]),
    ]
    assert [each.race for each in arrivals(event, at).races] == [early, late]


def test_desk_in_short(event):
    assert arrivals(event, NOON).said == "no race is in the programme yet"
    factories.result(race(event, 0))
    race(event, 30)
    tomorrow = events.session(event=event, number=9, date=DAY + datetime.timedelta(days=1))
    events.race(event=event, session=tomorrow, distance="1000")
    assert arrivals(event, NOON + 20 * MINUTE).said == "1 of 3 races in, today 1 of 2"
    assert arrivals(event, NOON + 200 * MINUTE).said == "1 of 3 races in, 1 expected and not in, today 1 of 2"
    assert arrivals(event, NOON + 3_000 * MINUTE).said == "1 of 3 races in, 2 expected and not in"
    Result.objects.all().delete()


def test_queries(event, django_assert_num_queries):
    for number in range(4):
        race(event, number)
    loaded = type(event).objects.with_place().get()
    with django_assert_num_queries(4):
        assert len(arrivals(loaded, NOON).races) == 4
