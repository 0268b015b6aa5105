"""Listings changed in their list: checked, merged with what a colleague did, and recorded like any form."""

import datetime
import re

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from events.models import Listing, ListingWas
from isuwc.history.models import Entry
from isuwc.history.undo import take_back
from tests.factories import events as factories
from tests.factories import people
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

LIST = "/admin/events/listing/"
OPENED = re.compile(r'name="_opened" value="([^"]*)"')


@pytest.fixture
def staff(client):
    return sign_in(client, "Broadcast")


@pytest.fixture
def listings():
    season = factories.season()
    return [
        factories.listing(season=season, country=factories.country(noc), channel="One", link="https://one.no/")
        for noc in ("NOR", "SWE", "DEN")
    ]


def opened(client, address=LIST):
    """What a browser would send of the list as it is."""
    page = client.get(address)
    formset = page.context["cl"].formset
    values = {"_save": "Save", "form-TOTAL_FORMS": len(formset.forms), "form-INITIAL_FORMS": len(formset.forms)}
    for form in formset.forms:
        for name in form.fields:
            value = form[name].value()
            values[form.add_prefix(name)] = "" if value is None else str(value)
    return {**values, "_opened": OPENED.search(page.text)[1]}


def place(values, listing):
    """The prefix of its row."""
    return next(
        key.removesuffix("-id") for key, value in values.items() if key.endswith("-id") and value == str(listing.pk)
    )


def typed(values, listing, **changes):
    row = place(values, listing)
    return {**values, **{f"{row}-{name}": value for name, value in changes.items()}}


def said(response):
    return [str(each) for each in get_messages(response.wsgi_request)]


def test_rows_are_changed_in_place_as_one_entry_that_can_be_taken_back(client, staff, listings):
    values = opened(client)
    values = typed(values, listings[0], channel="Two", link="https://two.no/", ends_on="2025-12-06")
    values = typed(values, listings[1], checked_on="2025-11-20")
    response = client.post(LIST, values)
    assert (response.status_code, response["Location"]) == (302, LIST)
    rows = Listing.objects.order_by("pk").values_list("channel", "link", "ends_on", "checked_on")
    assert list(rows) == [
        ("Two", "https://two.no/", datetime.date(2025, 12, 6), None),
        ("One", "https://one.no/", None, datetime.date(2025, 11, 20)),
        ("One", "https://one.no/", None, None),
    ]
    assert list(ListingWas.objects.values_list("was", "before")) == [("https://one.no/", timezone.localdate())]
    entry = Entry.objects.order_by("-pk")[0]
    assert entry.person_id == staff.pk
    take_back(entry, staff)
    assert set(Listing.objects.values_list("channel", "link", "ends_on")) == {("One", "https://one.no/", None)}


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"link": "javascript:alert(1)"}, {"link": ["Enter a valid URL."]}),
        ({"ends_on": "soon"}, {"ends_on": ["Write the day as 31/12/2025, 31.12.2025, 31 Dec 2025 or 2025-12-31."]}),
        ({"ends_on": "2025-10-01"}, {"ends_on": ["The last day is before the first."]}),
        ({"checked_on": "2999-01-01"}, {"checked_on": ["This date is in the future."]}),
        ({"channel": "x" * 81}, {"channel": ["Ensure this value has at most 80 characters (it has 81)."]}),
    ],
)
def test_bad_value_is_refused_at_its_field_and_nothing_is_saved(client, staff, listings, changes, errors):
    Listing.objects.update(starts_on=datetime.date(2025, 11, 1))
    values = typed(typed(opened(client), listings[0], **changes), listings[1], channel="Two")
    response = client.post(LIST, values)
    forms = response.context["cl"].formset.forms
    assert [form.errors for form in forms if form.errors] == [errors]
    assert set(Listing.objects.values_list("channel", flat=True)) == {"One"}
    page = flat(response.text)
    assert "Not saved yet: what you typed is in the form below" in page
    assert 'value="Two"' in page


def test_what_a_colleague_changed_is_kept(client, staff, listings):
    values = typed(opened(client), listings[0], channel="Two")
    Listing.objects.filter(pk=listings[1].pk).update(link="https://colleague.no/")
    response = client.post(LIST, values)
    assert response.status_code == 302
    rows = Listing.objects.order_by("pk").values_list("channel", "link")
    assert list(rows)[:2] == [("Two", "https://one.no/"), ("One", "https://colleague.no/")]
    (words,) = (each for each in said(response) if each.startswith("Changed meanwhile"))
    assert "https://colleague.no/" in words


def test_row_in_which_both_changed_something_is_asked_about_with_both_proposed(client, staff, listings):
    values = typed(opened(client), listings[0], channel="Two")
    Listing.objects.filter(pk=listings[0].pk).update(link="https://colleague.no/")
    response = client.post(LIST, values)
    assert response.status_code == 200
    proposed = re.findall(r'name="(_take [^"]*)" value="([^"]*)" checked', flat(response.text))
    assert sorted(value for _, value in proposed) == ["mine", "theirs"]
    client.post(LIST, {**values, "_opened": OPENED.search(response.text)[1], **dict(proposed)})
    found = Listing.objects.get(pk=listings[0].pk)
    assert (found.channel, found.link) == ("Two", "https://colleague.no/")


def test_same_field_changed_by_both_is_asked_about(client, staff, listings):
    values = typed(opened(client), listings[0], channel="Mine")
    Listing.objects.filter(pk=listings[0].pk).update(channel="Theirs")
    response = client.post(LIST, values)
    assert Listing.objects.get(pk=listings[0].pk).channel == "Theirs"
    page = flat(response.text)
    assert "Nothing was saved: what you changed was changed meanwhile by" in page
    names = re.findall(r'type="radio" name="(_take [^"]*)" value="([^"]*)"', page)
    assert [value for _, value in names] == ["mine", "theirs"]
    again = {**values, "_opened": OPENED.search(response.text)[1], names[0][0]: "mine"}
    assert client.post(LIST, again).status_code == 302
    assert Listing.objects.get(pk=listings[0].pk).channel == "Mine"


def test_row_deleted_meanwhile_is_said_and_the_others_are_saved(client, staff, listings):
    values = typed(typed(opened(client), listings[0], channel="Two"), listings[2], channel="Four")
    key = listings[0].pk
    listings[0].delete()
    response = client.post(LIST, values)
    assert response.status_code == 302
    assert f"Listing {key} was deleted meanwhile. Not saved: channel: Two, link: https://one.no/." in said(response)
    assert sorted(Listing.objects.values_list("channel", flat=True)) == ["Four", "One"]


def test_page_that_does_not_say_what_it_showed_saves_nothing(client, staff, listings):
    values = typed(opened(client), listings[0], channel="Two")
    other = Client()
    other.force_login(people.staff("Broadcast", "another"))
    for carried in ("", "rubbish", OPENED.search(other.get(LIST).text)[1]):
        response = client.post(LIST, {**values, "_opened": carried})
        assert response.status_code == 200
        assert "the page doesn&#x27;t say what it showed" in response.text
    assert set(Listing.objects.values_list("channel", flat=True)) == {"One"}


def test_those_who_may_only_look_see_no_fields(client, listings):
    sign_in(client, "Results")
    page = client.get(LIST)
    assert page.context["cl"].formset is None
    assert "form-0-channel" not in page.text
    client.post(LIST, {"_save": "1", "form-TOTAL_FORMS": 0, "form-INITIAL_FORMS": 0})
    assert set(Listing.objects.values_list("channel", flat=True)) == {"One"}


def test_empty_list_is_a_page_like_any(client, staff, listings):
    page = client.get(LIST, {"q": "nobody"})
    assert (page.status_code, list(page.context["cl"].result_list)) == (200, [])


def test_invisible_characters_are_removed(client, staff, listings):
    client.post(LIST, typed(opened(client), listings[0], channel="T\u200bwo\x07"))
    assert Listing.objects.get(pk=listings[0].pk).channel == "Two"


def test_each_field_of_a_row_has_a_name_of_its_own(client, staff, listings):
    page = flat(client.get(LIST).text)
    for name in ("Channel", "Link", "Ends on", "Checked on"):
        assert page.count(f'aria-label="{name} of Example Sports: Norway"') == 1


@pytest.mark.parametrize("number", [1, 30])
def test_list_costs_the_same_queries(client, staff, listings, django_assert_num_queries, number):
    for at in range(number):
        factories.listing(channel=str(at))
    client.get(LIST)
    with django_assert_num_queries(11):
        client.get(LIST)
