import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Count, F, Max, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from events.time.dates import brief_moment
from news.models.article import Article
from news.models.edition import Edition, begun_by

IS_NEW_FOR = datetime.timedelta(days=2)  # as long as programs that look for news want to hear of a story


class Drop(models.TextChoices):
    """Why an edition did not go live at its scheduled moment."""

    REPLACED = "replaced", "Replaced by a later edition"
    MOVED = "moved", "Moved to another moment"
    CANCELLED = "cancelled", "Cancelled"
    WITHDRAWN = "withdrawn", "The article was withdrawn"


class PeriodQuerySet(models.QuerySet["Period"]):
    def standing(self) -> "PeriodQuerySet":
        """Periods that were not dropped: past, live and scheduled."""
        return self.filter(dropped_at__isnull=True)

    def not_over(self, at: datetime.datetime) -> "PeriodQuerySet":
        """Live and future periods."""
        return self.filter(during__overlap=DateTimeTZRange(at, None))

    def changed_at(self, at: datetime.datetime | None = None) -> datetime.datetime | None:
        """When the public content last changed: an edition went live, or an article was withdrawn. One query."""
        at = at or timezone.now()
        begun = Q(during__startswith__lte=at)
        found = self.standing().aggregate(
            begun=Max("during__startswith", filter=begun),
            set=Max("set_at", filter=begun),  # for archive material, later than its publication date
            ended=Max("during__endswith", filter=Q(during__endswith__lte=at)),
        )
        return max(filter(None, found.values()), default=None)

    def live_by_year(self, at: datetime.datetime) -> dict[int, tuple[int, datetime.datetime]]:
        """Of each year in addresses that has live stories: how many, and when they or their live blogs last changed.

        The latest first. Two queries.
        """
        begun, is_live = self.standing().filter(during__startswith__lte=begun_by(at)), Q(during__contains=at)
        moments = Max(Greatest("during__startswith", "set_at"))
        ended = Max("during__endswith", filter=Q(during__endswith__lte=at))
        years = begun.values("year").annotate(live=Count("pk", filter=is_live), begun=moments, ended=ended)
        entries = begun.filter(is_live, edition__live_blog=True, article__live_entries__changed_at__lte=at)
        last = dict(entries.values_list("year").annotate(last=Max("article__live_entries__changed_at")))
        return {
            row["year"]: (row["live"], max(filter(None, (row["begun"], row["ended"], last.get(row["year"])))))
            for row in years.filter(live__gt=0).order_by("-year")
        }

    def with_people(self) -> "PeriodQuerySet":
        """With the edition, and the people who set, dropped and withdrew the period."""
        return self.select_related("edition", "set_by", "dropped_by", "withdrawn_by", "replaced_by").defer(
            "edition__body", "edition__words", "replaced_by__body", "replaced_by__words"
        )


class Period(models.Model):
    """From when to when an edition is live, and at which address: past, live or scheduled.

    The database ensures that an article never has two live editions, and that what readers have seen never changes
    (migrations 0012, 0062): a live period can only be ended, from now on or at a moment to come, which may be moved
    until then. A scheduled period that was cancelled or replaced before its moment is kept as dropped.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="periods")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="periods")
    during = DateTimeRangeField(help_text="From the first moment to the one at which it is over; open: for good.")
    # In the address
    year = models.PositiveSmallIntegerField(help_text="In UTC, in which the article first went live.")
    slug = models.SlugField(max_length=120, db_index=False, help_text="The edition's.")
    published_at = models.DateTimeField(help_text="When the article first went live; a correction keeps it.")
    set_at = models.DateTimeField(default=timezone.now)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text="It ends because the article is withdrawn: then, or at a moment to come."
    )
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dropped_at = models.DateTimeField(null=True, blank=True, help_text="Taken back before anybody saw it.")
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dropped_for = models.CharField(max_length=9, choices=Drop, blank=True)
    replaced_by = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_periods"
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["article", "pk"]
        indexes = [
            models.Index(fields=["-published_at"], condition=Q(dropped_at__isnull=True), name="period_published"),
        ]
        constraints = [
            ExclusionConstraint(
                name="period_one_live_edition",
                expressions=[("article", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(dropped_at__isnull=True),
                violation_error_message="An article has one live edition at a time.",
            ),
            ExclusionConstraint(
                name="period_address_of_one_article",
                expressions=[
                    ("year", RangeOperators.EQUAL),
                    ("slug", RangeOperators.EQUAL),
                    ("article", RangeOperators.NOT_EQUAL),
                ],
                condition=Q(dropped_at__isnull=True),
                violation_error_message=(
                    "Another article has, or had, this address. No address is ever given to a second article."
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    during__isempty=False, during__lower_inf=False, during__lower_inc=True, during__upper_inc=False
                ),
                name="period_begins_and_lasts",
            ),
            models.CheckConstraint(
                condition=Q(published_at__lte=F("during__startswith")), name="period_published_before_corrected"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(
                    withdrawn_at__isnull=False,
                    during__upper_inf=False,
                    withdrawn_at=F("during__endswith"),
                    dropped_at__isnull=True,
                ),
                name="period_withdrawn_at_its_end",
            ),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True, dropped_by__isnull=True, dropped_for="", replaced_by__isnull=True)
                | (
                    Q(dropped_at__isnull=False, dropped_at__lt=F("during__startswith"))
                    & (
                        Q(dropped_for=Drop.REPLACED, replaced_by__isnull=False)
                        | Q(dropped_for__in=[Drop.MOVED, Drop.CANCELLED, Drop.WITHDRAWN], replaced_by__isnull=True)
                    )
                ),
                name="period_dropped_before_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"Edition {self.edition.number} from {brief_moment(self.starts)} UTC"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.edition.slug
        super().save(*args, **kwargs)

    @property
    def starts(self) -> datetime.datetime:
        starts: datetime.datetime = self.during.lower
        return starts

    @property
    def ends(self) -> datetime.datetime | None:
        """The first moment after it; None if it has no end."""
        ends: datetime.datetime | None = self.during.upper
        return ends

    def set_range(self, starts: datetime.datetime, ends: datetime.datetime | None) -> None:
        self.during = DateTimeTZRange(starts, ends)

    def is_live_at(self, at: datetime.datetime) -> bool:
        """Whether its edition is live at that moment, by the current schedule."""
        return self.dropped_at is None and self.starts <= at and (self.ends is None or at < self.ends)

    def placed_edition(self) -> Edition:
        """Its edition with `goes_live_at`, `published_at` and `year` set, as `Edition.objects.live()` sets them."""
        edition = self.edition
        edition.goes_live_at, edition.published_at, edition.year = self.starts, self.published_at, self.year
        return edition
