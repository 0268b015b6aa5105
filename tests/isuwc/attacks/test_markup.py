"""Markup that somebody wrote, or put into a link, runs nowhere: as a page, a feed, a calendar, structured data."""

import html
import json
from collections.abc import Iterator
from xml.etree import ElementTree

import html5lib
import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.test import Client
from icalendar import Calendar

from isuwc.text.text_fields import text_fields
from news.editions.live_blog import Words, post
from news.models import Edition
from tests.factories import news
from tests.isuwc.hostile.routes import addressed
from tests.isuwc.hostile.test_addresses import NAMES
from tests.isuwc.text.everything import MODELS, everything
from tests.isuwc.text.test_odd_characters import strings

pytestmark = pytest.mark.django_db

# Leaves an attribute, a text area, a title, a script, and makes an element; then a line of its own in a calendar
ELEMENT, PROPERTY = "x-q1", "X-Q"
ATTACK = f"\"'></title></textarea></script><{ELEMENT}>\r\n{PROPERTY}:1\r\n"
IN_ADDRESS = f"%22%27%3E%3C%2Ftitle%3E%3C%2Ftextarea%3E%3C%2Fscript%3E%3C{ELEMENT}%20onload%3Da%3E"
RUNS = ("javascript:", "data:text/html", "vbscript:")


@pytest.fixture(scope="module")
def attacked(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Everything, with the attack in each of its texts."""
    with django_db_blocker.unblock(), transaction.atomic():
        everything(ATTACK)
        Edition.objects.update(hashtags=["SpeedSkating"])  # letters and numbers alone, as they are addresses
        yield
        transaction.set_rollback(True)


@pytest.fixture
def staff() -> Client:
    client = Client()
    client.force_login(User.objects.create(username="anna", is_staff=True, is_superuser=True, password="!"))
    return client


def made_of(page: str) -> list[str]:
    """What of a page would be the attacker's: elements, handlers and addresses that run."""
    document = html5lib.parse(page, namespaceHTMLElements=False)
    found = []
    for element in document.iter():
        if not isinstance(element.tag, str):
            continue  # a comment
        found += [element.tag] if element.tag == ELEMENT else []
        found += [name for name in element.attrib if name.startswith("on")]
        addresses = [element.get(name, "") for name in ("href", "src", "action", "formaction", "data")]
        found += [each for each in addresses if each.strip().lower().startswith(RUNS)]
    return found


def body(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode(errors="replace")


def structured(page: str) -> list[str]:
    document = html5lib.parse(page, namespaceHTMLElements=False)
    scripts = [each for each in document.iter("script") if each.get("type") == "application/ld+json"]
    return [text for each in scripts for text in strings(json.loads(each.text))]


def walk(client: Client, of_staff: bool) -> dict[str, str]:
    """The HTML of every page, by its address."""
    found = {}
    for route, values in addressed():
        address = route.address(values)
        if route.pattern.startswith("admin/") != of_staff or "logout" in address:
            continue
        with transaction.atomic():
            response = client.get(address)
            page = body(response)  # read to its end, files too, so that they are closed
            if response.headers.get("Content-Type", "").startswith("text/html"):
                found[address] = page
            transaction.set_rollback(True)
    return found


def test_what_is_stored_runs_on_no_public_page(attacked, client):
    pages = walk(client, of_staff=False)
    shown = [address for address, page in pages.items() if html.escape(ATTACK[:20]) in page]
    assert len(shown) > 15, "the attack is on too few pages to prove anything"
    assert {address: found for address, page in pages.items() if (found := made_of(page))} == {}
    assert any(ELEMENT in text for page in pages.values() for text in structured(page))


def test_what_is_stored_runs_on_no_page_of_the_newsroom(attacked, staff):
    pages = walk(staff, of_staff=True)
    assert len([address for address, page in pages.items() if ELEMENT in page]) > 40
    assert {address: found for address, page in pages.items() if (found := made_of(page))} == {}


@pytest.mark.parametrize("address", ["/news/rss/", "/news/atom/"])
def test_what_is_stored_is_text_in_feeds_and_in_the_html_within_them(attacked, client, address):
    root = ElementTree.fromstring(client.get(address).content)  # noqa: S314 - our own
    assert [each.tag for each in root.iter() if ELEMENT in each.tag] == []
    texts = [each.text for each in root.iter() if each.text]
    assert any(ELEMENT in text for text in texts)
    assert [found for text in texts if "<p>" in text and (found := made_of(text))] == []


def test_what_is_stored_is_text_in_the_json_feed(attacked, client):
    items = client.get("/news/feed.json").json()["items"]
    assert ELEMENT in items[0]["title"]
    assert [found for item in items if (found := made_of(item.get("content_html", "")))] == []


@pytest.mark.parametrize("address", ["/events/calendar.ics", "/where-to-watch/nor/calendar.ics"])
def test_what_is_stored_adds_no_property_to_a_calendar(attacked, client, address):
    data = client.get(address).content
    assert ELEMENT.encode() in data.replace(b"\r\n ", b"")
    names = {name for part in Calendar.from_ical(data).walk() for name in part}
    assert PROPERTY not in names
    assert [line for line in data.split(b"\r\n") if line.startswith(PROPERTY.encode())] == []


def test_what_an_address_says_runs_on_no_page(attacked, client, staff):
    query = "&".join(f"{name}={IN_ADDRESS}" for name in NAMES)
    found, shown = {}, 0
    for number, (route, values) in enumerate(addressed()):
        is_public = not route.pattern.startswith("admin/")
        if not is_public and number % 3:
            continue  # lists and forms of the newsroom are of few kinds
        asked = [f"{route.address(values)}?{query}", *(route.address({**values, each: IN_ADDRESS}) for each in values)]
        for address in asked if is_public else asked[: "logout" not in route.pattern]:
            with transaction.atomic():
                response = (client if is_public else staff).get(address)
                page = body(response)
                if response.headers.get("Content-Type", "").startswith("text/html"):
                    shown += ELEMENT in page
                    found |= {address: wrong} if (wrong := made_of(page)) else {}
                transaction.set_rollback(True)
    assert shown > 5, "no page says what was asked for, so nothing was tried"
    assert found == {}


HTML = (
    '<p>Words <img src="x" onerror="a"><a href="javascript:a">link</a><a href="java&#x0A;script:a">link</a>'
    '<svg onload="a"><script>a</script></svg><math><mi xlink:href="data:text/html,a"></mi></math>'
    f'<{ELEMENT}></{ELEMENT}><a href="/news/" onclick="a" style="x">good</a></p><noscript><p title="</noscript>'
    f'<{ELEMENT}>"></p></noscript>'
)


def test_markup_of_whoever_writes_is_cleaned_before_it_is_public(client):
    """As a contributor writes it past the editor, in a block and in an entry of a live blog."""
    article = news.edition(title="Gold", text=HTML, live_blog=True).article
    post(article, Words("An entry", HTML), None)
    address = Edition.objects.live().get(article=article).get_absolute_url()
    page = client.get(address).content.decode()
    assert page.count('<a href="/news/" rel="noopener">good</a>') == 2
    assert made_of(page) == []
    for feed in ("/news/rss/", "/news/atom/"):
        entries = ElementTree.fromstring(client.get(feed).content).iter()  # noqa: S314 - our own
        texts = [each.text for each in entries if each.text and "good</a>" in each.text]
        assert [found for text in texts if (found := made_of(text))] == []


def addresses() -> list[models.Field]:
    return [field for model in MODELS for field in text_fields(model) if isinstance(field, models.URLField)]


@pytest.mark.parametrize("field", addresses(), ids=str)
def test_no_address_that_runs_is_taken(field):
    """Of whom shows an event, where a source is, where a picture came from: they become links."""
    for start in RUNS:
        with pytest.raises(ValidationError):
            field.run_validators(f"{start}alert(1)//https://example.org/")
    field.run_validators("https://example.org/")
