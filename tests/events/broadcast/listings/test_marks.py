"""What is said of listings with one click, and what their list can be narrowed to."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from events.models import CountryGroup, Listing
from isuwc.history.models import Change
from tests.factories import events as factories
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

LIST = "/admin/events/listing/"
OLD = datetime.date(2025, 1, 2)


@pytest.fixture
def staff(client):
    return sign_in(client, "Broadcast")


def days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def marked(client, listing, **values):
    response = client.post(f"{LIST}{listing.pk}/mark/", values)
    listing.refresh_from_db()
    return response, (listing.checked_on, listing.link_failed_on)


@pytest.mark.parametrize(
    ("mark", "failed", "checked_on", "failed_on"),
    [
        ("right", OLD, 0, OLD),
        ("answers", OLD, 0, None),
        ("fails", None, OLD, 0),
        ("fails", OLD, OLD, OLD),  # it has failed since then
        ("rubbish", OLD, OLD, OLD),
        ("", None, OLD, None),
    ],
)
def test_mark_sets_the_days_and_nothing_else(client, staff, mark, failed, checked_on, failed_on):
    listing = factories.listing(checked_on=OLD, link_failed_on=failed, note="A note", link="https://nos.nl/")
    expected = tuple(days(0) if each == 0 else each for each in (checked_on, failed_on))
    response, found = marked(client, listing, mark=mark)
    assert found == expected
    assert (response.status_code, response["Location"]) == (302, LIST)
    assert (listing.note, listing.link) == ("A note", "https://nos.nl/")
    history = list(Change.objects.filter(deed="said").values_list("entry__person_id", "row"))
    assert history == ([(staff.pk, str(listing.pk))] if mark in {"right", "answers", "fails"} else [])


@pytest.mark.parametrize("mark", ["answers", "fails"])
def test_what_is_said_of_a_link_is_not_said_of_another_one(client, staff, mark):
    listing = factories.listing(checked_on=OLD, link="https://nos.nl/new/")
    response, found = marked(client, listing, mark=mark, **{f"link-{listing.pk}": "https://nos.nl/"})
    assert found == (OLD, None)
    assert [str(each) for each in get_messages(response.wsgi_request)] == [
        f"{listing}: nothing was marked, as its link was changed meanwhile. Try the new one."
    ]
    _, found = marked(client, listing, mark=mark, **{f"link-{listing.pk}": "https://nos.nl/new/"})
    assert found == ((days(0), None) if mark == "answers" else (OLD, days(0)))


def test_mark_leads_back_to_a_page_of_this_site_and_to_no_other(client, staff):
    listing = factories.listing()
    for wanted, back in (
        ("/admin/broadcast/?season=2025-26#links", "/admin/broadcast/?season=2025-26#links"),
        ("https://evil.example/", LIST),
        ("//evil.example/", LIST),
        ("javascript:alert(1)", LIST),
    ):
        assert marked(client, listing, mark="right", next=wanted)[0]["Location"] == back


def test_mark_is_posted_with_a_token_of_a_listing_that_is_there(client, staff):
    listing = factories.listing(checked_on=OLD)
    assert client.get(f"{LIST}{listing.pk}/mark/").status_code == 405
    assert client.post(f"{LIST}0/mark/", {"mark": "right"}).status_code == 404
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(staff)
    assert strict.post(f"{LIST}{listing.pk}/mark/", {"mark": "right"}).status_code == 403
    listing.refresh_from_db()
    assert listing.checked_on == OLD


@pytest.mark.parametrize("role", ["Journalist", "Editor", "Results"])
def test_other_roles_can_not_mark(client, role):
    sign_in(client, role)
    listing = factories.listing(checked_on=OLD)
    response, found = marked(client, listing, mark="right")
    assert (response.status_code, found) == (403, (OLD, None))
    client.post(LIST, {"action": "checked_today", "_selected_action": [listing.pk]})
    listing.refresh_from_db()
    assert listing.checked_on == OLD


def test_many_are_checked_at_once(client, staff):
    first, _, third = (factories.listing(checked_on=OLD) for _ in range(3))
    chosen = {"action": "checked_today", "_selected_action": [first.pk, third.pk]}
    response = client.post(LIST, chosen, follow=True)
    assert [str(message) for message in response.context["messages"]] == ["2 listings checked today."]
    assert list(Listing.objects.order_by("pk").values_list("checked_on", flat=True)) == [days(0), OLD, days(0)]
    noted = Change.objects.filter(deed="said").order_by("pk").values_list("row", "words")
    assert sorted(noted) == sorted((str(each.pk), "Checked today.") for each in (first, third))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"territory": "country"}, "no link, soon, later, over, fails"),
        ({"territory": "group"}, "group"),
        ({"ends": "soon"}, "soon"),
        ({"ends": "over"}, "over"),
        ({"ends": "open"}, "no link, fails, group"),
        ({"link_state": "fails"}, "fails"),
        ({"link_state": "none"}, "no link"),
        ({"check": "never"}, "no link"),
        ({"check": "old"}, "over"),
        ({"check": "lately"}, "soon, later, fails, group"),
        ({"check": "rubbish"}, "no link, soon, later, over, fails, group"),
    ],
)
def test_list_is_narrowed(client, staff, asked, found):
    group = CountryGroup.objects.create(name="Nordic")
    link = "https://nos.nl/"
    factories.listing(note="no link")
    factories.listing(note="soon", ends_on=days(30), checked_on=days(0), link=link)
    factories.listing(note="later", ends_on=days(31), checked_on=days(-180), link=link)
    factories.listing(note="over", ends_on=days(-1), checked_on=days(-181), link=link)
    factories.listing(note="fails", link=link, link_failed_on=OLD, checked_on=days(0))
    factories.listing(note="group", group=group, link=link, checked_on=days(0))
    result = client.get(LIST, asked).context["cl"].queryset.order_by("pk")
    assert ", ".join(result.values_list("note", flat=True)) == found


def test_group_of_countries_says_its_codes_and_what_uses_it(client, staff):
    group = CountryGroup.objects.create(name="Nordic")
    group.countries.set([factories.country("NOR"), factories.country("SWE")])
    for _ in range(2):
        factories.listing(group=group)
    row = client.get("/admin/events/countrygroup/").context["cl"].result_list[0]
    assert (row.member_count, row.listing_count) == (2, 2)
    page = flat(client.get(f"/admin/events/countrygroup/{group.pk}/change/").text)
    assert "Norway (NOR)" in page
    assert f'<a href="/admin/events/listing/?group__id__exact={group.pk}">2 listings</a>' in page
    assert client.get(LIST, {"group__id__exact": group.pk}).context["cl"].result_count == 2
    assert (
        client.post("/admin/events/countrygroup/add/", {"name": "Baltic", "countries": ["EST", "LAT"]}).status_code
        == 302
    )
