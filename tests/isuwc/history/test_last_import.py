"""The last import, on the page where the next one is made: what it did, when, by whom, and the way back."""

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from events.models import Listing
from isuwc.history.acting import Way, acting
from isuwc.history.models import Entry
from isuwc.newsroom.history.imports import last_import
from tests.events.broadcast.listings.tables import table
from tests.events.calendar.programme.tables import table as programme
from tests.factories import events as factories
from tests.factories.people import sign_in, staff
from tests.markup import flat

pytestmark = pytest.mark.django_db

IMPORT = "/admin/events/listing/import/"


def bring_in(client, data: bytes, page: str = IMPORT) -> None:
    """As staff do: looked at, then applied."""
    options = {"holds_from": timezone.localdate().isoformat()}
    shown = client.post(page, {"text": data.decode(), "_look": "1", **options})
    values = {"text": shown.context["form"].initial["text"], "shown": shown.context["plan"].fingerprint, **options}
    assert client.post(page, {**values, "_apply": "1"}).status_code == 302


@pytest.fixture
def listings(client):
    """Broadcast staff brought in two listings; then one of them got a new link by another table."""
    person = sign_in(client, "Broadcast")
    factories.broadcaster("Example TV")
    factories.season()
    for noc in ("NOR", "SWE", "FIN"):
        factories.country(noc)
    bring_in(client, table({"link": "https://example.org/1"}, {"country": "SWE"}))
    bring_in(client, table({"link": "https://example.org/2"}))
    return person


def test_page_says_what_the_last_table_did_and_by_whom(client, listings):
    entry = Entry.objects.newest_first().first()
    page = client.get(IMPORT)
    assert page.context["last"].did == ["1 former link added", "1 listing changed"]
    words = flat(page.text)
    assert f"{entry.made_at:%H:%M} UTC, broadcast." in words
    assert (
        f'<a href="/admin/history/{entry.pk}/">Listings, pasted</a>: 1 former link added, 1 listing changed.' in words
    )
    assert f'<a href="/admin/history/{entry.pk}/take-back/">Take this back …</a>' in words


def test_what_was_taken_back_is_said_to_be_and_by_whom(client, listings):
    entry = Entry.objects.newest_first().first()
    client.post(f"/admin/history/{entry.pk}/take-back/")
    page = client.get(IMPORT)
    undone = Entry.objects.newest_first().first()
    assert (page.context["last"].entry, page.context["last"].taken_back) == (entry, undone)
    words = flat(page.text)
    assert f'<a href="/admin/history/{undone.pk}/">Taken back ' in words
    assert "Take this back" not in words
    assert sorted(Listing.objects.values_list("country", "link")) == [("NOR", "https://example.org/1"), ("SWE", "")]


def test_only_applied_tables_of_the_same_kind_count(client, listings):
    before = last_import("Listings", listings)
    client.post(IMPORT, {"text": table({"country": "FIN"}).decode(), "_look": "1"})
    listing = Listing.objects.first()
    for what, way in (("Listings, x.csv", Way.FORM), ("Listings of 2024/25 copied", Way.IMPORT)):
        with acting(way, what, listings):
            Listing.objects.filter(pk=listing.pk).update(note=what)
    assert last_import("Listings", listings) == before
    assert client.get("/admin/events/listing/sessions/import/").context["last"] is None


def test_programme_s_page_has_the_last_table_of_its_own_event(client):
    sign_in(client, "Results")
    one, other = factories.event(), factories.event(number=2)
    pages = [f"/admin/events/event/{event.pk}/programme/" for event in (one, other)]
    assert client.get(pages[0]).context["last"] is None
    bring_in(client, programme({}), pages[0])
    assert client.get(pages[0]).context["last"].did == ["1 race added", "1 session added"]
    assert client.get(pages[1]).context["last"] is None


def test_who_may_not_see_what_it_did_is_told_nothing_and_who_may_not_change_it_can_only_look(listings):
    assert last_import("Listings", User.objects.create(username="nobody", is_staff=True)) is None
    looking = last_import("Listings", staff("Journalist"))
    assert (looking.did, looking.may_take_back) == (["1 listing changed"], False)
    assert last_import("Listings", listings).may_take_back


def test_it_costs_three_queries_however_much_it_did(client, listings, django_assert_num_queries):
    listings.has_perms(["events.change_listing"])  # which asks once for all that the person may
    for count in (1, 30):
        bring_in(client, table(*({"channel": f"Example {count} {n}"} for n in range(count))))
        with django_assert_num_queries(3):
            assert last_import("Listings", listings).did == [f"{count} listing{'s' if count > 1 else ''} added"]
