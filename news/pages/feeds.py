"""The newest live editions for feed readers: RSS, Atom and JSON Feed, with the same entries.

Feed readers ask every few minutes, so conditional requests (ETag, Last-Modified) are answered with 304.
"""

import datetime
from collections.abc import Callable, Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from isuwc.clock.shown import shown_at
from isuwc.web.conditional import conditional
from isuwc.web.feeds import FeedEntry, FeedFacts, FeedPicture, feed_answer
from isuwc.web.schema_org import whole_address
from news.models import Edition, LiveEntry, Period
from news.models.edition import EditionQuerySet
from news.models.photos.photo import Photo
from news.models.photos.rights import changed_at as rights_changed_at
from news.pages.live_blog import InFeed, in_feeds

ENTRIES = 30
ONE_SECOND = datetime.timedelta(seconds=1)  # Last-Modified has whole seconds; more may change within this one
TITLE = "World Cup Speed Skating: news"
AUTHOR = "ISU World Cup Speed Skating"  # of what has no byline
DESCRIPTION = "Reports, previews and announcements of the ISU World Cup Speed Skating."
ADDRESSES = {"rss": "news:rss", "atom": "news:atom", "json": "news:json_feed"}


def entries(editions: EditionQuerySet) -> list[FeedEntry]:
    """The first of these live editions, with what was corrected since each first went live, newest first, and what a
    live blog says."""
    found = list(editions.with_corrections().without_text()[:ENTRIES])
    live = in_feeds(found)
    return [_entry(edition, live.get(edition.article_id)) for edition in found]


def entry_id(edition: Edition) -> str:
    """The entry's permanent id: it survives corrections and new addresses, so that readers don't see an entry twice."""
    return f"{settings.SITE_URL}/news/#article-{edition.article_id}"


def _entry(edition: Edition, live: InFeed | None) -> FeedEntry:
    corrections = [f"{each.heading}: {each.words}" for each in edition.corrections]
    return FeedEntry(
        # It survives corrections and new addresses, so that readers don't see an entry twice
        id=entry_id(edition),
        address=whole_address(edition.get_absolute_url()),
        title=edition.title,
        words="\n\n".join([edition.lead, *(live.words if live else []), *corrections]),
        published_at=edition.published_at,
        updated_at=max(edition.goes_live_at, live.changed_at) if live else edition.goes_live_at,
        author=edition.byline,
        tags=edition.hashtags,
        picture=_picture(edition),
    )


def _picture(edition: Edition) -> FeedPicture | None:
    picture = edition.picture
    if picture is None or picture.is_awaited:
        return None
    address = whole_address(picture.src)
    return FeedPicture(address, picture.src_width, picture.src_height, picture.alt, picture.credit)


def changed_at(at: datetime.datetime) -> datetime.datetime | None:
    """When what is in feeds changed last, withdrawals and rights to show pictures included. Four queries."""
    rights = rights_changed_at(Photo.objects.all(), at)
    found: Iterable[datetime.datetime | None]
    found = (Period.objects.changed_at(at), LiveEntry.objects.changed_at(at), rights)
    return max(filter(None, found), default=None)


def _feed(format: str) -> Callable[[HttpRequest], HttpResponse]:
    """The view of all stories in that format."""

    def view(request: HttpRequest) -> HttpResponse:
        # Before the entries are read, so that the date is never later than the content
        now = shown_at()
        changed = changed_at(now)
        page = whole_address(reverse("news:index"))
        feed = FeedFacts(
            title=TITLE,
            description=DESCRIPTION,
            author=AUTHOR,
            about=whole_address(reverse("feeds:index")),
            page=page,
            address_of=lambda each: whole_address(reverse(ADDRESSES[each])),
            entries=entries(Edition.objects.live()),
            id=page,
        )
        response = feed_answer(feed, format)
        if changed and now - changed >= ONE_SECOND:
            response.headers["Last-Modified"] = http_date(changed.timestamp())
        return response

    return require_safe(conditional(view))


rss, atom, json_feed = map(_feed, ADDRESSES)
