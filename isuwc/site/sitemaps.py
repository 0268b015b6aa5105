"""Sitemaps: what search engines may list. Each class queries at each request, so that "now" is not fixed at import."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Case, OuterRef, Q, Subquery, When
from django.urls import reverse

from events.models import Country, Event, Race, Season
from isuwc.clock.shown import shown_at
from isuwc.text.characters import tidy
from news.models import Edition, LiveEntry, Period
from news.models.period import IS_NEW_FOR
from news.models.photos.photo import Photo
from news.models.photos.rights import changed_at as rights_changed_at
from news.models.photos.upload import Upload
from news.pictures.picture import Picture
from standings.models import Competitor, Cup
from standings.pages.nations import nations


@dataclass(frozen=True)
class Part:
    """A file of the sitemap as the index names it."""

    address: str
    changed_at: datetime.datetime | None = None


class SiteMap(Sitemap):
    """With addresses on the site's own host, whatever host the request named."""

    limit = 5_000

    @classmethod
    def parts(cls, section: str) -> list[Part]:
        """The files of this section; none without addresses, as such a file would not be valid."""
        paginator = cls().paginator
        pages = paginator.num_pages if paginator.count else 0
        return [Part(each) for each in _pages(reverse("sitemap-part", args=[section]), pages)]

    def get_urls(self, *args: Any, **options: Any) -> list[dict[str, Any]]:
        """As Django's, with `images` and `news`, which only stories have."""
        return [{**url, "images": [], "news": None} for url in super().get_urls(*args, **options)]

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
            "standings:champions",
            "standings:skaters",
            "standings:nations",
            "about",
            "about-site",
            "feeds:index",
            "data",
            "api:try",
            "embed",
        ]

    def location(self, item: str) -> str:
        return reverse(item)


class NewestStories(SiteMap):
    """What services that look for news read: stories that first went live within two days, with their titles."""

    limit = 1_000  # as many as such a file may have

    def items(self) -> Iterable[Edition]:
        live = Edition.objects.live().filter(Q(published_at__gt=shown_at() - IS_NEW_FOR))
        return live.defer("body", "words", "hero", "trailing")[: self.limit]

    def get_urls(self, *args: Any, **options: Any) -> list[dict[str, Any]]:
        urls = super().get_urls(*args, **options)
        for url in urls:
            url["news"] = {"title": tidy(url["item"].title), "published_at": url["item"].published_at}
        return urls


class Stories(SiteMap):
    """Those whose address has this year, with the photographs that they show."""

    def __init__(self, year: int) -> None:
        super().__init__()
        self.year = year

    @classmethod
    def parts(cls, section: str) -> list[Part]:
        """A file for each year, so that those of years gone by stay as they are.

        All of them are said to have changed when the right to show any photo began or ended.
        """
        now, found = shown_at(), []
        rights = rights_changed_at(Photo.objects.all(), now)
        for year, (stories, changed_at) in Period.objects.live_by_year(now).items():
            address = reverse("sitemap-stories", args=[year])
            last = max(filter(None, (changed_at, rights)))
            found += [Part(each, last) for each in _pages(address, ceil(stories / cls.limit))]
        return found

    def items(self) -> Iterable[Edition]:
        entries = LiveEntry.objects.filter(article=OuterRef("article"), changed_at__lte=shown_at())
        last = entries.order_by("-changed_at").values("changed_at")[:1]
        live = Edition.objects.live().in_year(self.year).with_picture_facts()
        live = live.annotate(entries_changed_at=Case(When(live_blog=True, then=Subquery(last))))
        return live.defer("body", "words", "hero", "trailing")

    def lastmod(self, item: Any) -> datetime.datetime:
        """When it was published, or an entry of a live blog changed."""
        found: list[datetime.datetime | None] = [item.goes_live_at, item.entries_changed_at]
        return max(filter(None, found))

    def get_urls(self, *args: Any, **options: Any) -> list[dict[str, Any]]:
        """With `images`, in one query more."""
        urls = super().get_urls(*args, **options)
        facts = {url["item"]: url["item"].shown_picture_facts for url in urls}
        files = Upload.objects.files(each["digest"] for found in facts.values() for each in found)
        for url in urls:
            shown = [Picture.of(each, files.get(each["digest"])) for each in facts[url["item"]]]
            url["images"] = [settings.SITE_URL + src for src in dict.fromkeys(each.src for each in shown)]
        return urls


class NewsOfYears(SiteMap):
    @classmethod
    def parts(cls, section: str) -> list[Part]:
        """One file, as there are few years; they are not counted for it."""
        return [Part(each) for each in _pages(reverse("sitemap-part", args=[section]), Edition.objects.live().exists())]

    def items(self) -> list[tuple[int, datetime.datetime]]:
        return [(year, changed_at) for year, (_, changed_at) in Period.objects.live_by_year(shown_at()).items()]

    def location(self, item: tuple[int, datetime.datetime]) -> str:
        return reverse("news:year", args=[item[0]])

    def lastmod(self, item: Any) -> datetime.datetime:
        changed_at: datetime.datetime = item[1]
        return changed_at


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


def _pages(address: str, count: int) -> list[str]:
    """Of a file of which there are several once it would be too long."""
    found = [settings.SITE_URL + address, *(f"{settings.SITE_URL}{address}?p={page}" for page in range(2, count + 1))]
    return found[:count]


SITEMAPS: dict[str, type[SiteMap]] = {
    "pages": FixedPages,
    "newest": NewestStories,
    "stories": Stories,
    "years": NewsOfYears,
    "seasons": SeasonProgrammes,
    "events": Events,
    "results": Results,
    "cups": Cups,
    "skaters": Skaters,
    "nations": Nations,
    "countries": Countries,
}
