"""Listings by the table in the admin: import, export, copying a season, and who may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.broadcast.listings.apply import listing_rows
from events.broadcast.listings.rows import TABLE
from events.models import Listing
from isuwc.files.tables.spreadsheets import as_xlsx
from isuwc.tables.matching.decided import UNKNOWN
from tests.events.broadcast.listings.test_tables import table
from tests.factories import events as factories
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db

IMPORT = "/admin/events/listing/import/"
MATRIX = "/admin/events/listing/matrix/"
COPY = "/admin/events/listing/copy/"


@pytest.fixture
def season(client):
    """Signed in as broadcast staff; a season of two events and a made-up broadcaster."""
    sign_in(client, "Broadcast")
    factories.broadcaster("Example TV")
    season = factories.season()
    for number in (1, 2):
        factories.event(season=season, number=number)
    return season


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_pasted_table_is_shown_and_then_applied(client, season):
    page = client.post(IMPORT, {"text": table({"channel": "Example 1"}).decode(), "_look": "1"})
    assert (page.context["plan"].created, Listing.objects.count()) == (1, 0)
    post = {"text": page.context["form"].initial["text"], "shown": page.context["plan"].fingerprint, "_apply": "1"}
    assert said(client.post(IMPORT, post, follow=True)) == ["Listings: 1 added, 0 changed, 0 unchanged."]
    assert Listing.objects.get().channel == "Example 1"


def test_exported_file_comes_back(client, season):
    factories.listing(broadcaster=factories.broadcaster("Other Example"), note="=1+1")
    workbook = client.get("/admin/events/listing/export.xlsx")
    assert workbook["Content-Disposition"] == 'attachment; filename="listings.xlsx"'
    page = client.post(IMPORT, {"file": SimpleUploadedFile("listings.xlsx", workbook.content), "_look": "1"})
    assert (page.context["plan"].unchanged, page.context["plan"].changes) == (1, ())
    assert client.get("/admin/events/listing/export.csv").content.startswith("\ufeffid,broadcaster".encode())
    assert client.get("/admin/events/listing/export.pdf").status_code == 404
    assert as_xlsx(TABLE, listing_rows())[:2] == b"PK"


def test_error_is_shown_with_row_and_column_and_nothing_can_be_applied(client, season):
    text = table({"timing": "x"}).decode()
    page = client.post(IMPORT, {"text": text, "_apply": "1", "shown": "anything"})
    assert "row 2, column timing: &#x27;x&#x27; is not live, delayed, on demand or highlights" in flat(page.text)
    assert "Apply what is shown" not in flat(page.text)
    assert not Listing.objects.exists()


def test_what_has_changed_since_is_not_applied(client, season):
    text = table({}).decode()
    shown = client.post(IMPORT, {"text": text, "_look": "1"}).context["plan"].fingerprint
    factories.listing(broadcaster=factories.broadcaster("Other Example"))
    client.post(IMPORT, {"text": text, "_apply": "1", "shown": shown})
    client.post(IMPORT, {"text": text.replace("NOR", "SWE"), "_apply": "1", "shown": shown})
    assert list(Listing.objects.filter(broadcaster__slug="example-tv").values_list("country", flat=True)) == ["NOR"]


def test_text_that_is_no_table_says_why(client, season):
    page = client.post(IMPORT, {"text": "hello"})
    assert (page.context["plan"], page.context["matching"].handed_in.problems[0]) == (None, UNKNOWN)
    assert "It is empty." in flat(client.post(IMPORT, {}).text)


def test_season_s_listings_are_copied_after_being_shown(client, season):
    factories.listing(season=season, country=factories.country("NOR"))
    new = factories.season(2026)
    page = client.get(COPY, {"from": season.slug, "into": new.slug})
    assert page.context["plan"].created == 1
    post = {"from": season.slug, "into": new.slug, "shown": page.context["plan"].fingerprint}
    client.post(COPY, post)
    assert Listing.objects.filter(season=new).count() == 1
    client.post(COPY, post)
    assert Listing.objects.filter(season=new).count() == 1


# Who may


@pytest.mark.parametrize("role", ["Journalist", "Editor", "Results"])
@pytest.mark.parametrize("address", [IMPORT, MATRIX, COPY, "/admin/events/listing/export.csv"])
def test_other_roles_can_neither_see_nor_post(client, role, address):
    sign_in(client, role)
    assert client.get(address).status_code == 403
    assert client.post(address, {"text": table({}).decode(), "_apply": "1"}).status_code == 403
