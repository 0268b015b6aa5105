"""What is said of listings with one click, and what their list can be narrowed to."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from events.models import CountryGroup, LinkWord, Listing
from isuwc.history.models import Change, Entry
from isuwc.history.undo import take_back
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


@pytest.mark.parametrize(("mark", "checked_on"), [("right", 0), ("answers", OLD), ("rubbish", OLD), ("", OLD)])
def test_mark_sets_the_day_of_the_check_and_nothing_else(client, staff, mark, checked_on):
    listing = factories.listing(checked_on=OLD, note="A note", link="https://nos.nl/")
    response, found = marked(client, listing, mark=mark)
    assert found == (days(0) if checked_on == 0 else OLD)
    assert (response.status_code, response["Location"]) == (302, LIST)
    assert (listing.note, listing.link) == ("A note", "https://nos.nl/")
    history = list(Change.objects.filter(deed="said").values_list("entry__person_id", "row"))
    assert history == ([(staff.pk, str(listing.pk))] if mark == "right" else [])


def marked(client, listing, **values):
    response = client.post(f"{LIST}{listing.pk}/mark/", values)
    listing.refresh_from_db()
    return response, listing.checked_on


def said(client, **values):
    response = client.post(f"{LIST}links/mark/", values)
    word = LinkWord.objects.values_list("failed_on", "answered_on").first()
    return [str(each) for each in get_messages(response.wsgi_request)], word


@pytest.mark.parametrize(
    ("before", "said_now", "expected"),
    [
        (None, "answers", (None, 0)),
        (None, "fails", (0, None)),
        ((OLD, None), "answers", (None, 0)),
        ((OLD, None), "fails", (OLD, None)),  # it has failed since then
        ((None, OLD), "fails", (0, OLD)),
        ((None, OLD), "answers", (None, 0)),
    ],
)
def test_what_is_said_of_an_address_holds_for_all_that_lead_to_it(client, staff, before, said_now, expected):
    address = "https://nos.nl/"
    listings = [factories.listing(checked_on=OLD, link=address, channel=str(number)) for number in range(15)]
    if before:
        LinkWord.objects.create(address=address, failed_on=before[0], answered_on=before[1])
    messages, word = said(client, **{said_now: address})
    assert word == tuple(days(0) if each == 0 else each for each in expected)
    what = "answers" if said_now == "answers" else "no longer answers"
    assert messages == [f"Recorded for all 15 that lead there: https://nos.nl/ {what}."]
    assert set(Listing.objects.values_list("checked_on", flat=True)) == {OLD}  # of the right it says nothing
    told = Change.objects.filter(deed="said", table="events_listing").values_list("row", "words", "entry__person_id")
    assert sorted(told) == sorted((str(each.pk), f"https://nos.nl/ {what}.", staff.pk) for each in listings)


def test_word_on_a_link_is_one_entry_that_can_be_taken_back(client, staff):
    factories.listing(link="https://nos.nl/")
    said(client, fails="https://nos.nl/")
    entry = Entry.objects.order_by("-pk").first()
    take_back(entry, staff)
    assert LinkWord.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "Choose Link answers or No longer answers."),
        ({"fails": ""}, "Choose Link answers or No longer answers."),
        ({"fails": "https://nos.nl/old"}, "Nothing was recorded, as nothing leads to https://nos.nl/old any more."),
        ({"answers": "https://nos.nl/old"}, "Nothing was recorded, as nothing leads to https://nos.nl/old any more."),
    ],
)
def test_nothing_is_said_of_an_address_that_nothing_leads_to(client, staff, values, message):
    factories.listing(link="https://nos.nl/new")
    assert said(client, **values) == ([message], None)


def test_only_broadcast_staff_say_it(client):
    factories.listing(link="https://nos.nl/")
    sign_in(client, "Results")
    assert client.post(f"{LIST}links/mark/", {"fails": "https://nos.nl/"}).status_code == 403
    sign_in(client, "Broadcast")
    assert client.get(f"{LIST}links/mark/").status_code == 405
    assert not LinkWord.objects.exists()


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
    assert (response.status_code, found) == (403, OLD)
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
        ({"check": "month"}, "later, over, fails"),
        ({"check": "fresh"}, "soon, group"),
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
    LinkWord.objects.create(address=f"{link}dead", failed_on=OLD)
    LinkWord.objects.create(address=link, answered_on=OLD)
    factories.listing(note="fails", link=f"{link}dead", checked_on=days(-31))
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
