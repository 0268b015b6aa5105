"""Every address of the site, from its own table of contents, with the addresses of real rows put in."""

import datetime
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.contrib import admin
from django.urls import get_resolver
from django.utils import timezone

from events.models import Event, Listing, Showing
from isuwc.history.models import Entry
from news.editions.versions.keeping import keep_version
from news.models import Article, Banner, Edition, LiveEntry, PreviewLink, QRCode
from standings.models import Competitor

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")


@dataclass(frozen=True)
class Route:
    """A pattern as it stands in the code: `events/<slug:season>/`."""

    pattern: str

    @property
    def parameters(self) -> list[str]:
        return [first or second for first, second in PARAMETER.findall(self.pattern)]

    def address(self, values: dict[str, str]) -> str:
        """With the values put in; they are percent-encoded already."""
        plain = PARAMETER.sub(lambda found: f"\x00{found[1] or found[2]}\x00", self.pattern)
        plain = re.sub(r"[\^$\\]|\.\*", "", plain)
        return "/" + re.sub(r"\x00(\w+)\x00", lambda found: values[found[1]], plain)


def routes() -> list[Route]:
    found = list(_walk(get_resolver().url_patterns, ""))
    assert len(found) > 150
    return found


def _walk(patterns: Any, before: str) -> Iterator[Route]:
    for pattern in patterns:
        text = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern.url_patterns, text)
        else:
            yield Route(text)


def a_link(article: Article) -> PreviewLink:
    """To the article's version, which is kept for it."""
    if not article.revisions.filter(version=article.version).exists():
        keep_version(article, None)
    end = timezone.now() + datetime.timedelta(days=1)
    return PreviewLink.objects.create(article=article, version=article.version, given_to="Radio", expires_at=end)


def addressed() -> list[tuple[Route, dict[str, str]]]:
    """Every route with, for each of its parameters, what leads to something that is there."""
    event, edition, banner = Event.objects.get(), Edition.objects.live().get(), Banner.objects.get()
    skater = Competitor.objects.skaters().first()
    common = {
        "season": event.season.slug,
        "event": event.slug,
        "race": event.races.get().slug,
        "slug": edition.slug,
        "noc": "nor",
        "category": "women",
        "cup": "500m",
        "tag": "speedskating",
        "year": str(edition.year),
        "number": str(edition.number),
        "code": QRCode.objects.exclude(banner=banner).first().code,
        "fingerprint": "0" * 16,
        "variant": "1x",
        "kind": "csv",
        "format": "rss",
        "section": "events",
        "path": "photos/a.jpg",
        "content_type_id": "1",
        "object_id": "1",
        "id": "1",
        "app_label": "news",
        "url": "nowhere",
        "listing": str(Listing.objects.get().pk),
        "kept": str(uuid.uuid4()),
        "uidb64": "MQ",
        "key": "a" * 22,  # of a form in which something was typed
        "digest": "0" * 20,
        "x": "50",
        "y": "40",
        "showing": str(Showing.objects.get().pk),
        "token": a_link(edition.article).token,
        "entry": str(LiveEntry.objects.get().pk),
        "skater": skater.slug,
        "operation": "events",
        "rest": "nothing",
    }
    special = {
        "admin/news/article/find/": {"kind": "race"},
        "skaters/": {"slug": skater.slug, "other": Competitor.objects.skaters().last().slug},
        "feeds/stories/skaters": {"slug": skater.slug},
        "feeds/results/skaters": {"slug": skater.slug},
        "api/v1/": {"noc": "NOR"},
        "^banners": {"code": banner.qr.code, "kind": "webp"},
        "^q/": {"kind": "svg"},
        "admin/history/": {"pk": str(Entry.objects.newest_first()[0].pk)},
    }
    for model in admin.site._registry:
        key = quote(str(model._default_manager.order_by("pk").values_list("pk", flat=True).first()))
        place = f"admin/{model._meta.app_label}/{model._meta.model_name}/"
        special[place] = {"pk": key, "object_id": key, "id": key}
    found = []
    for route in routes():
        values = common | next((own for start, own in special.items() if route.pattern.startswith(start)), {})
        found.append((route, {name: values[name] for name in route.parameters}))
    return found
