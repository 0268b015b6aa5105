"""The form of a listing: what it refuses in words."""

import pytest
from django.db import IntegrityError, connection, transaction

from events.models import CountryGroup, Listing
from tests.events.broadcast.listings.form.form import complaints, post, posted, there
from tests.factories import events as factories

pytestmark = pytest.mark.django_db

# What is refused in words


@pytest.mark.parametrize(
    ("field", "said"),
    [("events", "is not of the listing's season"), ("except_countries", "can't be excepted")],
)
def test_rules_at_commit_are_asked_by_these_tests(season, field, said):
    """The same as the form refuses, written past it."""
    listing = factories.listing(season=season)
    other = factories.event(season=factories.season(2026), number=1)
    with pytest.raises(IntegrityError, match=said), transaction.atomic():
        getattr(listing, field).set([other.pk if field == "events" else "SWE"])
        connection.check_constraints()


def test_exceptions_of_countries_are_for_a_group_alone(client, season):
    response = post(client, there(), posted(season, except_countries=["SWE"]))
    said = "Only a listing for a group can leave out countries; one for Norway, territories that have its answer."
    assert complaints(response) == [f"{said} Not so: Sweden."]
    group = CountryGroup.objects.create(name="Nordic")
    group.countries.set(["NOR", factories.country("SWE").pk])
    post(client, there(), posted(season, country=None, group=group.pk, except_countries=["SWE", "SWE"]))
    assert list(Listing.objects.latest("pk").except_countries.values_list("pk", flat=True)) == ["SWE"]


def test_group_can_not_become_a_country_while_it_has_exceptions(client, season):
    group = CountryGroup.objects.create(name="Nordic")
    listing = factories.listing(group=group, season=season)
    listing.except_countries.set(["SWE"])
    address = f"/admin/events/listing/{listing.pk}/change/"
    response = post(client, address, posted(season, except_countries=["SWE"]))
    said = "Only a listing for a group can leave out countries; one for Norway, territories that have its answer."
    assert complaints(response) == [f"{said} Not so: Sweden."]
    assert post(client, address, posted(season)).status_code == 302
    listing.refresh_from_db()
    assert (listing.country_id, listing.group_id, listing.except_countries.count()) == ("NOR", None, 0)


@pytest.mark.parametrize("field", ["events", "except_events"])
def test_events_are_of_the_listing_s_season(client, season, field):
    other = factories.event(season=factories.season(2026), number=1)
    response = post(client, there(), posted(season, **{field: [other.pk]}))
    assert complaints(response) == ["Not in the listing’s season 2025/26: World Cup 1, Stavanger 2026/27."]
    address = there()
    assert post(client, address, posted(season, season=None, **{field: [other.pk]})).status_code == 302
    listing = Listing.objects.latest("pk")
    response = post(client, address, posted(season, **{field: [other.pk]}))
    assert complaints(response) == ["Not in the listing’s season 2025/26: World Cup 1, Stavanger 2026/27."]
    listing.refresh_from_db()
    assert listing.season is None


def test_events_are_of_the_listing_s_series(client, season, event):
    series = factories.series(slug="other", name="Other series")
    response = post(client, there(), posted(season, series=series.pk, season=None, events=[event.pk]))
    assert complaints(response) == ["Not in the listing’s series: World Cup 2, Calgary 2025/26."]
    response = post(client, there(), posted(season, series=series.pk))
    assert complaints(response) == ["The season belongs to another series."]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"country": None}, "A listing is for a country or for a group of countries."),
        ({"starts_on": "2025-12-02", "ends_on": "2025-12-01"}, "The last day is before the first."),
        ({"checked_on": "2999-01-01"}, "This date is in the future."),
        ({"timing": "never"}, "“never” is not one of these: Live, Delayed, On demand, Highlights."),
        ({"link": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"source": ""}, "This field is required."),
        ({"ways": []}, "Tick at least one way in which it is shown."),
        (
            {"ends_on": "31.2.2026"},
            "Write the day as 31/12/2025, 31.12.2025, 31 Dec 2025 or 2025-12-31.",
        ),
    ],
)
def test_what_the_database_refuses_is_said_in_words(client, season, values, said):
    assert complaints(post(client, there(), posted(season, **values))) == [said]
    assert Listing.objects.get().checked_on is None


def test_country_and_group_at_once_are_refused(client, season):
    group = CountryGroup.objects.create(name="Nordic")
    response = post(client, there(), posted(season, group=group.pk))
    assert complaints(response) == ["A listing is for a country or for a group of countries."]


def test_part_is_of_a_country_and_not_of_a_group(client, season):
    group = CountryGroup.objects.create(name="Nordic")
    response = post(client, there(), posted(season, country=None, group=group.pk, part="North"))
    assert complaints(response) == ["Only a listing for a country can be for a part of it."]
    address = there()
    assert post(client, address, posted(season, part="North")).status_code == 302
    assert str(Listing.objects.latest("pk")) == "Example TV: Norway, North"


def test_event_can_not_be_named_and_excepted(client, season, event):
    response = post(client, there(), posted(season, events=[event.pk], except_events=[event.pk]))
    assert complaints(response) == ["Both included and excepted: World Cup 2, Calgary 2025/26."]
