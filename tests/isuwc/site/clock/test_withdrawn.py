"""What readers saw of a story at a moment. By the real clock: the database lets nobody end a period in the past."""

import datetime

import pytest

from isuwc.clock.words import in_address
from news.editions.publishing import publish, withdraw
from tests.factories import news, people

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


def test_story_is_as_it_was_live_then_even_if_it_was_withdrawn_or_corrected_since(client):
    now = datetime.datetime.now(datetime.UTC)
    gone, corrected = news.article(title="Gone"), news.article(title="First words")
    for article in (gone, corrected):
        publish(article, by=None, goes_live_at=now - 2 * HOUR)
    withdraw(gone, by=None)
    publish(news.revise(corrected, title="Better words"), by=None)
    people.sign_in(client, "Results")

    def titles(at):
        page = client.get("/news/", {"at": in_address(at)})
        return sorted(edition.title for edition in page.context["page"].editions)

    assert titles(now - 3 * HOUR) == []
    assert titles(now - HOUR) == ["First words", "Gone"]
    assert titles(now + HOUR) == ["Better words"]
