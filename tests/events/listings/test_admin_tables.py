"""Listings by the table in the admin: import, export, copying a season, the matrix, and who may."""

import datetime

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile

from events.listings.apply import as_cells
from events.listings.rows import TABLE
from events.matrix import filtered, season_matrix
from events.models import Listing
from isuwc.spreadsheets import as_xlsx
from tests.events.listings.test_tables import table
from tests.factories import events as factories

pytestmark = pytest.mark.django_db

IMPORT = "/admin/events/listing/import/"
MATRIX = "/admin/events/listing/matrix/"
COPY = "/admin/events/listing/copy/"


def sign_in(client, role):
    user = User.objects.create_user(role.lower(), is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)


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
    assert said(client.post(IMPORT, post, follow=True)) == ["1 listings made, 0 changed, 0 as they were."]
    assert Listing.objects.get().channel == "Example 1"


def test_exported_file_comes_back(client, season):
    factories.listing(broadcaster=factories.broadcaster("Other Example"), note="=1+1")
    workbook = client.get("/admin/events/listing/export.xlsx")
    assert workbook["Content-Disposition"] == 'attachment; filename="listings.xlsx"'
    page = client.post(IMPORT, {"file": SimpleUploadedFile("listings.xlsx", workbook.content), "_look": "1"})
    assert (page.context["plan"].unchanged, page.context["plan"].changes) == (1, ())
    assert client.get("/admin/events/listing/export.csv").content.startswith("\ufeffid,broadcaster".encode())
    assert client.get("/admin/events/listing/export.pdf").status_code == 404
    assert as_xlsx(TABLE, as_cells())[:2] == b"PK"


def test_error_is_shown_with_row_and_column_and_nothing_can_be_applied(client, season):
    text = table({"timing": "x"}).decode()
    page = client.post(IMPORT, {"text": text, "_apply": "1", "shown": "anything"})
    assert "row 2, column timing: &#x27;x&#x27; is none of" in page.text
    assert "Apply what is shown" not in page.text
    assert not Listing.objects.exists()


def test_what_has_changed_since_is_not_applied(client, season):
    text = table({}).decode()
    shown = client.post(IMPORT, {"text": text, "_look": "1"}).context["plan"].fingerprint
    factories.listing(broadcaster=factories.broadcaster("Other Example"))
    client.post(IMPORT, {"text": text, "_apply": "1", "shown": shown})
    client.post(IMPORT, {"text": text.replace("NOR", "SWE"), "_apply": "1", "shown": shown})
    assert list(Listing.objects.filter(broadcaster__slug="example-tv").values_list("country", flat=True)) == ["NOR"]


def test_text_that_is_no_table_says_why(client, season):
    assert "Its header has columns that are not known: hello." in client.post(IMPORT, {"text": "hello"}).text
    assert "It is empty." in client.post(IMPORT, {}).text


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


def test_matrix_has_the_answer_of_every_country_and_event(client, season):
    factories.listing(season=season, country=factories.country("NOR"), timing="delayed")
    context = client.get(MATRIX).context
    norway = next(row for row in context["rows"] if row.country.noc == "NOR")
    assert [(cell.event.number, cell.kind, cell.said) for cell in norway.cells] == [
        (1, "delayed", "Example TV"),
        (2, "delayed", "Example TV"),
    ]
    assert len(context["rows"]) == context["all"] == 206
    assert [row.country.noc for row in client.get(MATRIX, {"answer": "delayed"}).context["rows"]] == ["NOR"]
    assert [row.country.noc for row in client.get(MATRIX, {"country": "norw"}).context["rows"]] == ["NOR"]
    assert client.get(MATRIX, {"season": "1999-00"}).status_code == 404


def test_cell_wants_checking_after_half_a_year(season):
    listing = factories.listing(season=season, country=factories.country("NOR"))
    for checked, days, stale in (
        (None, 0, True),
        (datetime.date(2025, 1, 1), 180, False),
        (datetime.date(2025, 1, 1), 181, True),
    ):
        listing.checked_on = checked
        listing.save()
        _, rows = season_matrix(season, datetime.date(2025, 1, 1) + datetime.timedelta(days=days))
        norway = next(row for row in rows if row.country.noc == "NOR")
        assert [cell.is_stale for cell in norway.cells] == [stale] * 2
        assert (norway in filtered(rows, kind="live", stale=True)) == stale


@pytest.mark.parametrize("listings", [1, 40])
def test_matrix_costs_the_same_queries_whatever_its_size(season, django_assert_num_queries, listings):
    for number in range(listings):
        factories.listing(season=season, broadcaster=factories.broadcaster(f"Example {number}"))
    with django_assert_num_queries(5):  # events, sessions, countries, listings, showings
        season_matrix(season, datetime.date(2025, 11, 1))


# Who may


@pytest.mark.parametrize("role", ["Journalist", "Editor", "Results"])
@pytest.mark.parametrize("address", [IMPORT, MATRIX, COPY, "/admin/events/listing/export.csv"])
def test_other_roles_can_neither_see_nor_post(client, role, address):
    sign_in(client, role)
    assert client.get(address).status_code == 403
    assert client.post(address, {"text": table({}).decode(), "_apply": "1"}).status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "/admin/news/article/",
        "/admin/news/article/add/",
        "/admin/news/photo/",
        "/admin/auth/user/",
        "/admin/auth/user/add/",
        "/admin/auth/group/",
        "/admin/standings/racesheet/",
        "/admin/standings/sheetimport/hand-in/",
        "/admin/standings/sheetimport/preview/",
        "/admin/standings/competitor/add/",
        "/admin/standings/scale/add/",
        "/admin/standings/cup/check/",
        "/admin/events/event/add/",
        "/admin/events/season/add/",
    ],
)
def test_broadcast_staff_reach_nothing_else(client, season, address):
    reads = {"/admin/standings/racesheet/"}
    assert client.post(address, {"title": "x", "_apply": "1"}).status_code == 403
    if address not in reads:
        assert client.get(address).status_code == 403
