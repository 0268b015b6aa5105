"""A cell of the matrix is changed in place: what its short form saves, for what, and who may."""

import datetime

import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.messages import get_messages
from django.utils import timezone

from events.broadcast.permissions import LISTING_PERMISSIONS
from events.models import Broadcaster, CountryGroup, Listing
from tests.factories import events as factories
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

MATRIX = "/admin/events/listing/matrix/"
NORWAY_1 = f"{MATRIX}2025-26/NOR/1/"


@pytest.fixture
def season(client):
    sign_in(client, "Broadcast")
    season = factories.season()
    for number in (1, 2):
        factories.session(event=factories.event(season=season, number=number))
    factories.broadcaster("Example TV")
    return season


@pytest.fixture
def nordic(season) -> Listing:
    """Of the Nordic countries, for the whole season."""
    group = CountryGroup.objects.create(name="the Nordic countries")
    group.countries.set(["NOR", "SWE", "FIN"])
    return factories.listing(group=group, season=season, channel="One", link="https://nordic.tv/one")


def opened(client, address: str, **changes) -> dict:
    """What a browser sends of the short form at that address, with these changes."""
    page = client.get(address)
    form = page.context["adminform"].form
    values = {field.html_name: field.value() for field in form}
    token = page.text.split('name="_opened" value="')
    sent = {name: "" if value is None else value for name, value in values.items() if value is not False}
    sent |= {"_opened": token[1].split('"')[0]} if len(token) > 1 else {}
    return {**sent, **changes}


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_new_listing_of_a_cell_is_for_its_country_and_event(client, season):
    address = f"{NORWAY_1}add/"
    sent = opened(client, address, who=factories.broadcaster("Example Two").name, source="A mail")
    response = client.post(address, sent)
    assert response.url == f"{MATRIX}?season=2025-26#cell-NOR-1"
    made = Listing.objects.get()
    assert (made.country_id, made.season, made.series, list(made.events.all())) == (
        "NOR", season, season.series, [season.events.get(number=1)],
    )  # fmt: skip
    assert (made.source, made.timing, made.checked_on) == ("A mail", "live", None)
    assert said(response) == ["Example Two: Norway: saved."]


def test_new_listing_of_a_cell_may_be_for_the_season(client, season):
    address = f"{NORWAY_1}add/"
    two = factories.broadcaster("Example Two")
    sent = opened(client, address, who=two.name.upper(), source="A mail", where="season", checked_today="on")
    client.post(address, sent)
    made = Listing.objects.get()
    assert (made.season, list(made.events.all()), made.checked_on) == (season, [], datetime.date.today())


def test_broadcaster_that_is_new_is_named_in_the_cell(client, season):
    address = f"{NORWAY_1}add/"
    sent = opened(client, address, who="  Viaplay   Sport ", source="A mail")
    foreseen = client.post(f"{address}foreseen/", sent)
    assert (foreseen.context["foreseen"].countries, "Viaplay Sport" in foreseen.text) == (1, True)
    assert not Broadcaster.objects.filter(name="Viaplay Sport").exists()  # nothing is kept of what was only looked at
    response = client.post(address, sent)
    made = Listing.objects.select_related("broadcaster").get()
    assert (made.broadcaster.name, made.broadcaster.slug) == ("Viaplay Sport", "viaplay-sport")
    assert said(response) == ["Viaplay Sport was added as a broadcaster.", "Viaplay Sport: Norway: saved."]


def test_who_may_not_add_a_broadcaster_names_one_on_record(client, season):
    person = User.objects.create(username="listings", is_staff=True)
    allowed = [name.removeprefix("events.") for name in LISTING_PERMISSIONS]
    person.user_permissions.set(Permission.objects.filter(content_type__app_label="events", codename__in=allowed))
    client.force_login(person)
    address = f"{NORWAY_1}add/"
    page = client.post(address, opened(client, address, who="Viaplay", source="A mail"))
    assert page.context["adminform"].form.errors == {
        "who": ["There is no broadcaster “Viaplay”, and you may not add one."]
    }
    assert "data-known-only" in page.text
    assert client.post(address, opened(client, address, who="example-tv", source="A mail")).status_code == 302
    assert Listing.objects.get().broadcaster.name == "Example TV"


def test_change_for_all_that_the_listing_is_for(client, nordic):
    address = f"{NORWAY_1}{nordic.pk}/"
    response = client.post(address, opened(client, address, channel="Two"))
    nordic.refresh_from_db()
    assert (response.status_code, nordic.channel, Listing.objects.count()) == (302, "Two", 1)


def test_change_for_one_country_alone_leaves_the_others_as_they_are(client, nordic, season):
    address = f"{NORWAY_1}{nordic.pk}/"
    response = client.post(address, opened(client, address, channel="Two", where="country"))
    own = Listing.objects.exclude(pk=nordic.pk).get()
    nordic.refresh_from_db()
    assert (own.country_id, own.group, own.season, own.channel, own.link) == (
        "NOR", None, season, "Two", "https://nordic.tv/one",
    )  # fmt: skip
    assert (nordic.channel, [each.noc for each in nordic.except_countries.all()]) == ("One", ["NOR"])
    assert said(response) == [
        "Example TV: Norway, Norway, the season 2025/26, is a listing of its own now.",
        "Example TV: Norway: saved.",
    ]


def test_change_for_one_event_alone_leaves_the_others_as_they_are(client, nordic, season):
    address = f"{NORWAY_1}{nordic.pk}/"
    client.post(address, opened(client, address, ways=["delayed"], where="event"))
    own, first = Listing.objects.exclude(pk=nordic.pk).get(), season.events.get(number=1)
    nordic.refresh_from_db()
    assert (own.group, list(own.events.all()), own.timing) == (nordic.group, [first], "delayed")
    assert (nordic.timing, list(nordic.except_events.all())) == ("live", [first])


def test_part_that_is_all_of_it_is_changed_where_it_stands(client, season):
    only = factories.listing(season=season)
    only.events.set([season.events.get(number=1)])
    address = f"{NORWAY_1}{only.pk}/"
    client.post(address, opened(client, address, channel="Two", where="event"))
    assert list(Listing.objects.values_list("pk", "channel")) == [(only.pk, "Two")]


def test_what_somebody_else_changed_meanwhile_is_asked_about(client, nordic):
    address = f"{NORWAY_1}{nordic.pk}/"
    sent = opened(client, address, channel="Two", note="In Sami")
    Listing.objects.filter(pk=nordic.pk).update(channel="Three")
    page = client.post(address, sent)
    nordic.refresh_from_db()
    assert (page.status_code, nordic.channel, nordic.note) == (200, "Three", "")
    assert "Nothing was saved: what you changed was changed meanwhile" in flat(page.text)


def test_new_link_holds_from_today_and_finished_events_keep_the_former(client, nordic):
    address = f"{NORWAY_1}{nordic.pk}/"
    response = client.post(address, opened(client, address, link="https://nordic.tv/two"))
    nordic.refresh_from_db()
    assert nordic.link == "https://nordic.tv/two"
    assert [(each.was, each.before) for each in nordic.formers.all()] == [
        ("https://nordic.tv/one", timezone.localdate()),
    ]
    assert "keep the former link, https://nordic.tv/one" in said(response)[0]


def test_part_that_is_split_off_keeps_what_finished_events_had(client, nordic):
    nordic.formers.create(was="https://nordic.tv/zero", before=datetime.date(2025, 1, 1))
    address = f"{NORWAY_1}{nordic.pk}/"
    client.post(address, opened(client, address, channel="Two", where="country"))
    own = Listing.objects.exclude(pk=nordic.pk).get()
    assert (
        [each.was for each in own.formers.all()]
        == [each.was for each in nordic.formers.all()]
        == ["https://nordic.tv/zero"]
    )


def test_cell_without_a_source_is_refused_at_its_field(client, season):
    address = f"{NORWAY_1}add/"
    page = client.post(address, opened(client, address, who="", source=""))
    assert page.context["adminform"].form.errors == {
        "who": ["This field is required."],
        "source": ["This field is required."],
    }
    assert not Listing.objects.exists()


def test_cell_says_what_fans_would_see(client, nordic):
    address = f"{NORWAY_1}{nordic.pk}/"
    page = client.post(f"{address}foreseen/", opened(client, address, channel="Two", where="country"))
    assert (page.context["foreseen"].countries, page.context["foreseen"].territories) == (1, 2)
    assert list(Listing.objects.values_list("pk", "channel")) == [(nordic.pk, "One")]


def test_cell_says_who_changed_it_last(client, nordic):
    address = f"{NORWAY_1}{nordic.pk}/"
    client.post(address, opened(client, address, channel="Two"))
    text = flat(client.get(address).text)
    last = text.split('<details class="cell-last">')[1]
    assert "Listing: cell change" in last and "Channel: One → Two" in last and "Take this back" in last


@pytest.mark.parametrize(
    "place", ["2025-26/NOR/3", "2025-26/URS/1", "2024-25/NOR/1", "2025-26/XXX/1", "2025-26/NOR/999"]
)
@pytest.mark.parametrize("end", ["/", "/add/", "/1/"])
def test_cell_that_the_matrix_does_not_have(client, season, place, end):
    assert client.get(f"{MATRIX}{place}{end}").status_code == 404


@pytest.mark.parametrize("role", ["Results", "Journalist", "Editor"])
def test_broadcast_staff_alone_open_cells(client, nordic, role):
    sign_in(client, role)
    for end in ("", "add/", f"{nordic.pk}/"):
        assert client.get(f"{NORWAY_1}{end}").status_code == 403
    assert client.post(f"{NORWAY_1}{nordic.pk}/", {"channel": "Two"}).status_code == 403


def test_cell_costs_the_same_queries_whatever_is_on_record(client, nordic, season, django_assert_num_queries):
    address = f"{NORWAY_1}{nordic.pk}/"
    client.get(address)
    with django_assert_num_queries(23):
        client.get(address)
    for noc in ("ITA", "GER", "USA"):
        factories.listing(country=factories.country(noc), season=season)
    with django_assert_num_queries(23):
        client.get(address)
