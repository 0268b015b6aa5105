import datetime
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from events.naming.seasons import FIRST_MONTH, season_name, season_slug
from isuwc.clock.shown import shown_on


class Series(models.Model):
    """A competition that is held every winter, with the text about it that closes every article."""

    name = models.CharField(max_length=80, unique=True, help_text="ISU World Cup Speed Skating")
    slug = models.SlugField(unique=True)
    discipline = models.CharField(max_length=40, help_text="The discipline that headings name: Speed Skating.")
    hashtag = models.CharField(max_length=40, blank=True, help_text="Without the #.")
    first_year = models.PositiveSmallIntegerField("first season", help_text="The year in which the first season began.")
    about = models.TextField(
        blank=True, help_text="The boilerplate below every article. A blank line separates paragraphs."
    )
    website = models.URLField(max_length=2_000, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.name

    @property
    def about_paragraphs(self) -> list[str]:
        return [part.strip() for part in self.about.replace("\r\n", "\n").split("\n\n") if part.strip()]


class SeasonQuerySet(models.QuerySet["Season"]):
    def begun(self, on: datetime.date | None = None) -> "SeasonQuerySet":
        """Seasons with an event that has started, latest first."""
        on = on or shown_on()
        return self.filter(events__start_date__lte=on).distinct().order_by("-start_year")


class Season(models.Model):
    """One winter of a series. It starts on 1 July and ends on 30 June, as the ISU counts."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="seasons")
    start_year = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1985), MaxValueValidator(2100)],
        help_text="2025 for the season 2025/26.",
    )
    slug = models.SlugField(max_length=7, unique=True, editable=False)

    objects = SeasonQuerySet.as_manager()

    class Meta:
        ordering = ["-start_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "start_year"],
                name="season_once_in_series",
                violation_error_code="start_year",
                violation_error_message="The series has this season already.",
            ),
            models.CheckConstraint(
                condition=models.Q(start_year__range=(1985, 2100)),
                name="season_start_year_sane",
                violation_error_code="start_year",
                violation_error_message="A season starts in one of the years 1985 to 2100.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = season_slug(self.start_year)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("events:season", args=[self.slug])

    @property
    def name(self) -> str:
        return season_name(self.start_year)

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.start_year, FIRST_MONTH, 1)

    @property
    def last_day(self) -> datetime.date:
        return datetime.date(self.start_year + 1, FIRST_MONTH, 1) - datetime.timedelta(days=1)
