"""Lists of stories: pages by the story before them, and the years."""

import datetime
import re

import pytest
from django.utils import timezone

from news.editions.publishing import withdraw
from news.models import Edition
from news.pages.listing import PER_PAGE, Place
from tests.factories import news as factories

pytestmark = pytest.mark.django_db

AUTUMN = datetime.datetime(2025, 11, 30, 23, 0, tzinfo=datetime.UTC)


def put(count: int, last: datetime.datetime = AUTUMN, name: str = "Story", **values) -> list[Edition]:
    """Stories, the newest first, two always of one moment: their order is kept by their keys."""
    moments = [last - datetime.timedelta(minutes=n // 2) for n in range(count)]
    return [factories.edition(title=f"{name} {n}", goes_live_at=at, **values) for n, at in enumerate(moments)]


def titles(page) -> list[str]:
    return [edition.title for edition in page.context["page"].editions]


def ways(page) -> dict[str, str]:
    """The pages beside a page, by their words."""
    found = re.findall(r'<a href="([^"]*)"(?: rel="\w+")?>(Newest|Newer|Older)</a>', page.text)
    return {word: href.replace("&amp;", "&") for href, word in found}


def walk(client, address: str, word: str) -> list[list[str]]:
    """The titles of a page, and of those that its links of this word lead to."""
    found = []
    while address:
        page = client.get(address)
        found.append(titles(page))
        address = ways(page).get(word, "")
    return found


def test_every_story_is_on_one_page_whichever_way_one_goes(client):
    number = 3 * PER_PAGE + 1
    put(number)
    in_order = [edition.title for edition in Edition.objects.live()]
    there = walk(client, "/news/", "Older")
    assert [len(page) for page in there] == [PER_PAGE, PER_PAGE, PER_PAGE, 1]
    assert [title for page in there for title in page] == in_order
    last = client.get("/news/")
    for _ in range(3):
        last = client.get(ways(last)["Older"])
    back = walk(client, last.request["PATH_INFO"] + "?" + last.request["QUERY_STRING"], "Newer")
    assert back == [in_order[-1:], in_order[-19:-1], in_order[-37:-19]]  # from there "Newest" leads on
    assert ways(last)["Newest"] == "/news/"


def test_one_page_has_no_way_on_and_a_story_more_has_one(client):
    put(PER_PAGE)
    assert ways(client.get("/news/")) == {}
    put(1, AUTUMN - datetime.timedelta(days=1), "Older")
    page = client.get("/news/")
    assert set(ways(page)) == {"Older"}
    assert set(ways(client.get(ways(page)["Older"]))) == {"Newest"}


def test_page_stays_as_it_is_while_stories_are_published_and_withdrawn(client):
    editions = put(2 * PER_PAGE + 1)
    second = ways(client.get("/news/"))["Older"]
    before = titles(client.get(second))
    put(5, AUTUMN + datetime.timedelta(days=1), "Later")
    withdraw(editions[PER_PAGE - 1].article, by=None)  # the one by which the page is found
    assert titles(client.get(second)) == before
    assert len(before) == PER_PAGE


def test_number_of_queries_is_the_same_on_every_page(client, django_assert_num_queries):
    put(4 * PER_PAGE)
    addresses = ["/news/"]
    for _ in range(3):
        addresses.append(ways(client.get(addresses[-1]))["Older"])
    seen = []
    for address in addresses:
        with django_assert_num_queries(3 if address == "/news/" else 4):
            seen.append(titles(client.get(address)))
    assert len({title for page in seen for title in page}) == 4 * PER_PAGE


def test_kind_of_story_is_kept_from_page_to_page(client):
    put(PER_PAGE + 1, type="preview")
    put(3, AUTUMN + datetime.timedelta(days=1), "Report", type="report")
    page = client.get("/news/?type=preview")
    older = ways(page)["Older"]
    assert older.startswith("/news/?type=preview&before=")
    assert len(titles(client.get(older))) == 1
    assert ways(client.get(older)) == {"Newest": "/news/?type=preview"}


@pytest.mark.parametrize("number", [2, 3])
def test_number_of_a_page_of_before_leads_to_where_that_page_is(client, number):
    put(2 * PER_PAGE + 1)
    answer = client.get(f"/news/?page={number}&type=")
    assert answer.status_code == 302  # not for ever
    expected = [edition.title for edition in Edition.objects.live()][(number - 1) * PER_PAGE :][:PER_PAGE]
    assert titles(client.get(answer["Location"])) == expected


def test_first_page_of_before_is_the_list_itself(client):
    assert client.get("/news/?page=1")["Location"] == "/news/"


WRONG = [
    "page=0", "page=-1", "page=x", "page=2", "page=999999999999999999", "before=x", "before=20250231T000000000000-1",
    "before=20251131T250000000000-1", "before=00000101T000000000000-1", "before=20251130T230000000000-x",
    "before=20000101T000000000000-1",
]  # fmt: skip


@pytest.mark.parametrize("query", WRONG)
def test_page_that_there_is_not_is_not_found(client, query):
    put(2)
    assert client.get(f"/news/?{query}").status_code == 404


def test_place_is_written_as_it_is_read():
    place = Place(AUTUMN.replace(microsecond=7), 12)
    assert Place.read(str(place)) == place


def test_year_has_its_stories_and_its_months_and_each_month_its_own(client):
    midnight = datetime.datetime(2026, 1, 1, 0, 0, tzinfo=datetime.UTC)
    put(1, midnight, "New Year")
    put(1, midnight - datetime.timedelta(microseconds=1), "Old Year")
    put(1, AUTUMN)
    year = client.get("/news/2025/")
    assert titles(year) == ["Old Year 0", "Story 0"]
    assert year.context["tabs"] == [
        ("All of 2025", "/news/2025/"),
        ("November", "/news/2025/?month=11"),
        ("December", "/news/2025/?month=12"),
    ]
    assert titles(client.get("/news/2025/?month=12")) == ["Old Year 0"]
    november = client.get("/news/2025/?month=11")
    assert titles(november) == ["Story 0"]
    assert "<h1>News of November 2025</h1>" in november.text
    assert 'href="/news/2026/"' in november.text


@pytest.mark.parametrize(
    "address",
    ["/news/2024/", "/news/2025/?month=10", "/news/2025/?month=13", "/news/2025/?month=x", "/news/99999999999999/"],
)
def test_year_or_month_without_a_story_is_not_found(client, address):
    put(1)
    assert client.get(address).status_code == 404


def test_year_of_many_stories_has_pages(client):
    put(PER_PAGE + 2)
    page = client.get("/news/2025/?month=11")
    older = ways(page)["Older"]
    assert older.startswith("/news/2025/?month=11&before=")
    assert len(titles(client.get(older))) == 2


def test_years_and_months_know_nothing_of_what_is_not_live(client):
    put(1)
    later = datetime.datetime.now(tz=datetime.UTC) + datetime.timedelta(days=400)
    put(1, later, "Later")
    withdraw(put(1, datetime.datetime(2023, 5, 1, tzinfo=datetime.UTC), "Gone")[0].article, by=None)
    assert {year for year, _ in Edition.objects.live().years_and_types()} == {2025}
    assert [client.get(f"/news/{each}/").status_code for each in (2023, later.year)] == [404, 404]


def test_tabs_lead_to_the_types_that_there_are_and_to_the_one_that_was_asked_for(client):
    factories.edition(type="report")
    factories.edition(type="preview", goes_live_at=timezone.now() + datetime.timedelta(hours=1))
    tabs = [each for each, _ in client.get("/news/").context["tabs"]]
    assert tabs == ["All", "Report"]
    asked = [each for each, _ in client.get("/news/?type=statement").context["tabs"]]
    assert asked == ["All", "Report", "Statement"]
