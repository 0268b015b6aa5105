"""The periods of one article, rearranged in memory while the article is locked, then saved together."""

import datetime
from itertools import zip_longest

from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import reverse

from news.models.article import Article
from news.models.edition import Edition
from news.models.period import Drop, Period


class Schedule:
    """An article's periods that were not dropped: those that have begun and those that are scheduled, in order.

    `withdrawal` is the moment to come at which the story is withdrawn, by `withdrawal_by`. It ends the last of the
    periods, whichever that is after all others were rearranged.
    """

    def __init__(self, article: Article, now: datetime.datetime) -> None:
        self.article = article
        self.now = now
        standing = list(article.periods.standing().select_related("edition", "withdrawn_by").order_by("during"))
        self.begun = [period for period in standing if period.starts <= now]
        self.waiting = [period for period in standing if period.starts > now]
        self.dropped: list[Period] = []
        self._ends = {period.pk: period.ends for period in self.open}  # as the database has them
        ending = next((period for period in self.open if period.withdrawn_at), None)
        self.withdrawal = ending.withdrawn_at if ending else None
        self.withdrawal_by = ending.withdrawn_by if ending else None

    @property
    def open(self) -> list[Period]:
        """The live period and the scheduled ones."""
        return [period for period in [*self.begun, *self.waiting] if period.ends is None or period.ends > self.now]

    @property
    def live(self) -> Period | None:
        """The live period."""
        return next((period for period in self.open if period.starts <= self.now), None)

    @property
    def last_moment(self) -> datetime.datetime | None:
        """The moment of the last scheduled edition."""
        return self.waiting[-1].starts if self.waiting else None

    def waiting_edition(self, number: int) -> Period | None:
        return next((period for period in self.waiting if period.edition.number == number), None)

    def drop(self, period: Period, reason: Drop, by: User | None) -> None:
        """Drop a scheduled period, which nobody has seen."""
        self.waiting.remove(period)
        if period.withdrawn_at:
            period.set_range(period.starts, None)  # another period will carry the withdrawal
            period.withdrawn_at = period.withdrawn_by = None
        period.dropped_at, period.dropped_by, period.dropped_for = self.now, by, reason
        self.dropped.append(period)

    def withdraw(self, by: User | None) -> list[Period]:
        """End the live period and drop the scheduled ones. Returns all of them."""
        gone = self.open
        if live := self.live:
            live.set_range(live.starts, self.now)
            live.withdrawn_at, live.withdrawn_by = self.now, by
        for period in list(self.waiting):
            self.drop(period, Drop.WITHDRAWN, by)
        self.withdrawal = self.withdrawal_by = None
        return gone

    def add(self, edition: Edition, starts: datetime.datetime, by: User | None) -> Period:
        """Add a period for an edition, which need not be saved yet."""
        new = Period(article=self.article, edition=edition, slug=edition.slug, set_at=self.now, set_by=by)
        new.set_range(starts, None)
        if starts > self.now:
            self.waiting = sorted([*self.waiting, new], key=lambda period: period.starts)
        else:
            self.begun.append(new)
        return new

    def set_ends(self) -> None:
        """End each open period where the next begins, and the last one with the withdrawal that is planned.

        New ones are dated by the story's first publication.
        """
        periods = self.open
        if not periods:  # then nothing is left to withdraw
            self.withdrawal = self.withdrawal_by = None
        for period, following in zip_longest(periods, periods[1:]):
            period.set_range(period.starts, following.starts if following else self.withdrawal)
            period.withdrawn_at = None if following else self.withdrawal
            period.withdrawn_by = None if following else self.withdrawal_by
            if period.pk is None or period.starts > self.now:
                period.published_at = [*self.begun, *self.waiting][0].starts
                period.year = period.published_at.astimezone(datetime.UTC).year

    def address_conflicts(self) -> list[str]:
        """A message for each address that belongs to another article."""
        wanted = {(period.year, period.slug) for period in self.open if period.pk is None or period.starts > self.now}
        theirs = Q(pk__in=[])
        for year, slug in wanted:
            theirs |= Q(year=year, slug=slug)
        taken = Period.objects.standing().filter(theirs).exclude(article=self.article)
        addresses = {reverse("news:article", args=[period.year, period.slug]) for period in taken}
        return [
            f"The address {address} belongs to another article. Choose another one." for address in sorted(addresses)
        ]

    def save(self) -> None:
        """Save all periods. Those that now end earlier go first, so that two never overlap in the database."""
        for period in self.dropped:
            ends = ["during", "withdrawn_at", "withdrawn_by"]
            period.save(update_fields=[*ends, "dropped_at", "dropped_by", "dropped_for", "replaced_by"])
        written = [period for period in [*self.begun, *self.waiting] if period.pk in self._ends]
        for period in sorted(written, key=self._lasts_longer):
            period.save(update_fields=["during", "published_at", "year", "withdrawn_at", "withdrawn_by"])
        for period in self.open:
            if period.pk is None:
                period.save()

    def _lasts_longer(self, period: Period) -> bool:
        before = self._ends[period.pk]
        return before is not None and (period.ends is None or period.ends > before)


def latest(*moments: datetime.datetime | None) -> datetime.datetime | None:
    """The latest of the moments that are set; None if none is."""
    return max((each for each in moments if each), default=None)
