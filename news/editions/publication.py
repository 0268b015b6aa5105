"""The public state of an article, for the newsroom."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from events.models import Venue
from events.time.dates import day_and_month, utc_moment
from news.models.article import Article
from news.models.edition import Edition
from news.models.period import Drop, Period


@dataclass(frozen=True)
class Publication:
    """An article's live period, its scheduled periods, and whether the working copy has unpublished changes.

    At any future moment readers see the edition of the latest of these periods that has begun by then; from
    `withdrawal` on, which `withdrawal_by` planned, they see none.
    """

    live: Period | None
    waiting: list[Period]
    withdrawn: Period | None
    has_unpublished_changes: bool
    not_before: datetime.datetime | None

    @property
    def embargo(self) -> datetime.datetime | None:
        """The end of the embargo: publishing the working copy earlier needs the permission to lift it."""
        return max((each for each in [*(p.starts for p in self.waiting), self.not_before] if each), default=None)

    @property
    def planned(self) -> datetime.datetime | None:
        """The working copy's planned moment, unless an edition is scheduled for it already."""
        return None if self.not_before in [period.starts for period in self.waiting] else self.not_before

    @property
    def _last(self) -> Period | None:
        return self.waiting[-1] if self.waiting else self.live

    @property
    def withdrawal(self) -> datetime.datetime | None:
        """The moment to come at which the story is withdrawn."""
        return self._last.withdrawn_at if self._last else None

    @property
    def withdrawal_by(self) -> User | None:
        return self._last.withdrawn_by if self._last else None

    @property
    def is_public_or_scheduled(self) -> bool:
        return bool(self.live or self.waiting)


def publication_of(article: Article, at: datetime.datetime | None = None) -> Publication:
    """The article's public state at `at` (default: now). One query; none if its periods and editions are prefetched."""
    at = at or timezone.now()
    periods = article.periods.all()
    if "periods" not in getattr(article, "_prefetched_objects_cache", {}):
        periods = periods.with_people()
    standing = sorted((period for period in periods if period.dropped_at is None), key=lambda period: period.starts)
    begun = [period for period in standing if period.starts <= at]
    waiting = [period for period in standing if period.starts > at]
    live = begun[-1] if begun and begun[-1].is_live_at(at) else None
    shown = [period.edition for period in [live, *waiting] if period]
    return Publication(
        live=live,
        waiting=waiting,
        withdrawn=begun[-1] if begun and not live and not waiting else None,
        has_unpublished_changes=bool(shown) and all(edition.version != article.version for edition in shown),
        not_before=article.not_before if article.not_before and article.not_before > at else None,
    )


def live_with_changes() -> "QuerySet[Article]":
    """Live articles whose working copy no edition has that readers see or will: `has_unpublished_changes` in SQL."""
    same = Edition.objects.live_or_waiting().order_by().filter(article=OuterRef("pk"), version=OuterRef("version"))
    live = Edition.objects.live(timezone.now()).order_by().values("article")
    return Article.objects.filter(pk__in=live).exclude(Exists(same))


def fate(period: Period, at: datetime.datetime) -> str:
    """A period's history in words: live from 1 Dec 2025, 12:00 UTC; was to go live …, cancelled by ann on …."""
    starts = moment(period.starts)
    if period.dropped_at:
        by = f" by {period.dropped_by}" if period.dropped_by else ""
        on = f"on {moment(period.dropped_at)}"
        what = {
            Drop.REPLACED: f"replaced{_with(period)} {on}, before it went live",
            Drop.MOVED: f"moved{by} {on}",
            Drop.CANCELLED: f"cancelled{by} {on}",
            Drop.WITHDRAWN: f"withdrawn{by} {on}, before it went live",
        }[Drop(period.dropped_for)]
        return f"was to go live on {starts}; {what}"
    if period.starts > at:
        return f"goes live on {starts}{_until(period, ' and stays until ')}"
    if period.withdrawn_at:
        by = f" by {period.withdrawn_by}" if period.withdrawn_by else ""
        withdrawn = "withdrawn" if period.withdrawn_at <= at else "to be withdrawn, as planned"
        return f"live from {starts}; {withdrawn}{by} on {moment(period.withdrawn_at)}"
    return f"live from {starts}{_until(period, ' to ')}"


def _with(period: Period) -> str:
    by = f" ({period.dropped_by})" if period.dropped_by else ""
    return f" by edition {period.replaced_by.number}{by}" if period.replaced_by else by


def _until(period: Period, words: str) -> str:
    return f"{words}{moment(period.ends)}" if period.ends else ""


def moment(at: datetime.datetime, venue: Venue | None = None) -> str:
    """2 December 2025, 12:00 UTC (13:00 in Stavanger): the venue's day is added if it differs."""
    words = utc_moment(at)
    if venue is None:
        return words
    local = at.astimezone(venue.zone)
    day = "" if local.date() == at.astimezone(datetime.UTC).date() else f"{day_and_month(local)}, "
    return f"{words} ({day}{local:%H:%M} in {venue.city})"
