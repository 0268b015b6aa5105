"""The pages of where to watch, and how browsers find a visitor's country."""

import datetime
import gzip

import pytest

from events.models import Country, Listing
from events.time import zones
from tests.factories import events as factories
from tests.markup import flat

pytestmark = pytest.mark.django_db

DAY = datetime.date(2025, 11, 14)


@pytest.fixture
def event():
    season = factories.season()
    factories.stream(season=season)
    found = factories.event(season=season, start_date=DAY)
    for day in found.days():
        factories.session(event=found, date=day)
    return found


# Pages


def test_page_shows_the_event_that_is_asked_for_and_leads_to_the_others(client, event):
    later = factories.event(season=event.season)
    factories.event(season=factories.season(2022))
    page = client.get(f"/where-to-watch/?event=2025-26/{event.slug}")
    assert page.context["event"] == event
    assert page.context["tabs"] == [
        ("1 Stavanger", f"/where-to-watch/?event=2025-26/{event.slug}"),
        ("2 Stavanger", f"/where-to-watch/?event=2025-26/{later.slug}"),
    ]
    assert client.get("/where-to-watch/?event=2025-26/9-nowhere").status_code == 404
    assert client.get("/where-to-watch/?event=nonsense").status_code == 404


def test_form_without_javascript_leads_to_the_event_on_the_countrys_page(client, event):
    page = client.get(f"/where-to-watch/?noc=NED&event=2025-26/{event.slug}")
    assert page["Location"] == f"/where-to-watch/ned/?season=2025-26#{event.slug}"
    assert client.get("/where-to-watch/?noc=NED&event=//evil.example")["Location"] == "/where-to-watch/ned/"


def test_page_is_the_same_for_every_visitor(client, event):
    factories.listing()
    addresses = ["/where-to-watch/", "/where-to-watch/nor/", f"/events/2025-26/{event.slug}/"]
    visitors = [
        {"HTTP_ACCEPT_LANGUAGE": "nl-NL", "REMOTE_ADDR": "192.0.2.1"},
        {"HTTP_ACCEPT_LANGUAGE": "ja", "HTTP_USER_AGENT": "Example", "HTTP_COOKIE": "theme=dark"},
    ]
    for address in addresses:
        first, second = (client.get(address, **visitor) for visitor in visitors)
        assert first.content == second.content
        assert first.cookies == {}
        assert "Cookie" not in first.get("Vary", "")


def test_page_with_5000_listings_is_small_and_asks_no_more_than_eight_queries(client, django_assert_num_queries):
    season = factories.crowded(5_000)
    assert Listing.objects.count() == 5_000
    with django_assert_num_queries(8):
        page = client.get(f"/where-to-watch/?event={season.slug}/1-stavanger", HTTP_ACCEPT_ENCODING="gzip")
    assert len(page.content) < 60 * 1024
    text = gzip.decompress(page.content).decode()
    assert text.count("data-noc=") == 250
    assert " more" in text


def test_few_broadcasters_are_listed_whole_and_many_by_the_first_four(client, event):
    for number in range(6):
        factories.listing(broadcaster=factories.broadcaster(f"Example {number}"), is_exclusive=True)
    text = flat(client.get("/where-to-watch/").text)
    assert "Example 0, Example 1, Example 2, Example 3 and 2 more" in text
    page = flat(client.get("/where-to-watch/nor/").text)
    assert all(f"Example {number}" in page for number in range(6))


# Countries and their zones


def test_browsers_are_given_every_country_with_its_zones_old_names_included(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = client.get("/where-to-watch/countries.json")
    countries = {each["noc"]: each for each in page.json()["countries"]}
    assert len(countries) == 250
    assert countries["IND"] == {
        "noc": "IND", "iso": "IN", "name": "India", "zones": ["Asia/Calcutta", "Asia/Kolkata"],
    }  # fmt: skip
    assert "Europe/Kiev" in countries["UKR"]["zones"]
    assert countries["NED"]["zones"] == ["Europe/Amsterdam"]
    assert page["Cache-Control"] == "public, max-age=86400"
    assert len(page.content) < 30_000


def test_no_zone_belongs_to_two_countries_and_most_countries_have_one():
    isos = list(Country.objects.with_viewers().values_list("iso", flat=True))
    kept = [zone for iso in isos for zone in zones.of_country(iso)]
    assert [zone for zone in kept if kept.count(zone) > 1] == ["Europe/Belgrade"] * 2  # Kosovo keeps Belgrade's time
    assert [iso for iso in isos if not zones.of_country(iso)] == []
