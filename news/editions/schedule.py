"""The periods of one article, rearranged in memory under the article's lock and then written at once."""

import datetime

from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import reverse

from news.models.article import Article
from news.models.edition import Edition
from news.models.period import Drop, Period


class Schedule:
    """What stands of an article: the periods that have begun, and those that wait, each in the order of its moment."""

    def __init__(self, article: Article, now: datetime.datetime) -> None:
        self.article = article
        self.now = now
        standing = list(article.periods.standing().select_related("edition").order_by("during"))
        self.begun = [period for period in standing if period.starts <= now]
        self.waiting = [period for period in standing if period.starts > now]
        self.dropped: list[Period] = []
        self._ends = {period.pk: period.ends for period in self.open}  # as the database has them

    @property
    def open(self) -> list[Period]:
        """What is not over yet: what is on, and what is to come."""
        return [period for period in [*self.begun, *self.waiting] if period.ends is None or period.ends > self.now]

    @property
    def live(self) -> Period | None:
        """The period that is on."""
        return next((period for period in self.open if period.starts <= self.now), None)

    @property
    def last_moment(self) -> datetime.datetime | None:
        """Of the edition that waits longest."""
        return self.waiting[-1].starts if self.waiting else None

    def waiting_edition(self, number: int) -> Period | None:
        return next((period for period in self.waiting if period.edition.number == number), None)

    def in_force_before(self, at: datetime.datetime) -> Period | None:
        """The one that readers see right before that moment, as things stand."""
        return next((period for period in reversed(self.open) if period.starts < at), None)

    def drop(self, period: Period, reason: Drop, by: User | None) -> None:
        """Take back what nobody has seen."""
        self.waiting.remove(period)
        period.dropped_at, period.dropped_by, period.dropped_for = self.now, by, reason
        self.dropped.append(period)

    def withdraw(self, by: User | None) -> list[Period]:
        """End what is on, and take back what waits. Returns both."""
        gone = self.open
        if live := self.live:
            live.span(live.starts, self.now)
            live.withdrawn_at, live.withdrawn_by = self.now, by
        for period in list(self.waiting):
            self.drop(period, Drop.WITHDRAWN, by)
        return gone

    def add(self, edition: Edition, starts: datetime.datetime, by: User | None) -> Period:
        """Let an edition, which need not be saved yet, go live at that moment."""
        new = Period(article=self.article, edition=edition, slug=edition.slug, set_at=self.now, set_by=by)
        new.span(starts, None)
        if starts > self.now:
            self.waiting = sorted([*self.waiting, new], key=lambda period: period.starts)
        else:
            self.begun.append(new)
        return new

    def settle(self) -> None:
        """Each period lasts until the next one begins; the story's first publication is the first of all beginnings."""
        starts = [period.starts for period in self.open]
        for number, period in enumerate(self.open, start=1):
            period.span(period.starts, starts[number] if number < len(starts) else None)
            if period.pk is None or period.starts > self.now:
                period.published_at = [*self.begun, *self.waiting][0].starts
                period.year = period.published_at.astimezone(datetime.UTC).year

    def clashes(self) -> list[str]:
        """The addresses that it would take from other articles, in words."""
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
        """Write it, what ends earlier before what lasts longer: never are two live, not for an instant."""
        for period in self.dropped:
            period.save(update_fields=["dropped_at", "dropped_by", "dropped_for", "replaced_by"])
        written = [period for period in [*self.begun, *self.waiting] if period.pk in self._ends]
        for period in sorted(written, key=self._lasts_longer):
            period.save(update_fields=["during", "published_at", "year", "withdrawn_at", "withdrawn_by"])
        for period in self.open:
            if period.pk is None:
                period.save()

    def _lasts_longer(self, period: Period) -> bool:
        before = self._ends[period.pk]
        return before is not None and (period.ends is None or period.ends > before)
