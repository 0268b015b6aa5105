"""One second before a story goes live, and one before it is withdrawn: every public address, with warm caches."""

import datetime

import pytest
from django.conf import settings
from django.utils import timezone

from news.editions.publishing import publish, withdraw
from tests.factories import events, news, standings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
SECOND = datetime.timedelta(seconds=1)
HOUR = 3600 * SECOND
MARK = "Zebra on the ice"  # the title, which nothing else has
SLUG = "zebra-on-the-ice"


@pytest.fixture
def story(monkeypatch):
    """Live in an hour, withdrawn in two: the article, its moments, and a clock that can be set."""
    opens = (timezone.now() + HOUR).replace(microsecond=0)
    closes = opens + HOUR
    event = events.event(start_date=opens.date(), season=events.season(opens.year - (opens.month < 7)))
    skater = standings.skater(name="Zora Zebra")
    article = news.article(
        title=MARK,
        slug=SLUG,
        event=event,
        hashtags=["ZebraTag"],
        hero=news.photo_with_file(),
        text="<p>Zora Zebra won.</p>",
    )
    edition = publish(article, None, opens)
    withdraw(article, None, closes)
    other = news.edition(title="Another", event=event)

    def at(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return edition, opens, closes, at, skater, event, other


def shown(client, story) -> dict[str, bool]:
    """Whether each public address says anything of it."""
    edition, _, _, _, skater, event, other = story
    own = {
        "page": f"/news/{edition.year}/{SLUG}/",
        "card": edition.card.src,
        "tag": "/news/tag/zebratag/",
        "oembed": f"/oembed?url={settings.SITE_URL}/news/{edition.year}/{SLUG}/",
    }
    lists = {
        "list": "/news/",
        "list of type": "/news/?type=report",
        "rss": "/news/rss/",
        "atom": "/news/atom/",
        "json": "/news/feed.json",
        "search": "/search/?q=zebra+ice",
        "home": "/",
        "event": event.get_absolute_url(),
        "skater": skater.get_absolute_url(),
        "related": other.get_absolute_url(),
        "sitemap of news": "/sitemap-newest.xml",
        "sitemap of the year": f"/sitemap-stories-{timezone.now().year}.xml",
    }
    found = {name: client.get(address).status_code == 200 for name, address in own.items()}
    for name, address in lists.items():
        response = client.get(address)
        assert response.status_code == 200, address
        text = response.content.decode()
        found[name] = MARK in text or SLUG in text
    return found


def test_nothing_before_all_from_the_moment_on_and_nothing_after_it(client, story):
    _, opens, closes, at, *_ = story
    seen = {}
    for moment in (opens - SECOND, opens, closes - SECOND, closes, closes + SECOND):
        at(moment)
        shown(client, story)  # whatever may be kept of it is kept by now
        seen[moment] = shown(client, story)
    public = dict.fromkeys(seen[opens], True)
    assert seen[opens - SECOND] == dict.fromkeys(public, False)
    assert seen[opens] == public
    assert seen[closes - SECOND] == public
    assert seen[closes] == dict.fromkeys(public, False)
    assert seen[closes + SECOND] == seen[closes]


@pytest.mark.parametrize("address", ["/news/rss/", "/news/atom/", "/news/feed.json"])
def test_feed_that_a_reader_keeps_is_renewed_at_both_moments(client, story, address):
    _, opens, closes, at, *_ = story
    tags = []
    for moment in (opens - SECOND, opens, closes - SECOND, closes):
        at(moment)
        tags.append(client.get(address)["ETag"])
    assert (tags[0] == tags[1], tags[1] == tags[2], tags[2] == tags[3]) == (False, True, False)
    at(closes)
    assert client.get(address, headers={"If-None-Match": tags[1]}).status_code == 200
    assert client.get(address, headers={"If-None-Match": tags[3]}).status_code == 304


def test_card_that_is_drawn_already_is_not_served_after_the_withdrawal(client, story):
    edition, opens, closes, at, *_ = story
    at(opens)
    drawn = client.get(edition.card.src)
    assert drawn.status_code == 200
    at(closes)
    assert client.get(edition.card.src).status_code == 404


def test_corrected_story_keeps_the_cards_of_its_earlier_editions(client, media):
    first = news.edition(hero=news.photo_with_file())
    photo = news.photo_with_file(focal_x=0.1)
    publish(news.revise(first.article, hero=photo), None)
    assert client.get(first.card.src).status_code == 200
