"""Several listings changed at once from their list: shown first, in words, then applied in full or not at all."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from events.models import LinkWord, Listing, ListingWas
from isuwc.history.models import Entry
from isuwc.history.undo import take_back
from isuwc.text.asked import DAY
from tests.factories import events as factories
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

LIST = "/admin/events/listing/"
OLD, NEW = "https://eurosport.no/live", "https://tnt.no/live"


def day(number):
    return timezone.localdate() + datetime.timedelta(days=number)


@pytest.fixture
def staff(client):
    return sign_in(client, "Broadcast")


@pytest.fixture
def listings():
    season = factories.season()
    return [
        factories.listing(season=season, link=OLD, country=factories.country(noc), starts_on=datetime.date(2025, 11, 1))
        for noc in ("NOR", "SWE", "DEN")
    ]


def send(client, action, chosen, **values):
    return client.post(LIST, {"action": action, "_selected_action": [each.pk for each in chosen], **values})


def apply(client, action, chosen, **values):
    shown = send(client, action, chosen, **values, _look="1")
    return shown, send(client, action, chosen, **values, _apply="1", shown=shown.context["plan"].fingerprint)


def said(response):
    return [str(each) for each in get_messages(response.wsgi_request)]


def test_new_link_is_asked_for_shown_and_given_to_all(client, staff, listings):
    asked = send(client, "new_link", listings[:2], index="0")
    assert asked.context["plan"] is None
    assert flat(asked.text).count('name="_selected_action"') == 2
    shown, response = apply(client, "new_link", listings[:2], link=NEW, holds_from=day(0).isoformat())
    when = f"{day(0).day} {day(0):%B %Y}"
    assert [each.words for each in shown.context["plan"].changes] == [(f"link: {OLD} → {NEW} from {when} on",)] * 2
    assert (response.status_code, response["Location"]) == (302, LIST)
    assert list(Listing.objects.order_by("pk").values_list("link", flat=True)) == [NEW, NEW, OLD]
    assert list(ListingWas.objects.order_by("listing").values_list("listing", "was", "before")) == [
        (each.pk, OLD, day(0)) for each in listings[:2]
    ]
    entry = Entry.objects.order_by("-pk")[0]
    assert (entry.what, entry.person_id) == ("New link, 2 listings", staff.pk)
    take_back(entry, staff)
    assert set(Listing.objects.values_list("link", flat=True)) == {OLD}
    assert not ListingWas.objects.exists()


def test_correction_keeps_nothing(client, staff, listings):
    apply(client, "new_link", listings, link=NEW, holds_from="")
    assert set(Listing.objects.values_list("link", flat=True)) == {NEW}
    assert not ListingWas.objects.exists()


@pytest.mark.parametrize(
    ("action", "values", "errors"),
    [
        ("new_link", {"link": "nonsense of course"}, {"link": ["Enter a valid URL."]}),
        ("new_link", {"link": ""}, {"link": ["This field is required."]}),
        ("new_link", {"link": "javascript:alert(1)"}, {"link": ["Enter a valid URL."]}),
        (
            "new_link",
            {"link": NEW, "holds_from": "soon"},
            {"holds_from": [DAY]},
        ),
        (
            "ends_on",
            {"ends_on": "soon"},
            {"ends_on": [DAY]},
        ),
    ],
)
def test_bad_value_is_refused_at_its_field(client, staff, listings, action, values, errors):
    response = send(client, action, listings, **values, _look="1")
    assert (response.context["form"].errors, response.context["plan"]) == (errors, None)
    assert set(Listing.objects.values_list("link", flat=True)) == {OLD}


def test_last_day_is_given_to_all_or_to_none(client, staff, listings):
    shown, _ = apply(client, "ends_on", listings, ends_on="2025-12-06")
    assert [each.words for each in shown.context["plan"].changes] == [("ends_on: none → 2025-12-06",)] * 3
    assert set(Listing.objects.values_list("ends_on", flat=True)) == {datetime.date(2025, 12, 6)}
    Listing.objects.filter(pk=listings[0].pk).update(starts_on=datetime.date(2025, 12, 5))
    shown, response = apply(client, "ends_on", listings, ends_on="2025-12-04")
    assert [str(each) for each in shown.context["plan"].errors] == [
        f"Listing {listings[0].pk} begins on 2025-12-05, after that day."
    ]
    assert response.status_code == 200
    apply(client, "ends_on", listings, ends_on="")
    assert set(Listing.objects.values_list("ends_on", flat=True)) == {None}


def test_what_changed_since_it_was_shown_is_shown_again(client, staff, listings):
    values = {"link": NEW, "holds_from": ""}
    shown = send(client, "new_link", listings, **values, _look="1")
    Listing.objects.filter(pk=listings[0].pk).update(link="https://colleague.no/")
    response = send(client, "new_link", listings, **values, _apply="1", shown=shown.context["plan"].fingerprint)
    assert said(response) == ["Nothing was applied because the data changed in the meantime. Review the changes again."]
    assert f"link: https://colleague.no/ → {NEW}" in response.context["plan"].changes[0].words
    assert set(Listing.objects.values_list("link", flat=True)) == {OLD, "https://colleague.no/"}


def test_dead_links_are_said_of_their_addresses(client, staff, listings):
    Listing.objects.filter(pk=listings[2].pk).update(link=NEW)
    response = send(client, "link_fails", [listings[0]], index="0")
    assert said(response) == ["1 address no longer answers: recorded for all 2 that lead there."]
    assert list(LinkWord.objects.values_list("address", "failed_on")) == [(OLD, day(0))]
    response = send(client, "link_fails", listings, index="0")
    assert said(response)[1:] == ["2 addresses no longer answer: recorded for all 3 that lead there."]
    Listing.objects.update(link="")
    assert said(send(client, "link_fails", listings, index="0"))[2:] == [
        "None of these listings has a link of its own."
    ]


def test_addresses_of_app_and_programme_are_links_too(client, staff, listings):
    none, app, programme = listings
    Listing.objects.update(link="")
    Listing.objects.filter(pk=app.pk).update(app_link=OLD)
    Listing.objects.filter(pk=programme.pk).update(programme_link=NEW)

    def found(state):
        return [each.pk for each in client.get(LIST, {"link_state": state}).context["cl"].queryset.order_by("pk")]

    assert (found("none"), found("fails")) == ([none.pk], [])
    assert said(send(client, "link_fails", listings, index="0")) == [
        "2 addresses no longer answer: recorded for all 2 that lead there."
    ]
    assert found("fails") == [app.pk, programme.pk]


def test_filters_of_the_list_are_kept(client, staff, listings):
    chosen = {"action": "ends_on", "_selected_action": listings[0].pk, "ends_on": "2025-12-06"}
    address = f"{LIST}?season__id__exact={listings[0].season_id}&q=nor"
    shown = client.post(address, {**chosen, "_look": "1"})
    assert f'action="{address.replace("&", "&amp;")}"' in flat(shown.text)
    done = client.post(address, {**chosen, "_apply": "1", "shown": shown.context["plan"].fingerprint})
    assert done["Location"] == address


@pytest.mark.parametrize("action", ["new_link", "ends_on", "next_event", "link_fails", "checked_today"])
def test_others_change_nothing(client, listings, action):
    sign_in(client, "Results")
    send(client, action, listings, link=NEW, _apply="1")
    assert set(Listing.objects.values_list("link", "ends_on", "checked_on")) == {(OLD, None, None)}
    assert (LinkWord.objects.count(), Listing.objects.count()) == (0, 3)


def test_many_listings_cost_the_same_queries(client, staff, listings, django_assert_max_num_queries):
    for number in range(30):
        factories.listing(season=listings[0].season, link=OLD, channel=str(number))
    with django_assert_max_num_queries(24):
        send(client, "new_link", Listing.objects.all(), link=NEW, holds_from="", _look="1")
