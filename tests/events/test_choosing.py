"""Countries and events as the admin's autocompletes and lists find them, and countries of the past."""

import datetime

import pytest

from events.models import Country, CountryGroup, Listing
from tests.factories import events as factories
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db

EVENTS = [
    (2025, 1, "Salt Lake City", "USA"),
    (2025, 2, "Calgary", "CAN"),
    (2022, 2, "Heerenveen", "NED"),
    (2022, 3, "Calgary", "CAN"),
]


@pytest.fixture
def desk(client):
    sign_in(client, "Broadcast")
    return client


def offered(client, words: str, model: str = "listing", field: str = "country", app: str = "events") -> list[str]:
    asked = {"term": words, "app_label": app, "model_name": model, "field_name": field}
    return [each["text"] for each in client.get("/admin/autocomplete/", asked).json()["results"]]


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("Germany", ["Germany (GER)"]),
        ("Holland", ["Netherlands (NED)"]),
        ("Österreich", ["Austria (AUT)"]),
        ("대한민국", ["Korea (KOR)"]),
        ("korea", ["Korea (KOR)", "DPR Korea (PRK)"]),
        ("congo", ["Congo (CGO)", "DR Congo (COD)"]),
        ("Réunion", ["Réunion (REU), as France"]),
        ("soviet", []),
    ],
)
def test_listing_offers_countries_of_today_and_territories_by_any_name(desk, words, labels):
    assert offered(desk, words) == labels


def test_where_a_territory_can_not_be_meant_none_is_offered(desk):
    assert offered(desk, "jersey", field="except_countries") == ["Jersey (JEY), as Great Britain"]
    assert offered(desk, "jersey", field="except_held_in") == []
    assert offered(desk, "jersey", "streamblock", "countries") == ["Jersey (JEY), as Great Britain"]
    sign_in(desk, "Results")
    assert offered(desk, "jersey", "venue") == []
    assert offered(desk, "Norge", "venue") == ["Norway (NOR)"]


@pytest.fixture
def events():
    for year, number, city, noc in EVENTS:
        venue = factories.venue(city, country=Country.objects.get(noc=noc))
        factories.event(
            season=factories.season(year), number=number, venue=venue,
            start_date=datetime.date(year, 11, 1) + datetime.timedelta(7 * number),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("World Cup 2", ["World Cup 2, Calgary 2025/26", "World Cup 2, Heerenveen 2022/23"]),
        ("WC2", ["World Cup 2, Calgary 2025/26", "World Cup 2, Heerenveen 2022/23"]),
        ("wc 2 2025/26", ["World Cup 2, Calgary 2025/26"]),
        ("2025/26", ["World Cup 2, Calgary 2025/26", "World Cup 1, Salt Lake City 2025/26"]),
        ("Calgary", ["World Cup 2, Calgary 2025/26", "World Cup 3, Calgary 2022/23"]),
        ("Pays-Bas", ["World Cup 2, Heerenveen 2022/23"]),
    ],
)
def test_events_are_found_as_people_call_them_newest_first(desk, events, words, found):
    assert offered(desk, words, field="events") == found
    assert [str(each) for each in desk.get("/admin/events/event/", {"q": words}).context["cl"].result_list] == found


def test_listings_and_seasons_are_found_so_too(desk, events):
    group = CountryGroup.objects.create(name="Central Europe")
    group.countries.set(["GER", "AUT"])
    season = factories.season(2025)
    own = factories.listing(country=Country.objects.get(noc="GER"), season=season)
    shared = factories.listing(group=group)
    cup = factories.listing(country=Country.objects.get(noc="NED"), season=season)
    cup.events.set(season.events.filter(number=2))

    def found(words: str) -> set[int]:
        return {each.pk for each in desk.get("/admin/events/listing/", {"q": words}).context["cl"].result_list}

    assert found("Deutschland") == {own.pk, shared.pk}
    assert found("Holland WC2") == {cup.pk}
    assert found("2025/26") == {own.pk, cup.pk}
    assert found("central") == {shared.pk}
    assert found("Calgary") == {cup.pk}
    seasons = desk.get("/admin/events/season/", {"q": "2025/26"}).context["cl"].result_list
    assert [each.slug for each in seasons] == ["2025-26"]


# Countries of the past


def form(listing: Listing, **values) -> dict:
    fields = {
        "broadcaster": listing.broadcaster_id, "country": listing.country_id, "series": listing.series_id,
        "platform": "tv", "ways": ["live"], "source": listing.source,
        "showings-TOTAL_FORMS": 0, "showings-INITIAL_FORMS": 0,
    }  # fmt: skip
    return {name: value for name, value in {**fields, **values}.items() if value is not None}


def test_nothing_new_is_for_a_country_of_the_past(desk):
    listing = factories.listing()
    new = {"who": "Example TV", "where": "East Germany", "ways": ["live"], "platform": "tv", "source": "A mail"}
    response = desk.post("/admin/events/listing/add/", new)
    assert "East Germany" in response.context["adminform"].form.errors["where"][0]
    said = "Choose a country of today. This is none that can be chosen here."
    response = desk.post(f"/admin/events/listing/{listing.pk}/change/", form(listing, country="GDR"))
    assert response.context["adminform"].form.errors["country"] == [said]
    response = desk.post("/admin/events/countrygroup/add/", {"name": "Old", "countries": ["GER", "GDR"]})
    assert response.context["adminform"].form.errors == {"countries": [said]}
    assert "East Germany" not in response.text
    assert Listing.objects.count() == 1


def test_row_that_has_one_keeps_it_and_says_so(desk):
    listing = factories.listing(country=Country.objects.get(noc="GDR"))
    address = f"/admin/events/listing/{listing.pk}/change/"
    page = desk.get(address)
    assert "East Germany is a country of the past, kept until changed." in page.text
    assert "East Germany (GDR), of the past" in page.text
    assert desk.post(address, form(listing, channel="Two")).status_code == 302
    listing.refresh_from_db()
    assert (listing.country_id, listing.channel) == ("GDR", "Two")
    group = CountryGroup.objects.create(name="Old")
    group.countries.set(["GDR", "GER"])
    address = f"/admin/events/countrygroup/{group.pk}/change/"
    assert desk.post(address, {"name": "Older", "countries": ["GDR", "GER"]}).status_code == 302
    assert sorted(group.countries.values_list("pk", flat=True)) == ["GDR", "GER"]


def test_skaters_are_of_nations_even_of_the_past_and_never_of_a_territory(client):
    sign_in(client, "Results")
    text = client.get("/admin/standings/competitor/add/").text
    assert 'value="URS"' in text
    assert 'value="REU"' not in text
