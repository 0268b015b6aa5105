from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse

from events.models import Event, Race, Season
from events.naming.choices import Distance, Division, Phase
from isuwc.clock.shown import races_to_come
from isuwc.text.sources import Sources, read_sources
from standings.models.points_field import PointsField
from standings.worth.scale import Number


class Confidence(models.TextChoices):
    """How certain a rule is. Pages mention it unless it is certain."""

    CERTAIN = "certain", "Certain: printed by the ISU, or by several sources"
    HIGH = "high", "High: solved from published totals"
    MEDIUM = "medium", "Medium: seen in part"
    LOW = "low", "Low: assumed"


RELIABILITY = {
    Confidence.CERTAIN: "These points are printed on official sheets or were published by several sources.",
    Confidence.HIGH: "No table of these points was found; they follow from published totals.",
    Confidence.MEDIUM: "No table of these points was found; some follow from published totals, the others are assumed.",
    Confidence.LOW: "No source for these points was found; they are assumed to be those of another season.",
}


class Scale(models.Model):
    """World Cup points by rank, in one season."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="scales")
    name = models.CharField(max_length=60, help_text="500m, 1000m and 1500m, Division B.")
    points = ArrayField(
        models.PositiveSmallIntegerField(), help_text="For rank 1, 2, 3 …; every rank after the last gets none."
    )
    dnf_scores = models.BooleanField(
        "a DNF scores",
        default=False,
        help_text="Skaters who don’t finish are ranked last on the sheet and get the points of that place.",
    )
    confidence = models.CharField(max_length=7, choices=Confidence, default=Confidence.CERTAIN)
    source = models.CharField(max_length=300, help_text="What says that these were the points.")

    class Meta:
        ordering = ["season", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "name"],
                name="scale_name_once_in_season",
                violation_error_code="name",
                violation_error_message="The season has a scale of this name already.",
            ),
            models.CheckConstraint(
                condition=Q(points__len__gte=1),
                name="scale_has_points",
                violation_error_code="points",
                violation_error_message="A scale has points for at least one rank.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.season}"

    def clean(self) -> None:
        if self.points and any(better < worse for better, worse in zip(self.points, self.points[1:], strict=False)):
            raise ValidationError({"points": "A worse rank can't get more points than a better one."})

    @property
    def is_certain(self) -> bool:
        return self.confidence == Confidence.CERTAIN

    @property
    def reliability(self) -> str:
        """How certain the points are, as a sentence for readers; `source` has what staff need to know."""
        return RELIABILITY[Confidence(self.confidence)]

    @property
    def sources(self) -> Sources:
        """The sites that the points come from, as pages print them."""
        return Sources(read_sources(self.source).sites)


def scales() -> "Prefetch[str, models.QuerySet[CupScale], str]":
    """The prefetch of `with_scales`, for cups that are loaded already."""
    return Prefetch("cup_scales", queryset=CupScale.objects.select_related("scale"))


def in_order(path: str = "") -> tuple[str, ...]:
    """The order_by of a season's cups on pages: by distance, women first. `path` is a relation prefix: cup__."""
    return f"{path}position", f"-{path}category"


class CupQuerySet(models.QuerySet["Cup"]):
    def newest_first(self) -> "CupQuerySet":
        """The newest season's cups first, those of a season in their order."""
        return self.select_related("season").order_by("-season__start_year", *in_order())

    def seasons(self) -> models.QuerySet[Season]:
        """The seasons of these cups, newest first."""
        return Season.objects.filter(Exists(self.filter(season=OuterRef("pk")))).order_by("-start_year")

    def with_standings(self) -> "CupQuerySet":
        """Cups in which somebody has a place, computed or published."""
        of_cup = Q(cup=OuterRef("pk"))
        published = apps.get_model("standings", "PublishedStanding").objects.filter(of_cup)
        # an earlier standing may be the newest of the moment shown
        newest = of_cup if races_to_come() else of_cup & Q(is_newest=True)
        computed = apps.get_model("standings", "Standing").objects.filter(newest)
        return self.filter(Exists(computed) | Exists(published))

    def of(self, season: Season) -> "CupQuerySet":
        return self.filter(season=season).select_related("season")

    def with_scales(self) -> "CupQuerySet":
        return self.prefetch_related(scales())


class Cup(models.Model):
    """The competition over a season for a category and a distance group."""

    class Combination(models.TextChoices):
        """Which of a competitor's results in one round (a race's divisions or phases) count."""

        BEST = "best", "The better of its divisions"
        SUM = "sum", "The sum of its phases"

    class TieBreak(models.TextChoices):
        COUNTBACK = "countback", "Countback: the best single result, then the second best …"

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="cups")
    category = models.CharField(max_length=5, choices=[("women", "Women"), ("men", "Men")])
    slug = models.SlugField(max_length=20, help_text="In the address: 500m, long-distances, mass-start …")
    name = models.CharField(max_length=40, help_text="500m, Long Distances, Mass Start …")
    position = models.PositiveSmallIntegerField(help_text="Its place in lists of the season's cups.")
    combination = models.CharField(max_length=4, choices=Combination, default=Combination.BEST)
    tie_breaks = ArrayField(
        models.CharField(max_length=10, choices=TieBreak),
        default=list,
        blank=True,
        help_text="Applied in this order; remaining ties share the place.",
    )
    note = models.CharField(max_length=300, blank=True, help_text="What is not certain about its rules or results.")
    # Set by a trigger (migration 0023)
    note_written_at = models.DateTimeField("note written or confirmed", null=True, blank=True, editable=False)

    # Set by `standings.scoring.headlines`
    leaders: list[Any]
    margin: Number | None
    headline: Any
    line_note: str
    # Set by `standings.scoring.headlines`: who won it as published, where the standing here is not the final one
    champions: list[Any]
    named: list[Any]  # they, or else who is first here
    is_undecided: bool
    # Set by `standings.models.standing.published_leaders`
    published_leaders: list[Any]

    objects = CupQuerySet.as_manager()

    class Meta:
        ordering = ["season", *in_order()]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "category", "slug"],
                name="cup_once_in_season_and_category",
                violation_error_code="slug",
                violation_error_message="The season has a cup for them at this address already.",
            ),
            models.CheckConstraint(
                condition=Q(category__in=["women", "men"]),
                name="cup_category_known",
            ),
            models.CheckConstraint(condition=Q(combination__in=["best", "sum"]), name="cup_combination_known"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.season}"

    def get_absolute_url(self) -> str:
        return reverse("standings:cup", args=[self.season.slug, self.category, self.slug])

    @property
    def title(self) -> str:
        """500m Women."""
        return f"{self.name} {self.get_category_display()}"

    @staticmethod
    def by_category(cups: Iterable["Cup"]) -> dict[str, list["Cup"]]:
        """The cups by "Women" and "Men", for the two columns of a page."""
        columns: dict[str, list[Cup]] = {"Women": [], "Men": []}
        for cup in cups:
            columns[cup.get_category_display()].append(cup)
        return columns


class CupScaleQuerySet(models.QuerySet["CupScale"]):
    def for_race(self, race: Race) -> "CupScaleQuerySet":
        """The scales on which the race may count, those for its own event first."""
        return self.filter(
            Q(event=race.event_id) | Q(event__isnull=True),
            cup__season=race.event.season_id,
            cup__category=race.category,
            distance=race.distance,
            division=race.division,
            phase=race.phase,
        ).order_by(F("event").asc(nulls_last=True), "cup__position")


class CupScale(models.Model):
    """A race that counts for a cup, and the scale on which it counts."""

    cup = models.ForeignKey(Cup, on_delete=models.CASCADE, related_name="cup_scales")
    distance = models.CharField(max_length=12, choices=Distance)
    division = models.CharField(max_length=1, blank=True, choices=Division)
    phase = models.CharField(max_length=12, blank=True, choices=Phase)
    event = models.ForeignKey(
        Event,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="For a scale of one event, such as a Final; empty: all events without a scale of their own.",
    )
    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="cup_scales")
    multiplier = PointsField(
        default=1,
        max_digits=4,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(1))],
        help_text="2 where an event gives double points, 1.5 for one and a half times.",
    )

    objects = CupScaleQuerySet.as_manager()

    class Meta:
        ordering = ["cup_id", "distance", "division", "phase"]
        constraints = [
            models.UniqueConstraint(
                fields=["cup", "distance", "division", "phase", "event"],
                nulls_distinct=False,
                name="cup_scale_once_per_race",
                deferrable=models.Deferrable.DEFERRED,  # lines may exchange their races
                violation_error_code="event",
                violation_error_message="The cup has a scale for these races already.",
            ),
            models.CheckConstraint(
                condition=Q(multiplier__gte=1),
                name="cup_scale_multiplier_from_one",
                violation_error_code="multiplier",
                violation_error_message="Points are multiplied by 1 or more.",
            ),
        ]

    def __str__(self) -> str:
        parts = [self.get_distance_display(), self.division, self.phase]
        return " ".join(part for part in parts if part)

    def clean(self) -> None:
        if self.cup_id and self.scale_id and self.scale.season_id != self.cup.season_id:
            raise ValidationError({"scale": "The scale is of another season."})
        if self.cup_id and self.event and self.event.season_id != self.cup.season_id:
            raise ValidationError({"event": "The event is of another season."})
