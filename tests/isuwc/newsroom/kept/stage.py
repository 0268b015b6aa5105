"""A form that is sent after the session ended, and the page on which it waits."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.factories import events
from tests.factories.people import sign_in
from tests.markup import flat

ADD = "/admin/events/venue/add/"
WORDS = {"name": "Vikingskipet", "city": "Hamar", "country": "NOR", "time_zone": "Europe/Oslo", "slug": "vikingskipet"}
INPUT = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)"')


@pytest.fixture
def client() -> Client:
    """A browser, whose forms need their token."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def norway():
    return events.country("NOR")


def hidden(page: str, of: str = "csrfmiddlewaretoken") -> dict[str, str]:
    """The hidden fields of the form in the page that has the field `of`, the last such form: the page's own."""
    form = next(each for each in reversed(page.split("<form")) if f'name="{of}"' in each)
    return {unescape(name): unescape(value) for name, value in INPUT.findall(form.partition("</form>")[0])}


def opened(client: Client, address: str = ADD) -> dict[str, str]:
    """What a form has in it besides what is typed."""
    return hidden(client.get(address).content.decode())


def end_session(client: Client) -> None:
    client.session.flush()
    del client.cookies["sessionid"]


def signed_out(client: Client, role: str = "Results", address: str = ADD, **words: object):
    """Somebody opens the form, types, and sends it when the session has ended."""
    sign_in(client, role)
    form = opened(client, address)
    end_session(client)
    return client.post(address, {**form, **(words or WORDS)})


def kept_page(client: Client) -> str:
    """The page to which the newsroom leads somebody for whom something is kept."""
    found = re.search(r'kept for you: <a href="([^"]+)"', flat(client.get("/admin/").content.decode()))
    return found[1] if found else ""
