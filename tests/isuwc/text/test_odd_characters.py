"""Unicode's odd characters in every text of every model, put straight into the database, and every public output."""

import csv
import io
import json
import re
from typing import Any
from xml.parsers import expat

import html5lib
import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.urls import reverse
from icalendar import Calendar
from openpyxl import load_workbook

from isuwc.text.characters import line, lines
from tests.isuwc.text.everything import MODELS, everything, fields_of_words

pytestmark = pytest.mark.django_db

# All that Postgres holds: it refuses NUL and lone surrogates. At the end a formula's beginning, which must be inert.
ODD = "\x01\v\f\x1b\x7f\x85\x9f\xad\u200b\u2028\u2029\u202e\u2066\ufdd0\ufeff\ufffc\uffff\U0001fffe"
DAMAGING = re.compile(f"[{ODD}]")
# The newsroom reads them, and of an old address a redirect is made, in which all of it is encoded
NOT_PUBLIC = {
    "standings.SheetImport", "standings.NameDecision", "events.CountryGroup", "news.GivenPicture", "news.OldAddress",
    "events.LinkTry", "news.Note", "news.PreviewLink", "news.PreviewOpening",
    "news.OpenForm", "news.UnsavedWords",
}  # fmt: skip


@pytest.fixture
def world() -> None:
    everything(ODD)


def read_xml(data: bytes) -> list[str]:
    """The texts and attributes of a document that a strict reader accepts."""
    read: list[str] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.CharacterDataHandler = read.append
    parser.StartElementHandler = lambda _, attributes: read.extend(attributes.values())
    parser.Parse(data, True)
    return read


def strings(data: Any) -> list[str]:
    if isinstance(data, dict):
        return [text for pair in data.items() for part in pair for text in strings(part)]
    if isinstance(data, list):
        return [text for part in data for text in strings(part)]
    return [data] if isinstance(data, str) else []


def assert_clean(texts: list[str], expected: str) -> None:
    assert [text for text in texts if DAMAGING.search(text) or lines(text) != text] == []
    assert any(expected in text for text in texts), expected


def test_every_text_that_people_write_is_damaged_here(world):
    """Introspection finds the texts; this holds that the walk below puts something into each model that has one."""
    damaged = {
        model._meta.label
        for model in MODELS
        if (names := [field.name for field in fields_of_words(model)])
        and any(DAMAGING.search(str(value)) for row in model._default_manager.values_list(*names) for value in row)
    }
    with_words = {model._meta.label for model in MODELS if fields_of_words(model)}
    assert with_words - damaged == NOT_PUBLIC


@pytest.mark.parametrize("address", ["/news/rss/", "/news/atom/"])
def test_feeds_are_xml(world, client, address):
    assert_clean(read_xml(client.get(address).content), "Ko\n\n\n\n\nk wins in Stavanger")


def test_json_feed_is_json(world, client):
    assert_clean(strings(json.loads(client.get("/news/feed.json").content)), "k wins in Stavanger")


@pytest.mark.parametrize(
    "address",
    [
        "/events/calendar.ics",
        "/events/2025-26/calendar.ics",
        "/events/2025-26/1-stavanger/calendar.ics",
        "/where-to-watch/nor/calendar.ics",
    ],
)
def test_calendars_are_icalendar(world, client, address):
    data = client.get(address).content
    printed = data.decode().split("\r\n")
    assert all(len(each.encode()) <= 75 for each in printed)
    assert [each for each in printed if DAMAGING.search(each) or "\n" in each or "\r" in each] == []
    (entry,) = Calendar.from_ical(data).walk("VEVENT")
    assert str(entry["location"]) == line("St" + ODD + "avanger Oval, St" + ODD + "avanger, No" + ODD + "rway")
    assert str(entry["description"]).startswith(lines("To" + ODD + " the other oval"))


def test_sitemaps_are_xml(world, client):
    index = [text.strip() for text in read_xml(client.get("/sitemap.xml").content) if "http" in text]
    parts = [text for text in index if text.startswith("http://127.0.0.1:8000/sitemap-")]
    assert len(parts) == 11
    found = [
        text for part in parts for text in read_xml(client.get(part.removeprefix("http://127.0.0.1:8000")).content)
    ]
    assert_clean(found, "http://127.0.0.1:8000/skaters/femke-kok/")


def test_every_page_of_the_sitemap_stands_and_its_structured_data_are_json(world, client):
    data = client.get("/sitemap.xml").content.decode()
    parts = re.findall(r"<loc>http://127.0.0.1:8000(.*?)</loc>", data)
    listed = "".join(client.get(part).content.decode() for part in parts)
    pages = re.findall("<loc>http://[^/]*(.*?)</loc>", listed)
    chosen = [page for page in pages if not page.startswith(("/where-to-watch/", "/nations/"))]
    found: list[str] = []
    for page in [*chosen, "/where-to-watch/", "/where-to-watch/nor/", "/nations/ned/", "/news/tag/speedskating/"]:
        response = client.get(page)
        assert (page, response.status_code) == (page, 200)
        document = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
        for script in document.iter("script"):
            if script.get("type") == "application/ld+json":
                found += strings(json.loads(script.text))
    assert_clean(found, "k wins in Stavanger")


def test_standings_are_csv_and_json(world, client):
    address = "/standings/2025-26/women/500m"
    text = client.get(f"{address}.csv").content.decode("utf-8-sig")
    assert_clean([cell for row in csv.reader(io.StringIO(text, newline=""), strict=True) for cell in row], "mke Kok")
    assert_clean(strings(json.loads(client.get(f"{address}.json").content)), "mke Kok")


def test_countries_are_json(world, client):
    assert_clean(strings(json.loads(client.get("/where-to-watch/countries.json").content)), "rway")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/admin/events/listing/export", "Ch"),
        ("/admin/events/listing/sessions/export", "Ch"),
        ("/admin/events/event/{event}/programme", "Th"),
    ],
)
def test_tables_are_csv_and_xlsx(world, client, address, expected):
    client.force_login(User.objects.create_superuser("admin"))
    address = address.format(event=apps.get_model("events.Event").objects.get().pk)
    response = client.get(f"{address}.csv")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""), strict=True))
    assert_clean([cell for row in rows for cell in row], expected)
    assert line(response["Content-Disposition"]) == response["Content-Disposition"]
    book = load_workbook(io.BytesIO(client.get(f"{address}.xlsx").content))
    cells = [[cell or "" for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    assert_clean([str(cell) for row in cells for cell in row], expected)


def test_a_code_leads_to_an_address_that_a_header_can_hold(world, client):
    code = apps.get_model("news.QRCode").objects.get(label__contains="poster")
    response = client.get(reverse("qr", args=[code.code]))
    assert response.status_code == 302
    assert response["Location"].isascii() and response["Location"].isprintable()
