"""Sitemaps: what search engines may list. Each class queries at each request, so that "now" is not fixed at import."""

import datetime
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Case, OuterRef, Subquery, When
from django.urls import reverse

from events.models import Country, Event, Race, Season
from isuwc.clock.shown import shown_at
from news.models import Edition, LiveEntry
from standings.models import Competitor, Cup
from standings.pages.nations import nations


class SiteMap(Sitemap):
    """With addresses on the site's own host, whatever host the request named."""

    limit = 5_000

    def get_protocol(self, protocol: str | None = None) -> str:
        return str(urlsplit(settings.SITE_URL).scheme)

    def get_domain(self, site: Any = None) -> str:
        return str(urlsplit(settings.SITE_URL).netloc)


class FixedPages(SiteMap):
    def items(self) -> list[str]:
        return [
            "home",
            "news:index",
            "events:index",
            "events:where_to_watch",
            "standings:index",
            "standings:skaters",
            "standings:nations",
            "about",
        ]

    def location(self, item: str) -> str:
        return reverse(item)


class Stories(SiteMap):
    def items(self) -> Iterable[Edition]:
        entries = LiveEntry.objects.filter(article=OuterRef("article"), changed_at__lte=shown_at())
        last = entries.order_by("-changed_at").values("changed_at")[:1]
        live = Edition.objects.live().annotate(entries_changed_at=Case(When(live_blog=True, then=Subquery(last))))
        return live.defer("body", "words", "hero", "trailing")

    def lastmod(self, item: Any) -> datetime.datetime:
        """When it was published, or an entry of a live blog changed."""
        found: list[datetime.datetime | None] = [item.goes_live_at, item.entries_changed_at]
        return max(filter(None, found))


class NewsOfYears(SiteMap):
    def items(self) -> list[int]:
        return Edition.objects.live().years()

    def location(self, item: int) -> str:
        return reverse("news:year", args=[item])


class SeasonProgrammes(SiteMap):
    def items(self) -> Iterable[Season]:
        return Season.objects.order_by("-start_year")


class Events(SiteMap):
    def items(self) -> Iterable[Event]:
        return Event.objects.select_related("season").order_by("-start_date", "number")


class Results(SiteMap):
    """Races with a result; pages of others say little."""

    def items(self) -> Iterable[Race]:
        races = Race.objects.with_result().select_related("event__season")
        return races.order_by("-event__start_date", "event__number", "number")


class Cups(SiteMap):
    def items(self) -> Iterable[Cup]:
        return Cup.objects.newest_first()


class Skaters(SiteMap):
    def items(self) -> Iterable[Competitor]:
        return Competitor.objects.skaters().order_by("slug")


class Nations(SiteMap):
    def items(self) -> list[str]:
        return [nation.country.noc for nation in nations().all]

    def location(self, item: str) -> str:
        return reverse("standings:nation", args=[item.lower()])


class Countries(SiteMap):
    """Where to watch, country by country, territories included."""

    def items(self) -> Iterable[Country]:
        return Country.objects.places().order_by("noc")


SITEMAPS: dict[str, type[SiteMap]] = {
    "pages": FixedPages,
    "news": Stories,
    "years": NewsOfYears,
    "seasons": SeasonProgrammes,
    "events": Events,
    "results": Results,
    "cups": Cups,
    "skaters": Skaters,
    "nations": Nations,
    "countries": Countries,
}
