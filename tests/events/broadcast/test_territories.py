"""Territories without an NOC, as fans and staff meet them: page, JSON, calendar, list, search, matrix, tables."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from events.broadcast.answers import watch
from events.broadcast.answers.matrix import MatrixFilter, filtered, season_matrix
from events.broadcast.listings.apply import listing_rows
from events.broadcast.listings.apply import plan as planned
from events.broadcast.listings.rows import TABLE
from events.models import Country, CountryGroup, Event, Listing, Venue
from isuwc.files.tables.spreadsheets import read_table
from isuwc.site.views.search.answer import Kind
from isuwc.tables.plans import apply
from tests.factories import events as factories
from tests.markup import flat

pytestmark = pytest.mark.django_db

ASSUMED = "As for France: nothing on record says whether the rights there include Réunion."


@pytest.fixture
def season():
    event = factories.event(start_date=datetime.date(2025, 11, 14))
    factories.session(event=event)
    factories.stream(season=event.season)
    return event.season


@pytest.fixture
def french(season) -> Listing:
    return factories.listing(country=Country.objects.get(noc="FRA"), season=season)


# As fans meet them


def test_page_of_a_territory_has_its_country_s_answer_and_says_so(client, french, django_assert_num_queries):
    with django_assert_num_queries(8):  # country, seasons, nearest event, events, sessions, listings, showings, banner
        page = client.get("/where-to-watch/reu/")
    assert flat(page.text).count(f'<p class="answer-assumed">{ASSUMED}</p>') == 1
    assert "Example Sports" in page.text
    assert "answer-assumed" not in client.get("/where-to-watch/fra/").text


def test_listing_that_names_or_leaves_out_a_territory_says_otherwise(client, season, french):
    french.except_countries.set(["REU"])
    page = flat(client.get("/where-to-watch/reu/").text)
    assert "Example Sports had the rights to the season 2025/26 in France, but not here" in page
    assert "answer-assumed" not in page
    assert ASSUMED.replace("Réunion", "Mayotte") in flat(client.get("/where-to-watch/myt/").text)
    group = CountryGroup.objects.create(name="Overseas")
    group.countries.set(["MYT"])
    factories.listing(broadcaster=factories.broadcaster("Islands"), group=group, season=season)
    page = flat(client.get("/where-to-watch/myt/").text)
    said = "As for France: nothing on record says whether the rights of Example Sports there include Mayotte."
    assert said in page
    assert "Islands" in page
    assert "Islands" not in client.get("/where-to-watch/fra/").text


def test_page_of_a_place_and_list_give_one_reason_where_a_group_without_it_excludes_it(season):
    group = CountryGroup.objects.create(name="the neighbours")
    group.countries.set(["GER"])
    factories.listing(group=group, season=season).except_countries.set(["REU"])
    (event,) = Event.objects.with_place().with_stream()
    reunion = Country.objects.select_related("follows").get(noc="REU")
    (own,), (of_list,) = watch.by_event(reunion, [event]), watch.by_country(event, [reunion])
    assert own.answer.reason == of_list.answer.reason
    assert own.answer.reason.startswith(
        "Example Sports had the rights to the season 2025/26 in the neighbours, but not"
    )
    assert (own.assumption, of_list.assumption) == ("", "")


def test_json_names_the_country_and_the_assumption(client, french):
    found = client.get("/where-to-watch/reu.json").json()
    assert (found["noc"], found["country"], found["follows"]) == ("REU", "Réunion", "FRA")
    (answer,) = found["answers"]
    assert (answer["answer"], answer["assumption"], answer["rests_on"]) == ("broadcaster", ASSUMED, "listing")
    of_country = client.get("/where-to-watch/fra.json").json()
    assert (of_country["follows"], of_country["answers"][0]["assumption"]) == (None, None)


def test_calendar_says_the_assumption(client, french):
    text = client.get("/where-to-watch/reu/calendar.ics").content.decode().replace("\r\n ", "")
    assert "In Réunion: Example Sports" in text
    assert ASSUMED.replace(",", "\\,") in text
    assert "As for" not in client.get("/where-to-watch/fra/calendar.ics").content.decode()


def test_list_of_countries_keeps_assumed_territories_apart(client, french):
    context = client.get("/where-to-watch/").context
    assert [each.country.noc for each in context["broadcast"]] == ["FRA"]
    assert len(context["assumed"]) == 44
    assert {each.country.noc for each in context["assumed"]} == set(
        Country.objects.filter(is_territory=True).values_list("noc", flat=True)
    )
    french.country = Country.objects.get(noc="REU")
    french.save()
    context = client.get("/where-to-watch/").context
    assert [each.country.noc for each in context["broadcast"]] == ["REU"]
    assert len(context["assumed"]) == 43


@pytest.mark.parametrize(
    ("words", "codes"),
    [("Réunion", ["REU"]), ("jersey", ["JEY"]), ("日本", ["JPN"]), ("Korea", ["KOR", "PRK"]), ("East Germany", [])],
)
def test_search_finds_countries_and_territories_by_any_name(client, season, words, codes):
    answer = client.get("/search/", {"q": words}).context["answer"]
    hits = [*answer.best, *(hit for group in answer.groups for hit in group.hits)]
    assert [hit.country.noc for hit in hits if hit.kind is Kind.NATION] == codes


def test_search_says_whose_answer_a_territory_has(client):
    page = flat(client.get("/search/", {"q": "jersey"}).text)
    assert '<a href="/where-to-watch/jey/" dir="auto">Jersey</a>' in page
    assert "Where to watch, as in Great Britain" in page


def test_antarctica_has_nobody_s_answer(client, season):
    page = flat(client.get("/where-to-watch/ata/").text)
    assert "Nothing on record names Antarctica, which has no country’s answer either." in page


def test_choice_of_a_territory_leads_to_its_page(client, season):
    assert client.get("/where-to-watch/?noc=reu").url == "/where-to-watch/reu/"


# Never for skaters, venues, results


def test_territory_is_no_nation_and_has_no_venue():
    assert Country.objects.nations().filter(is_territory=True).count() == 0
    assert Country.objects.names().noc("Réunion") == ""
    assert "Réunion" not in Country.objects.in_datelines()
    with pytest.raises(IntegrityError, match="A venue is in a country with an NOC"), transaction.atomic():
        Venue.objects.create(name="Ice", slug="ice", city="Saint-Denis", country_id="REU", time_zone="Indian/Reunion")
    factories.venue(country=factories.country("XKX", is_current=True))
    with pytest.raises(IntegrityError, match="Venues are in"), transaction.atomic():
        Country.objects.filter(noc="XKX").update(is_territory=True)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"follows_id": "NOR"}, "Only a territory has the answer of another country."),
        ({"is_territory": True, "follows_id": "REU"}, "Réunion has no answer of its own: choose a current NOC."),
        ({"is_territory": True, "follows_id": "GDR"}, "East Germany has no answer of its own: choose a current NOC."),
        ({"is_territory": True, "is_current": False}, "A territory has an answer, so it is of today: leave the tick."),
    ],
)
def test_territory_that_can_not_be_is_refused_in_words(values, said):
    with pytest.raises(ValidationError) as refused:
        Country(noc="XKX", name="Upper Ice", **values).full_clean()
    assert refused.value.messages == [said]


def test_database_refuses_chains_of_territories():
    with pytest.raises(IntegrityError, match="no answer that another could have"), transaction.atomic():
        Country.objects.create(noc="XKX", name="Upper Ice", is_territory=True, follows_id="REU")
    with pytest.raises(IntegrityError, match="no answer that another could have"), transaction.atomic():
        Country.objects.filter(noc="FRA").update(is_territory=True)


def test_listing_for_a_country_leaves_out_its_own_territories_alone(french):
    with pytest.raises(IntegrityError, match="JEY"), transaction.atomic():
        french.except_countries.set(["JEY"])
        connection.check_constraints()
    french.except_countries.set(["REU"])
    connection.check_constraints()


# As staff meet them


def codes(rows) -> list[str]:
    return [row.country.noc for row in rows]


def test_matrix_has_a_territory_where_it_is_named_or_asked_for(season, french):
    found = season_matrix(season, timezone.localdate()).rows
    assert len(found) == 250
    assert len(filtered(found, MatrixFilter())) == 206
    assert codes(filtered(found, MatrixFilter(name="Réunion"))) == ["REU"]
    (cell,) = filtered(found, MatrixFilter(name="Réunion"))[0].cells
    assert (cell.said, ASSUMED in cell.words, cell.deciding) == ("Example Sports", True, (french.pk,))
    french.except_countries.set(["REU"])
    found = filtered(season_matrix(season, timezone.localdate()).rows, MatrixFilter())
    assert len(found) == 207
    assert "REU" in codes(found)


def table(*rows: dict[str, str]):
    lines = [",".join(TABLE.columns), *(",".join(f'"{row.get(each, "")}"' for each in TABLE.columns) for row in rows)]
    return planned(read_table(TABLE, "\n".join(lines).encode(), "listings.csv"))


@pytest.fixture
def row(season) -> dict[str, str]:
    factories.broadcaster("Example TV")
    return {"broadcaster": "Example TV", "season": "2025-26", "source": "A mail"}


def test_table_takes_names_in_any_language_and_territories(row):
    group = CountryGroup.objects.create(name="Europe")
    group.countries.set(["GER", "AUT"])
    found = table(
        {**row, "country": "Deutschland"},
        {**row, "country": "Pays-Bas"},
        {**row, "country": "réunion"},
        {**row, "country": "Francia", "except_countries": "Réunion, Mayotte", "except_held_in": "Norge und Polska"},
        {**row, "group": "Europe", "except_countries": "AUT"},
    )
    assert found.errors == ()
    apply(found)
    made = Listing.objects.order_by("pk")
    assert [each.country_id for each in made] == ["GER", "NED", "REU", "FRA", None]
    assert sorted(made[3].except_countries.values_list("pk", flat=True)) == ["MYT", "REU"]
    assert sorted(made[3].except_held_in.values_list("pk", flat=True)) == ["NOR", "POL"]
    again = table(*(dict(zip(TABLE.columns, each, strict=True)) for each in listing_rows()))
    assert (again.errors, again.unchanged, again.changes) == ((), 5, ())


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"country": "Korea"}, "column country: “Korea” may be Korea (KOR) or DPR Korea (PRK): write which."),
        ({"country": "GDR"}, "column country: GDR is a country of the past, which nothing new can be for"),
        ({"country": "East Germany"}, "column country: “East Germany” is a country of the past"),
        ({"country": "France", "except_countries": "Jersey"}, "column except_countries: exceptions are for a group"),
        (
            {"country": "NED", "except_held_in": "Congo"},
            "column except_held_in: “Congo” may be Congo (CGO) or DR Congo",
        ),
    ],
)
def test_table_refuses_what_is_not_clear_at_its_cell(row, cells, said):
    (error,) = table({**row, **cells}).errors
    assert f"row 2, {said}" in str(error)


def test_listing_of_a_country_of_the_past_stays_in_the_table(row):
    factories.listing(country=Country.objects.get(noc="GDR"))
    stored = [dict(zip(TABLE.columns, each, strict=True)) for each in listing_rows()]
    assert (table(*stored).errors, table(*stored).unchanged) == ((), 1)
    changed = table({**stored[0], "channel": "Two"})
    assert (changed.errors, changed.changed) == ((), 1)
