"""The newest live editions for feed readers: RSS, Atom and JSON Feed 1.1, with the same entries."""

import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from news.metadata import whole_address
from news.models import Edition

ENTRIES = 30
TITLE = "World Cup Speed Skating: news"
DESCRIPTION = "Reports, previews and announcements of the ISU World Cup Speed Skating."


def entries() -> list[Edition]:
    return list(Edition.objects.live()[:ENTRIES])


def entry_id(edition: Edition) -> str:
    """Stays the same when the article is corrected or gets another address, so that readers don't see it twice."""
    return f"{settings.SITE_URL}/news/#article-{edition.article_id}"


class RssFeed(Feed):
    feed_type: type[SyndicationFeed] = Rss201rev2Feed
    title = TITLE
    description = DESCRIPTION
    language = "en"
    item_guid_is_permalink = False

    def link(self) -> str:
        return whole_address(reverse("news:index"))

    def feed_url(self) -> str:
        return whole_address(reverse("news:rss"))

    def items(self) -> list[Edition]:
        return entries()

    def item_title(self, item: Edition) -> str:
        return item.title

    def item_description(self, item: Edition) -> str:
        return item.lead

    def item_link(self, item: Edition) -> str:
        return whole_address(item.get_absolute_url())

    def item_guid(self, item: Edition) -> str:
        return entry_id(item)

    def item_pubdate(self, item: Edition) -> datetime.datetime:
        return item.published_at

    def item_updateddate(self, item: Edition) -> datetime.datetime:
        return item.goes_live_at

    def item_author_name(self, item: Edition) -> str | None:
        return item.byline or None

    def item_categories(self, item: Edition) -> list[str]:
        return item.hashtags


class AtomFeed(RssFeed):
    feed_type = Atom1Feed
    subtitle = DESCRIPTION

    def feed_url(self) -> str:
        return whole_address(reverse("news:atom"))


def json_feed(request: HttpRequest) -> JsonResponse:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": TITLE,
        "description": DESCRIPTION,
        "home_page_url": whole_address(reverse("news:index")),
        "feed_url": whole_address(reverse("news:json_feed")),
        "language": "en",
        "items": [_json_entry(edition) for edition in entries()],
    }
    return JsonResponse(feed, content_type="application/feed+json")


def _json_entry(edition: Edition) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": entry_id(edition),
        "url": whole_address(edition.get_absolute_url()),
        "title": edition.title,
        "content_text": edition.lead,
        "date_published": edition.published_at.isoformat(),
        "date_modified": edition.goes_live_at.isoformat(),
        "tags": edition.hashtags,
    }
    if edition.byline:
        entry["authors"] = [{"name": edition.byline}]
    picture = edition.picture
    if picture and not picture.is_awaited:
        entry["image"] = whole_address(picture.src)
    return entry
