from django.db import models
from django.db.models import Prefetch, Q

from events.models import Event, Race
from isuwc.text.sources import Sources, read_sources
from standings.models.competitor import Competitor
from standings.models.cup import Cup
from standings.models.held import OfEvents, OfRaces
from standings.models.points_field import PointsField
from standings.models.result import Result
from standings.worth.scale import in_points


class Score(models.Model):
    """The points of a result in a cup. Computed by `recompute`, never entered."""

    cup = models.ForeignKey(Cup, on_delete=models.CASCADE, related_name="scores")
    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="scores")
    points = PointsField()
    counts = models.BooleanField(default=True, help_text="Off where another result of the round counts instead.")
    reason = models.CharField(max_length=120, blank=True, help_text="Why the points differ from the rank’s.")

    class Meta:
        ordering = ["cup_id", "result_id"]
        constraints = [
            models.UniqueConstraint(fields=["cup", "result"], name="score_once_per_cup_and_result"),
            models.CheckConstraint(condition=Q(points__gte=0), name="score_points_not_negative"),
        ]

    def __str__(self) -> str:
        return in_points(self.points)


class StandingQuerySet(models.QuerySet["Standing"]):
    def newest(self, cup: Cup | None = None) -> "StandingQuerySet":
        """The newest standing of one cup, or of every cup, best first."""
        standings = self.filter(is_newest=True)
        return standings.filter(cup=cup) if cup else standings

    def after(self, race: Race) -> "StandingQuerySet":
        return self.filter(race=race)

    def with_competitor(self) -> "StandingQuerySet":
        return self.select_related("competitor__country")


class Standing(models.Model):
    """A competitor's place and total in a cup after a race. Computed by `recompute`, never entered."""

    cup = models.ForeignKey(Cup, on_delete=models.CASCADE, related_name="standings")
    race = models.ForeignKey(Race, on_delete=models.CASCADE, related_name="standings", help_text="Last race included.")
    competitor = models.ForeignKey(Competitor, on_delete=models.CASCADE, related_name="standings")
    rank = models.PositiveSmallIntegerField()
    total = PointsField()
    gap = PointsField(help_text="Points behind the leader.")
    previous_rank = models.PositiveSmallIntegerField(
        null=True, help_text="Before the race, its divisions taken together; empty: new."
    )
    tie = models.CharField(max_length=120, blank=True, help_text="What decided between equal totals.")
    is_newest = models.BooleanField(default=False)

    objects = OfRaces.from_queryset(StandingQuerySet)()

    class Meta:
        ordering = ["cup_id", "race_id", "rank", "competitor__family_name", "competitor__name"]
        indexes = [
            models.Index(fields=["cup", "rank"], condition=Q(is_newest=True), name="standing_newest"),
            models.Index(fields=["competitor"], condition=Q(is_newest=True), name="standing_newest_of"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["cup", "race", "competitor"], name="standing_once_after_race"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="standing_rank_from_one"),
            models.CheckConstraint(condition=Q(total__gte=0, gap__gte=0), name="standing_points_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.competitor} {self.total}"

    @property
    def movement(self) -> int | None:
        """Places gained since the previous round (negative: lost); None for a new competitor."""
        return None if self.previous_rank is None else self.previous_rank - self.rank

    @property
    def places_lost(self) -> int:
        return max(0, -(self.movement or 0))


def published_leaders(places: int = 1) -> "Prefetch[str, models.QuerySet[PublishedStanding], str]":
    """Prefetches a cup's first published places as `published_leaders`."""
    first = PublishedStanding.objects.filter(rank__lte=places).select_related("competitor__country")
    return Prefetch("published_standings", queryset=first, to_attr="published_leaders")


class PublishedStanding(models.Model):
    """A published place in a cup's final standing, where there are not enough results here to compute it."""

    cup = models.ForeignKey(Cup, on_delete=models.CASCADE, related_name="published_standings")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+", help_text="After which event.")
    competitor = models.ForeignKey(Competitor, on_delete=models.PROTECT, related_name="published_standings")
    rank = models.PositiveSmallIntegerField()
    total = PointsField(null=True, blank=True, help_text="Empty where no source gives it.")
    source = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True)

    objects = OfEvents["PublishedStanding"]()

    class Meta:
        ordering = ["cup_id", "event_id", "rank", "competitor__family_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["cup", "event", "competitor"],
                name="published_standing_once",
                violation_error_code="competitor",
                violation_error_message="A standing of this cup after this event has this competitor already.",
            ),
            models.CheckConstraint(
                condition=Q(rank__gte=1),
                name="published_standing_rank_from_one",
                violation_error_code="rank",
                violation_error_message="Ranks begin at 1.",
            ),
            models.CheckConstraint(
                condition=Q(total__isnull=True) | Q(total__gte=0),
                name="published_standing_total_not_negative",
                violation_error_code="total",
                violation_error_message="A total is not negative.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.competitor}"

    @property
    def sources(self) -> Sources:
        """Where it was published, as pages print it."""
        return read_sources(self.source)
