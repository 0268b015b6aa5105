"""The newest live editions for feed readers: RSS, Atom and JSON Feed 1.1, with the same entries.

Feed readers ask every few minutes, so conditional requests (ETag, Last-Modified) are answered with 304.
"""

import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import linebreaks
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from isuwc.clock.shown import shown_at
from isuwc.text.characters import tidy
from isuwc.web.conditional import conditional
from news.models import Edition, LiveEntry, Period
from news.pages.live_blog import InFeed, in_feeds
from news.pages.metadata import whole_address

ENTRIES = 30
ONE_SECOND = datetime.timedelta(seconds=1)  # Last-Modified has whole seconds; more may change within this one
NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)  # when a feed without entries changed last
TITLE = "World Cup Speed Skating: news"
AUTHOR = "ISU World Cup Speed Skating"  # of what has no byline
DESCRIPTION = "Reports, previews and announcements of the ISU World Cup Speed Skating."


class Entry:
    """A story in a feed, with what was corrected since it first went live, newest first, and what a live blog says."""

    def __init__(self, edition: Edition, live: InFeed | None) -> None:
        self.edition = edition
        self.updated_at = max(edition.goes_live_at, live.changed_at) if live else edition.goes_live_at
        corrections = [f"{each.heading}: {each.words}" for each in edition.corrections]
        self.words = "\n\n".join([edition.lead, *(live.words if live else []), *corrections])


def entries() -> list[Entry]:
    editions = list(Edition.objects.live().with_corrections()[:ENTRIES])
    live = in_feeds(editions)
    return [Entry(edition, live.get(edition.article_id)) for edition in editions]


def changed_at(at: datetime.datetime) -> datetime.datetime | None:
    """When what is in feeds changed last. Three queries."""
    found = [Period.objects.changed_at(at), LiveEntry.objects.changed_at(at)]
    return max(filter(None, found), default=None)


def entry_id(edition: Edition) -> str:
    """The entry's permanent id: it survives corrections and new addresses, so that readers don't see an entry twice."""
    return f"{settings.SITE_URL}/news/#article-{edition.article_id}"


class _Clean(SyndicationFeed):
    """Removes characters that XML forbids: a single one would make the whole feed unreadable."""

    def add_item(self, *args: Any, **values: Any) -> None:
        super().add_item(*tidy(args), **tidy(values))

    def latest_post_date(self) -> datetime.datetime:
        """Of a feed without entries Django says that it was made now, which is another one each time."""
        return super().latest_post_date() if self.items else NEVER


class _Rss(_Clean, Rss201rev2Feed):
    pass


class _Atom(_Clean, Atom1Feed):
    pass


class RssFeed(Feed):
    feed_type: type[SyndicationFeed] = _Rss
    title = TITLE
    description = DESCRIPTION
    language = "en"
    item_guid_is_permalink = False

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sets Last-Modified by the last change of what is live, withdrawals included; Django uses entries' dates."""
        # Before the entries are read, so that the date is never later than the content.
        now = shown_at()
        changed = changed_at(now)
        response = super().__call__(request, *args, **kwargs)
        del response.headers["Last-Modified"]
        if changed and now - changed >= ONE_SECOND:
            response.headers["Last-Modified"] = http_date(changed.timestamp())
        return response

    def link(self) -> str:
        return whole_address(reverse("news:index"))

    def feed_url(self) -> str:
        return whole_address(reverse("news:rss"))

    def items(self) -> list[Entry]:
        return entries()

    def item_title(self, item: Entry) -> str:
        return item.edition.title

    def item_description(self, item: Entry) -> str:
        """As HTML, which readers of RSS and Atom take it for: paragraphs stay apart, and a < is one."""
        return linebreaks(item.words, autoescape=True)

    def item_link(self, item: Entry) -> str:
        return whole_address(item.edition.get_absolute_url())

    def item_guid(self, item: Entry) -> str:
        return entry_id(item.edition)

    def item_pubdate(self, item: Entry) -> datetime.datetime:
        return item.edition.published_at

    def item_updateddate(self, item: Entry) -> datetime.datetime:
        return item.updated_at

    def item_author_name(self, item: Entry) -> str | None:
        return item.edition.byline or None

    def item_categories(self, item: Entry) -> list[str]:
        return item.edition.hashtags


class AtomFeed(RssFeed):
    feed_type = _Atom
    subtitle = DESCRIPTION
    author_name = AUTHOR  # RFC 4287 requires an author if an entry has none

    def feed_url(self) -> str:
        return whole_address(reverse("news:atom"))


rss = require_safe(conditional(RssFeed()))
atom = require_safe(conditional(AtomFeed()))


@require_safe
@conditional
def json_feed(request: HttpRequest) -> JsonResponse:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": TITLE,
        "description": DESCRIPTION,
        "home_page_url": whole_address(reverse("news:index")),
        "feed_url": whole_address(reverse("news:json_feed")),
        "language": "en",
        "authors": [{"name": AUTHOR}],
        "items": [_json_entry(each) for each in entries()],
    }
    return JsonResponse(tidy(feed), content_type="application/feed+json")


def _json_entry(item: Entry) -> dict[str, Any]:
    edition = item.edition
    entry: dict[str, Any] = {
        "id": entry_id(edition),
        "url": whole_address(edition.get_absolute_url()),
        "title": edition.title,
        "content_text": item.words,
        "date_published": edition.published_at.isoformat(),
        "date_modified": item.updated_at.isoformat(),
        "tags": edition.hashtags,
    }
    if edition.byline:
        entry["authors"] = [{"name": edition.byline}]
    picture = edition.picture
    if picture and not picture.is_awaited:
        entry["image"] = whole_address(picture.src)
    return entry
