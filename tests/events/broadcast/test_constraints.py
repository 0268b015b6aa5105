"""What the database refuses of listings and showings."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from events.models import LinkTry, LinkWord, Showing
from tests.events.refusals import commit, refused
from tests.factories import events as factories

pytestmark = pytest.mark.django_db

DAY = datetime.date(2025, 11, 14)


def test_listing_is_for_a_country_or_a_group():
    with refused("listing_one_territory"):
        factories.listing(group=None)


def test_listing_dates_are_in_order():
    with refused("listing_dates_in_order"):
        factories.listing(starts_on=DAY, ends_on=DAY - datetime.timedelta(days=1))


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"platform": "radio"}, "listing_platform_known"),
        ({"timing": "sometimes"}, "listing_best_way_first"),
        ({"also": ["sometimes"]}, "listing_best_way_first"),
        ({"timing": "delayed", "also": ["live"]}, "listing_best_way_first"),
        ({"timing": "delayed", "also": ["delayed"]}, "listing_best_way_first"),
        ({"competitors": "boys"}, "listing_competitors_known"),
        ({"access": "swap"}, "listing_access_known"),
    ],
)
def test_listing_of_an_unknown_kind_is_refused(values, rule):
    with refused(rule):
        factories.listing(**values)


def test_listing_is_for_a_season_of_its_own_series():
    other = factories.series(slug="other", name="Another series")
    factories.listing(series=other, season=factories.season())
    with refused("listing_season_of_series"):
        commit()


def test_listing_names_events_of_its_season_alone():
    event, other = factories.event(), factories.event(season=factories.season(2022))
    listing = factories.listing(season=event.season)
    listing.events.add(event)
    commit()
    for field in (listing.events, listing.except_events):
        with refused("is not of the listing's season"), transaction.atomic():
            field.add(other)
            commit()


def test_listing_with_events_does_not_move_to_another_season():
    event = factories.event()
    listing = factories.listing(season=event.season)
    listing.events.add(event)
    listing.season = factories.season(2022)
    listing.save()
    with refused("is not of the listing's season"):
        commit()


def test_listing_for_all_seasons_may_except_events_of_several():
    listing = factories.listing()
    listing.except_events.add(factories.event(), factories.event(season=factories.season(2022)))
    commit()
    assert listing.except_events.count() == 2


def test_listing_for_one_country_excepts_none():
    listing = factories.listing()
    listing.except_countries.add("NOR")
    with refused("so NOR can't be excepted"):
        commit()


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({}, "link_word_says_something"),
        ({"failed_on": DAY, "answered_on": DAY + datetime.timedelta(days=1)}, "link_word_answered_before_it_failed"),
    ],
)
def test_word_on_a_link_says_one_thing(values, name):
    LinkWord.objects.create(address="https://nos.nl/1", failed_on=DAY, answered_on=DAY)
    with refused(name):
        LinkWord.objects.create(address="https://nos.nl/", **values)


@pytest.mark.parametrize("model", [LinkWord, LinkTry])
def test_address_has_one_row_however_long(model):
    values = {LinkWord: {"failed_on": DAY}, LinkTry: {"state": "answers", "outcome": "x", "tried_at": timezone.now()}}
    model.objects.create(address="https://nos.nl/" + "ä" * 1980, **values[model])
    model.objects.create(address="https://nos.nl/" + "ä" * 1979, **values[model])
    with refused("once"):
        model.objects.create(address="https://nos.nl/" + "ä" * 1980, **values[model])


def test_showings_hold_together():
    session = factories.session()
    listing, event = factories.listing(), session.event
    other = factories.session(event=event)
    Showing.objects.create(listing=listing, session=session)
    for values, rule in (
        ({}, "showing_once_in_listing"),
        ({"session": other, "is_shown": False, "channel": "One"}, "showing_says_how_only_if_shown"),
        ({"session": other, "timing": "sometimes"}, "showing_timing_known"),
    ):
        with refused(rule), transaction.atomic():
            Showing.objects.create(**{"listing": listing, "session": session, **values})
