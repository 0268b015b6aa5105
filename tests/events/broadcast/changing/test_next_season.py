"""The listings of a season copied into another: everything that is for the whole of it, and a word on the rest."""

import datetime

import pytest

from events.broadcast.changing.edits import edited
from events.broadcast.changing.next_season import copy_of_season
from events.models import Country, Listing, Session, Showing
from isuwc.tables.plans import apply
from tests.factories import events as factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    season = factories.season()
    for number in (1, 2):
        start = datetime.date(2025, 11, 7 * number)
        factories.session(event=factories.event(season=season, number=number, start_date=start), date=start)
    return season


@pytest.fixture
def into(season):
    return factories.season(2026)


def of_event(season, number, **values):
    made = factories.listing(season=season, **values)
    made.events.set([season.events.get(number=number)])
    return made


def test_listings_are_copied_unchecked_and_once(season, into):
    of_event(season, 1, checked_on=datetime.date(2025, 11, 1), ends_on=datetime.date(2026, 3, 31))
    factories.listing(country=factories.country("SWE"))  # for every season
    copied = copy_of_season(season, into)
    assert (copied.created, copied.changed, copied.remarks) == (1, 0, ())
    apply(copied)
    listing = Listing.objects.get(season=into)
    assert (listing.checked_on, listing.ends_on, listing.events.count()) == (None, None, 0)
    Listing.objects.filter(season=into).update(access="paid", link="https://new.no/", is_exclusive=True)
    assert copy_of_season(season, into).changes == ()  # what staff have changed since isn't copied again


@pytest.mark.parametrize("is_series", [False, True])
def test_listing_for_one_event_does_not_replace_that_for_all(season, into, is_series):
    whole = factories.listing(season=None if is_series else season, is_exclusive=True, link="https://whole.no/")
    alone = of_event(season, 2, link="https://alone.no/")
    whole.except_events.set(alone.events.all())
    copied = copy_of_season(season, into)
    assert [each.after.link for each in copied.changes] == ([] if is_series else ["https://whole.no/"])
    assert copied.remarks == (
        f"Example Sports, NOR (listing {alone.pk}): not copied, as it is for single events, beside a listing for all "
        "of them.",
    )


def test_listings_for_single_events_that_differ_are_left_out(season, into):
    made = [of_event(season, 1, is_exclusive=True), of_event(season, 2)]
    copied = copy_of_season(season, into)
    assert (copied.changes, copied.remarks) == (
        (),
        tuple(
            f"Example Sports, NOR (listing {each.pk}): not copied, as it is for single events, and differs from the "
            "listing for others."
            for each in made
        ),
    )


def test_listings_for_single_events_that_agree_are_copied_as_one(season, into):
    of_event(season, 1), of_event(season, 2)
    copied = copy_of_season(season, into)
    assert (len(copied.changes), copied.remarks) == (1, ())


def test_television_and_stream_are_both_copied(season, into):
    for platform, access in (("tv", "free"), ("stream", "paid"), ("stream", "free")):
        factories.listing(season=season, platform=platform, access=access)
    factories.listing(season=into, platform="stream", access="paid", link="https://there.no/")
    copied = copy_of_season(season, into)
    assert [(each.after.platform, each.after.access) for each in copied.changes] == [("tv", "free"), ("stream", "free")]
    apply(copied)
    assert Listing.objects.filter(season=into).count() == 3
    assert copy_of_season(season, into).changes == ()


def test_single_sessions_alone_are_not_copied_without_them(season, into):
    alone = factories.listing(season=season, only_sessions=True, is_exclusive=True)
    Showing.objects.create(listing=alone, session=Session.objects.earliest("date"))
    copied = copy_of_season(season, into)
    assert (copied.changes, copied.remarks) == (
        (),
        (
            f"Example Sports, NOR (listing {alone.pk}): not copied, as it is for single sessions alone, which the "
            "season has not got yet.",
        ),
    )


def test_country_of_the_past_stops_nothing(season, into):
    past = Country.objects.filter(is_current=False).earliest("noc")
    of_past = factories.listing(season=season, country=past)
    factories.listing(season=season)
    copied = copy_of_season(season, into)
    assert ([each.after.country_id for each in copied.changes], copied.errors, copied.remarks) == (
        ["NOR"], (),
        (f"Example Sports, {past.noc} (listing {of_past.pk}): not copied, as {past.noc} is a country of the past.",),
    )  # fmt: skip


def test_country_without_a_territory_is_copied_and_edited(season, into):
    listing = factories.listing(season=season, country=factories.country("FRA"))
    listing.except_countries.set(["REU"])
    copied = copy_of_season(season, into)
    assert ([each.after.except_countries for each in copied.changes], copied.errors) == ([("REU",)], ())
    changed = edited([listing.pk], {"link": "https://new.fr/"})
    assert ([each.words for each in changed.changes], changed.errors) == ([("link: none → https://new.fr/",)], ())
