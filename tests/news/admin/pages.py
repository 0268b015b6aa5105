"""The newsroom's pages of an article, as the tests ask for and read them."""

import datetime
import re

from django.urls import reverse

from tests.factories import events
from tests.factories import news as factories

NOON = datetime.datetime(2099, 12, 1, 12, tzinfo=datetime.UTC)
TWO = NOON.replace(hour=14)


def flawless(**values):
    """A report about which nothing is to be said at its publication."""
    given = {"dateline": "Hamar, Norway", "hero": factories.photo(), "text": "<p>Words.</p>"}
    return factories.article(event=events.event(), **given | values)


def page(name: str, article, *args) -> str:
    return reverse(f"admin:news_article_{name}", args=[article.pk, *args])


def said(client, address: str) -> str:
    messages = re.findall(r'<li class="(?:success|info)">(.*?)</li>', client.get(address).content.decode())
    return " ".join(messages)


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))


def moment(day: str, time: str, zone: str = "UTC", **data) -> dict[str, str]:
    return {"at_0": day, "at_1": time, "zone": zone, **data}
