"""What must never be false is refused by the database, whoever writes."""

import datetime

import pytest
from django.db import transaction

from events.models import Country, Event, Race
from tests.events.refusals import commit, refused
from tests.factories import events as factories

pytestmark = pytest.mark.django_db

DAY = datetime.date(2025, 11, 14)


def utc(hour: int, minute: int = 0, day: int = 14) -> datetime.datetime:
    return datetime.datetime(2025, 11, day, hour, minute, tzinfo=datetime.UTC)


def test_country_code_is_three_capitals():
    with refused("country_noc_three_capitals"):
        Country.objects.create(noc="Ned", name="Nowhere")


def test_two_countries_of_today_share_no_iso_code_but_a_former_one_may():
    Country.objects.create(noc="XAA", name="Former", iso="NO", is_current=False)
    with refused("country_iso_once"):
        Country.objects.create(noc="XAB", name="Second", iso="NO")


def test_season_is_in_a_series_once():
    season = factories.season(2025)
    with refused("season_"):
        type(season).objects.create(series=season.series, start_year=2025)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"end_date": DAY - datetime.timedelta(days=1)}, "event_dates_in_order"),
        ({"end_date": DAY + datetime.timedelta(days=31)}, "event_within_a_month"),
        ({"number": 0}, "event_number_from_one"),
    ],
)
def test_event_with_impossible_values_is_refused(changes, rule):
    with refused(rule):
        factories.event(start_date=DAY, **changes)


def test_event_number_is_in_a_season_once():
    first = factories.event(number=1)
    with refused("event_number_once_in_season"):
        factories.event(number=1, season=first.season, slug="another")


def test_event_slug_is_in_a_season_once():
    first = factories.event()
    with refused("event_slug_once_in_season"):
        factories.event(season=first.season, slug=first.slug)


@pytest.mark.parametrize(
    ("start", "end", "fits"),
    [
        (datetime.date(2025, 7, 1), datetime.date(2025, 7, 3), True),
        (datetime.date(2025, 6, 30), datetime.date(2025, 7, 1), False),
        (datetime.date(2026, 6, 28), datetime.date(2026, 6, 30), True),
        (datetime.date(2026, 6, 30), datetime.date(2026, 7, 1), False),
    ],
)
def test_event_lies_within_its_season(start, end, fits):
    factories.event(start_date=start, end_date=end)
    if fits:
        commit()
    else:
        with refused("is not within its season"):
            commit()


@pytest.mark.parametrize(("date", "fits"), [(13, False), (14, True), (16, True), (17, False)])
def test_session_is_on_a_day_of_its_event(date, fits):
    factories.session(event=factories.event(start_date=DAY), date=DAY.replace(day=date))
    if fits:
        commit()
    else:
        with refused("is not within its event"):
            commit()


def test_session_starts_on_its_day_at_the_venue():
    """23:30 UTC is the day after in Oslo."""
    event = factories.event(start_date=DAY)
    factories.session(event=event, date=DAY.replace(day=15), starts_at=utc(23, 30))
    commit()
    factories.session(event=event, date=DAY, starts_at=utc(23, 30))
    with refused("start is on another day at the venue"):
        commit()


def test_event_does_not_move_away_from_its_sessions():
    session = factories.session(event=factories.event(start_date=DAY), date=DAY)
    commit()
    Event.objects.filter(pk=session.event_id).update(start_date=DAY.replace(day=15))
    with refused("is not within its event"):
        commit()


def test_event_moves_together_with_its_sessions():
    session = factories.session(event=factories.event(start_date=DAY), date=DAY)
    Event.objects.filter(pk=session.event_id).update(start_date=DAY.replace(day=21), end_date=DAY.replace(day=23))
    session.date = DAY.replace(day=21)
    session.save()
    commit()


def test_venue_does_not_change_to_a_zone_in_which_a_session_is_on_another_day():
    session = factories.session(event=factories.event(start_date=DAY), date=DAY, starts_at=utc(12))
    commit()
    venue = session.event.venue
    type(venue).objects.filter(pk=venue.pk).update(time_zone="Pacific/Auckland")
    with refused("start is on another day at the venue"):
        commit()


@pytest.mark.parametrize(
    ("starts_at", "ends_at"), [(None, utc(12)), (utc(12), utc(12)), (utc(13), utc(12))], ids=["lone", "same", "before"]
)
def test_session_ends_after_it_starts(starts_at, ends_at):
    with pytest.raises(Exception, match=r"session_ends_after_it_starts|range lower bound"):
        factories.session(starts_at=starts_at, ends_at=ends_at)


def test_sessions_of_an_event_do_not_overlap():
    event = factories.event(start_date=DAY)
    factories.session(event=event, starts_at=utc(10), ends_at=utc(12))
    factories.session(event=event, starts_at=utc(12), ends_at=utc(14))  # one may begin as the other ends
    commit()
    factories.session(event=event, starts_at=utc(11, 59), ends_at=utc(12, 30))
    with refused("sessions_of_event_do_not_overlap"):
        commit()


def test_sessions_of_two_events_may_overlap():
    one, other = factories.event(start_date=DAY), factories.event(start_date=DAY)
    factories.session(event=one, starts_at=utc(10), ends_at=utc(12))
    factories.session(event=other, starts_at=utc(10), ends_at=utc(12))
    commit()


def test_session_number_is_in_an_event_once():
    session = factories.session(number=1)
    factories.session(event=session.event, number=1)
    with refused("session_number_once_in_event"):
        commit()


def test_race_number_is_in_an_event_once():
    race = factories.race(number=1)
    factories.race(session=race.session, number=1, distance="1000")
    with refused("race_number_once_in_event"):
        commit()


def test_races_exchange_numbers_one_after_the_other():
    first, second = factories.race(number=1), factories.race(number=2, distance="1000", event=Event.objects.get())
    Race.objects.filter(pk=first.pk).update(number=2)
    Race.objects.filter(pk=second.pk).update(number=1)
    commit()
    assert list(Race.objects.order_by("number")) == [second, first]


def test_race_belongs_to_the_event_of_its_session():
    session, other = factories.session(), factories.event()
    factories.race(session=session, event=other)
    with refused("race_in_event_of_session"):
        commit()


def test_race_is_in_an_event_once_where_its_ordinal_is_empty_too():
    race = factories.race()
    factories.race(session=race.session, number=2)
    with refused("race_(once|slug_once)_in_event"):
        commit()


def test_first_and_second_500m_are_two_races():
    first = factories.race(ordinal=1)
    factories.race(session=first.session, ordinal=2)
    assert list(Race.objects.values_list("slug", flat=True)) == ["women-500m-1", "women-500m-2"]


@pytest.mark.parametrize(("distance", "category"), [("mixed-relay", "women"), ("500", "mixed")])
def test_only_the_relay_is_mixed(distance, category):
    with refused("race_category_fits_distance"):
        factories.race(distance=distance, category=category)


def test_unknown_division_is_refused():
    with refused("race_division_known"):
        factories.race(division="C")


def test_rules_leave_the_transaction_usable_for_the_next_try():
    event = factories.event(start_date=DAY)
    with refused("session_number_from_one"), transaction.atomic():
        factories.session(event=event, number=0)
    assert factories.session(event=event, number=1).number == 1
