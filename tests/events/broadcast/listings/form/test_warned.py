"""What a listing's form warns of, and the form of the stream."""

import datetime

import pytest

from events.models import Listing, Stream
from tests.events.broadcast.listings.form.form import post, posted, said, there
from tests.factories import events as factories

pytestmark = pytest.mark.django_db

# What is warned of


def test_saved_listing_s_contradictions_are_told_and_hold_nothing_back(client, season):
    other = factories.listing(season=season, broadcaster=factories.broadcaster("Example Two"))
    factories.listing(
        season=season, broadcaster=factories.broadcaster("Example Three"), country=factories.country("SWE")
    )
    response = post(client, there(), posted(season, is_exclusive="on"), follow=True)
    assert Listing.objects.filter(is_exclusive=True).count() == 1
    assert said(response)[0] == (
        "Example TV holds exclusive rights, but Example Two shows it too. In Norway. "
        f'<a href="/admin/events/listing/{other.pk}/change/">See the other listing, no. {other.pk}</a>'
    )
    assert [message.level_tag for message in response.context["messages"]] == ["warning", "success"]


def test_listing_without_contradictions_is_saved_without_a_word_of_them(client, season):
    factories.listing(season=season, broadcaster=factories.broadcaster("Example Two"))
    response = post(client, there(), posted(season), follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["success"]


def test_many_contradictions_are_counted(client, season):
    for number in range(7):
        factories.listing(season=None, broadcaster=factories.broadcaster(f"Example {number}"))
    response = post(client, there(), posted(season, season=None, is_exclusive="on"), follow=True)
    levels = [message.level_tag for message in response.context["messages"]]
    assert levels == ["warning"] * 6 + ["success"]
    assert "It contradicts 2 more listings. The broadcast desk lists them all." in said(response)


# The stream


def test_stream_has_a_form_of_its_own(client, season):
    values = {"season": season.pk, "name": "Example stream", "link": "www.example.org/live", "source": "A page"}
    values |= {"blocks-TOTAL_FORMS": "0", "blocks-INITIAL_FORMS": "0"}
    assert post(client, "/admin/events/stream/add/", values).status_code == 302
    stream = Stream.objects.get()
    assert stream.link == "https://www.example.org/live"
    address = f"/admin/events/stream/{stream.pk}/change/"
    post(client, address, {**values, "checked_on": "2025-11-01"})
    stream.refresh_from_db()
    assert stream.checked_on == datetime.date(2025, 11, 1)
    response = post(client, address, {**values, "checked_on": "2999-01-01"})
    assert response.context["adminform"].form.errors == {"checked_on": ["This date is in the future."]}
    response = post(client, "/admin/events/stream/add/", values)
    assert response.context["adminform"].form.errors == {"season": ["ISU stream with this Season already exists."]}
