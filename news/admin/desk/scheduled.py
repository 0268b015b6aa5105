"""All that goes live or away by itself: editions that wait, withdrawals that are planned, drafts with a moment."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from events.models import Venue
from isuwc.newsroom.pages import admin_page, require_view
from news.editions.publication import moment
from news.models import Article, Period

PUBLISH, WITHDRAW = "news.publish_article", "news.withdraw_article"


@dataclass(frozen=True)
class Moment:
    """Something that happens to a story at a moment to come, and where that can be changed, with the right `right`.

    `cancel` is the address to which a form with the button `cancel_name` is sent; "" where there is nothing to cancel.
    """

    article: Article
    at: datetime.datetime
    what: str  # edition 2 goes live
    address: str
    right: str
    by: str = ""
    cancel: str = ""
    cancel_name: str = ""

    def may_be_changed_by(self, user: User | AnonymousUser) -> bool:
        return user.has_perm(self.right)

    def address_for(self, user: User | AnonymousUser) -> str:
        """Where it can be changed; the article's form for those who may not."""
        return self.address if self.may_be_changed_by(user) else _form(self.article)

    @property
    def title(self) -> str:
        return self.article.title

    @property
    def venue(self) -> Venue | None:
        return self.article.the_venue

    @property
    def zone(self) -> str:
        return self.venue.time_zone if self.venue else "UTC"

    @property
    def words(self) -> str:
        return moment(self.at, self.venue)


def coming(now: datetime.datetime, until: datetime.datetime | None = None) -> list[Moment]:
    """All that is set for moments after `now`, before `until`, in order. Two queries."""
    return sorted([*_of_periods(now, until), *_planned(now, until)], key=lambda each: (each.at, each.article.pk))


def _of_periods(now: datetime.datetime, until: datetime.datetime | None) -> list[Moment]:
    found = (
        Period.objects.standing()
        .with_people()
        .filter(Q(during__startswith__gt=now) | Q(withdrawn_at__gt=now))
        .select_related("article__event__venue", "article__venue")
    )
    moments = []
    for period in found:
        if period.starts > now:
            moments.append(_going_live(period))
        if period.withdrawn_at and period.withdrawn_at > now:
            moments.append(_going_away(period, period.withdrawn_at))
    return [each for each in moments if until is None or each.at < until]


def _going_live(period: Period) -> Moment:
    number = period.edition.number
    address = reverse("admin:news_article_waiting", args=[period.article_id, number])
    by = str(period.set_by or "")
    what = f"edition {number} goes live"
    return Moment(period.article, period.starts, what, address, PUBLISH, by, address, "_cancel")


def _going_away(period: Period, at: datetime.datetime) -> Moment:
    address = reverse("admin:news_article_withdraw", args=[period.article_id])
    by = str(period.withdrawn_by or "")
    return Moment(period.article, at, "is withdrawn", address, WITHDRAW, by, address, "_stay")


def _planned(now: datetime.datetime, until: datetime.datetime | None) -> list[Moment]:
    """Working copies with a planned moment that no edition waits for."""
    articles: QuerySet[Article] = Article.objects.filter(not_before__gt=now).exclude(
        periods__dropped_at__isnull=True, periods__during__startswith__gt=now
    )
    if until:
        articles = articles.filter(not_before__lt=until)
    found = articles.select_related("event__venue", "venue")
    return [_to_be_published(each, each.not_before) for each in found if each.not_before]


def _to_be_published(article: Article, at: datetime.datetime) -> Moment:
    address = reverse("admin:news_article_publish", args=[article.pk])
    return Moment(article, at, "is planned, not published", address, PUBLISH)


def _form(article: Article) -> str:
    return reverse("admin:news_article_change", args=[article.pk])


def scheduled(admin: "ModelAdmin[Article]", request: HttpRequest) -> HttpResponse:
    """The page of all of them. Requires the right to see articles; what can be done follows the person's rights."""
    require_view(admin, request)
    user = request.user
    rows: list[dict[str, Any]] = [
        {"each": each, "may": each.may_be_changed_by(user)} for each in coming(timezone.now())
    ]
    context = {"opts": admin.opts, "rows": rows, "may_lift": user.has_perm("news.lift_embargo")}
    return admin_page(request, admin.admin_site, "admin/news/article/scheduled.html", "Scheduled", context)
