"""A cell of the matrix offers and takes what its listing is for, and is checked as the whole form is."""

import datetime

import pytest
from django.utils import timezone

from events.models import CountryGroup, Listing, Session, Showing
from tests.events.broadcast.listings.test_cells import MATRIX, NORWAY_1, nordic, opened, said, season
from tests.factories import events as factories

pytestmark = pytest.mark.django_db

__all__ = ["nordic", "season"]  # fixtures


def ways_of(client, address: str) -> list[tuple[str, str]]:
    """What a change may be for, as the form offers it."""
    return client.get(address).context["adminform"].form.fields["where"].choices


def errors_of(page) -> dict:
    return page.context["adminform"].form.errors


def test_part_that_the_listing_is_not_for_is_neither_offered_nor_taken(client, season):
    """Réunion has the answer of a group that names France alone."""
    group = CountryGroup.objects.create(name="Two countries")
    group.countries.set(["FRA", "GER"])
    listing = factories.listing(group=group, season=season)
    address = f"{MATRIX}2025-26/REU/1/{listing.pk}/"
    first = season.events.get(number=1)
    assert ways_of(client, address) == [
        ("everywhere", "all that the listing is for"), ("event", f"{first} alone, in the same countries"),
    ]  # fmt: skip
    page = client.post(address, opened(client, address, channel="Two", where="country"))
    refused = "The listing is not, or no longer, for this part. Choose again."
    assert errors_of(page) == {"where": [refused]}
    assert list(Listing.objects.values_list("pk", "channel")) == [(listing.pk, "")]


def test_part_that_was_split_off_already_is_refused_with_what_was_typed(client, season):
    listing = factories.listing(season=season)
    address = f"{NORWAY_1}{listing.pk}/"
    sent = opened(client, address, channel="Two", where="event")
    assert client.post(address, sent).status_code == 302
    page = client.post(address, {**sent, "channel": "Three"})
    assert errors_of(page)["where"] == ["The listing is not, or no longer, for this part. Choose again."]
    assert 'value="Three"' in page.text
    assert sorted(Listing.objects.values_list("channel", flat=True)) == ["", "Two"]


def test_only_event_so_far_is_changed_alone(client, season):
    season.events.get(number=2).delete()
    listing = factories.listing(season=season, channel="One")
    address = f"{NORWAY_1}{listing.pk}/"
    client.post(address, opened(client, address, channel="Two", where="event"))
    own = Listing.objects.exclude(pk=listing.pk).get()
    listing.refresh_from_db()
    assert (own.channel, list(own.events.all())) == ("Two", list(season.events.all()))
    assert (listing.channel, list(listing.except_events.all())) == ("One", list(season.events.all()))


def test_cell_of_a_territory_says_whose_listing_it_changes(client, season):
    listing = factories.listing(country=factories.country("FRA"), season=season)
    address = f"{MATRIX}2025-26/REU/1/{listing.pk}/"
    first = season.events.get(number=1)
    assert ways_of(client, address) == [
        ("everywhere", "all that the listing is for"), ("event", f"{first} alone, in France"),
    ]  # fmt: skip


def test_listing_that_has_no_say_in_the_cell_has_no_form_there(client, season, nordic):
    elsewhere = factories.listing(country=factories.country("ITA"), season=season)
    before = factories.listing(season=factories.season(2024))
    for listing in (elsewhere, before):
        assert client.get(f"{NORWAY_1}{listing.pk}/").status_code == 404
        assert client.post(f"{NORWAY_1}{listing.pk}/", {"note": "x"}).status_code == 404
    assert client.get(f"{NORWAY_1}{nordic.pk}/").status_code == 200


def test_live_is_refused_where_a_broadcast_begins_hours_later(client, season):
    listing = factories.listing(season=season, timing="delayed")
    first, second = (season.events.get(number=number) for number in (1, 2))
    session = first.sessions.get()
    session.starts_at = first.venue.at(session.date, datetime.time(16))
    session.save()
    session = Session.objects.get(pk=session.pk)
    Showing.objects.create(listing=listing, session=session, starts_at=session.starts_at + datetime.timedelta(hours=9))
    address = f"{NORWAY_1}{listing.pk}/"
    for where in ("everywhere", "event"):
        page = client.post(address, opened(client, address, ways=["live"], where=where))
        (words,) = errors_of(page)["ways"]
        assert words.startswith(f"{first}, {session}: ")
    assert list(Listing.objects.values_list("pk", "timing")) == [(listing.pk, "delayed")]
    address = f"{MATRIX}2025-26/NOR/2/{listing.pk}/"
    client.post(address, opened(client, address, ways=["live"], where="event"))
    assert list(Listing.objects.get(timing="live").events.all()) == [second]


def test_last_day_before_the_first_is_refused_at_its_field(client, season):
    listing = factories.listing(season=season, starts_on=datetime.date(2025, 11, 10))
    address = f"{NORWAY_1}{listing.pk}/"
    page = client.post(address, opened(client, address, ends_on="2025-11-09"))
    assert errors_of(page) == {"ends_on": ["The last day is before the first, 10 November 2025."]}
    assert client.post(address, opened(client, address, ends_on="2025-11-10")).status_code == 302


@pytest.mark.parametrize(
    ("on", "ends_on", "words"),
    [
        ("2025-11-01", "2025-10-31", ["Its last day, 31 October 2025, is in the past."]),
        ("2025-11-01", "2025-11-01", ["Its last day, 1 November 2025, is before World Cup 1, Stavanger 2025/26."]),
        ("2025-11-01", "2025-11-14", []),
        ("2025-11-15", "2025-11-14", ["Its last day, 14 November 2025, is in the past."]),
    ],
)
def test_new_listing_that_is_over_says_so(client, season, monkeypatch, on, ends_on, words):
    monkeypatch.setattr(timezone, "localdate", lambda *args: datetime.date.fromisoformat(on))
    address, two = f"{NORWAY_1}add/", factories.broadcaster("Example Two")
    sent = opened(client, address, who=two.name, source="A mail", ends_on=ends_on)
    assert said(client.post(address, sent)) == [*words, "Example Two: Norway: saved."]
