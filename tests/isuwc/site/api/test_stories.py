"""The API knows no story that readers don't see, and no picture without the right to show it."""

import datetime

import pytest
from django.utils import timezone

from news.editions.publishing import withdraw
from news.models import QuoteBlock
from tests.factories import events, news, standings

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


def titles(client, query: str = "") -> list[str]:
    return [each["title"] for each in client.get(f"/api/v1/articles{query}").json()["items"]]


def test_drafts_embargoed_and_withdrawn_stories_are_nowhere(client):
    now = timezone.now()
    event = events.event()
    skater = standings.skater("Femke Kok")
    about = {"event": event, "text": "<p>Femke Kok won.</p>", "hashtags": ["Ice"]}
    live = news.edition(title="Live", **about)
    draft = news.article(title="Secret draft", slug="secret-draft", **about)
    waits = news.edition(title="Secret embargo", goes_live_at=now + HOUR, **about)
    gone = news.edition(title="Secret gone", **about)
    withdraw(gone.article, by=None)
    queries = (
        "",
        "?tag=ice",
        f"?event={event.watch_key}",
        f"?skater={skater.slug}",
        "?type=report",
        f"?year={now.year}",
    )
    assert {query: titles(client, query) for query in queries} == {query: ["Live"] for query in queries}
    for hidden in (draft.slug, waits.slug, gone.slug):
        assert client.get(f"/api/v1/articles/{now.year}/{hidden}").status_code == 404
    assert client.get(f"/api/v1/articles/{now.year}/{live.slug}").status_code == 200


def test_story_with_the_longest_address_is_there(client):
    news.edition(title="Long", slug="a" * 120)
    (found,) = client.get("/api/v1/articles").json()["items"]
    assert client.get(found["api"].removeprefix("http://127.0.0.1:8000")).json()["title"] == "Long"


def test_what_was_changed_after_it_went_live_is_not_told_before_it_is_published(client):
    live = news.edition(title="As it was")
    live.article.title = "Secret change"
    live.article.save()
    assert titles(client) == ["As it was"]


def test_picture_comes_with_its_credit_and_only_while_it_may_be_shown(client):
    photo = news.photo(credit="Example", caption="At the start")
    news.edition(title="With a picture", hero=photo)
    (found,) = client.get("/api/v1/articles").json()["items"]
    assert (found["picture"]["credit"], found["picture"]["caption"]) == ("© Example", "At the start")
    assert found["picture"]["src"].startswith("http")
    photo.rights_until = timezone.now() - HOUR
    photo.save()
    (found,) = client.get("/api/v1/articles").json()["items"]
    assert found["picture"] is None


def test_text_is_paragraphs_and_quotes_without_markup(client):
    article = news.article(title="A story", text="<h2>Gold &amp; silver</h2><p>One <strong>two</strong>.</p>")
    QuoteBlock.objects.create(
        parent=article, region="body", ordering=20, text="“Fast.”", speaker_name="Femke Kok", role="Skater"
    )
    news.edition(article)
    address = client.get("/api/v1/articles").json()["items"][0]["api"].removeprefix("http://127.0.0.1:8000")
    assert client.get(address).json()["paragraphs"] == [
        {"kind": "paragraph", "text": "Gold & silver", "speaker": None},
        {"kind": "paragraph", "text": "One two.", "speaker": None},
        {"kind": "quote", "text": "“Fast.”", "speaker": "Femke Kok, Skater"},
    ]
