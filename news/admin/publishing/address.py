"""The address at which an article would be published: whose it is already, which one is free, and taking another."""

import datetime

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from news.editions.publication import Publication
from news.editions.versions.keeping import keep_version
from news.models import Article, Period

MOST = 500  # numbers that are tried


def year_of(publication: Publication, at: datetime.datetime | None) -> int:
    """The year in the address of an edition that goes live at that moment (None: now): that of the story's first."""
    seen = publication.live or publication.withdrawn
    moments = [seen.published_at] if seen else [*(p.published_at for p in publication.waiting), at or timezone.now()]
    return min(moments).astimezone(datetime.UTC).year


def clash(article: Article, year: int, slug: str) -> Article | None:
    """The other article whose address it is, or was. One query."""
    taken = Period.objects.standing().filter(year=year, slug=slug).exclude(article=article)
    period = taken.select_related("article").first()
    return period.article if period else None


def free_address(article: Article, year: int, slug: str) -> str:
    """The address with the next number that no article has: kok-wins-2. One query."""
    stem = slug[:115]
    near = Period.objects.standing().filter(year=year, slug__startswith=f"{stem}-").exclude(article=article)
    taken = set(near.values_list("slug", flat=True))
    return next(
        (each for number in range(2, MOST) if (each := f"{stem}-{number}") not in taken),
        f"{stem[:100]}-{timezone.now():%Y%m%d%H%M%S}",
    )


def clash_words(year: int, slug: str, other: Article, address: str, free: str) -> SafeString:
    """Whose address it is, with a link, and the free one."""
    return format_html(
        'The address /news/{}/{}/ belongs to <a href="{}">“{}”</a>. Free is “{}”, which stands in the field now: '
        "publish to take it, or write another.",
        year,
        slug,
        address,
        other,
        free,
    )


def take_address(article: Article, slug: str, by: User) -> Article:
    """Give the working copy, which is locked, another address, as a new version."""
    article.slug = slug
    article.version += 1
    article.changed_at, article.changed_by = timezone.now(), by
    article.save(update_fields=["slug", "version", "changed_at", "changed_by"])
    keep_version(article, by)
    return article
