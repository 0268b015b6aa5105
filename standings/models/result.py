from collections.abc import Collection

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from events.models import Country, Race
from isuwc.text.conditions import validate_constraints
from standings.models.competitor import Competitor
from standings.models.held import OfRaces
from standings.spelling.times import time_text


class Status(models.TextChoices):
    OK = "OK", "Finished"
    DNF = "DNF", "Did not finish"
    DNS = "DNS", "Did not start"
    DQ = "DQ", "Disqualified"
    WDR = "WDR", "Withdrew"


NO_START = frozenset({Status.DNS, Status.WDR})


class Lane(models.TextChoices):
    """The starting lane; for a team, the starting straight."""

    INNER = "inner", "Inner"
    OUTER = "outer", "Outer"
    FINISH = "finish", "Finish straight"
    CROSSING = "crossing", "Crossing straight"


# Conditions on results: of races that award a podium, in the first three places, and winners
FOR_MEDALS = ~Q(race__division="B") & ~Q(race__phase__startswith="semi-final")
FIRST_THREE = Q(status=Status.OK, rank__lte=3)
FIRST = Q(status=Status.OK, rank=1)


def _last(condition: Q) -> models.Case:
    return models.Case(models.When(condition, then=1), default=0, output_field=models.IntegerField())


# The order of lines, whatever they came from: by place, then whoever has none, the disqualified last. Who finished on a
# place that isn't known stands where the sheet has the line. `standings.corrections.moving.in_order` is the same rule.
IN_ORDER = (
    _last(Q(status=Status.DQ)),
    _last(Q(rank__isnull=True) & ~Q(status=Status.OK)),
    Coalesce("rank", "line"),
    "line",
)


class ResultQuerySet(models.QuerySet["Result"]):
    def podium(self) -> "ResultQuerySet":
        """Results on the first three places, shared ones included, best first."""
        return self.filter(FIRST_THREE).order_by("rank", "line")

    def winners(self) -> "ResultQuerySet":
        """Winners of races, including Division B and semi-finals; several if the first place is shared."""
        return self.filter(FIRST)

    def for_medals(self) -> "ResultQuerySet":
        """Results with `is_for_medals`."""
        return self.filter(FOR_MEDALS)

    def podiums_and_winners(self) -> "ResultQuerySet":
        """The first three of races that award a podium, the first of all others, best first."""
        return self.podium().filter(FOR_MEDALS | FIRST)

    def started(self) -> "ResultQuerySet":
        """Results of those who started: all with `is_start`."""
        return self.exclude(status__in=NO_START)

    def with_competitor(self) -> "ResultQuerySet":
        return self.select_related("competitor", "country")

    def with_winning_time(self) -> "ResultQuerySet":
        """With `winning_hundredths`, the best time of the race's winner, which `behind` needs."""
        winner = Result.objects.winners().filter(race=OuterRef("race")).order_by()
        return self.annotate(
            winning_hundredths=Subquery(winner.values("race").annotate(best=Min("hundredths")).values("best"))
        )


class RaceSheet(Race):
    """A race in the results staff's admin: its state and source, and its results line by line."""

    class Meta:
        proxy = True
        verbose_name = "result sheet"


class Result(models.Model):
    """One competitor in one race, as the sheet gives it."""

    race = models.ForeignKey(Race, on_delete=models.PROTECT, related_name="results")
    competitor = models.ForeignKey(Competitor, on_delete=models.PROTECT, related_name="results")
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", help_text="For whom the competitor started in this race."
    )
    line = models.PositiveSmallIntegerField(help_text="Place on the sheet, for those without a rank too.")
    rank = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="As the sheet prints it; a DNF or DQ may have one. Empty: none, or not known."
    )
    status = models.CharField(max_length=3, choices=Status, default=Status.OK)
    hundredths = models.PositiveIntegerField("time in hundredths", null=True, blank=True)
    thousandth = models.PositiveSmallIntegerField(
        "thousandth digit", null=True, blank=True, help_text="Where the sheet prints it: 3 for 37.34(3)."
    )
    bib = models.PositiveSmallIntegerField(null=True, blank=True)
    pair = models.PositiveSmallIntegerField("pair or heat", null=True, blank=True)
    lane = models.CharField(max_length=8, choices=Lane, blank=True)
    laps = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Mass start: laps skated.")
    sprint_points = ArrayField(
        models.PositiveSmallIntegerField(),
        default=list,
        blank=True,
        help_text="Mass start: points of each sprint, the finish last; 0 for none.",
    )
    race_points = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Mass start: total on the sheet.")
    printed_points = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="World Cup points on the sheet: compared, never counted."
    )
    notes = models.CharField(max_length=40, blank=True, help_text="Codes on the sheet: T10, F, RS, N.")

    objects = OfRaces.from_queryset(ResultQuerySet)()

    class Meta:
        ordering = ["race_id", *IN_ORDER]
        indexes = [models.Index(fields=["competitor", "race"], name="result_competitor_race")]
        constraints = [
            models.UniqueConstraint(
                fields=["race", "competitor"],
                name="result_competitor_once_in_race",
                deferrable=models.Deferrable.DEFERRED,  # lines may exchange their competitors
                violation_error_code="competitor",
                violation_error_message="This race has a line of this competitor already.",
            ),
            models.CheckConstraint(
                condition=Q(line__gte=1),
                name="result_line_from_one",
                violation_error_code="line",
                violation_error_message="Lines are numbered from 1.",
            ),
            models.CheckConstraint(
                condition=Q(rank__isnull=True) | Q(rank__gte=1),
                name="result_rank_from_one",
                violation_error_code="rank",
                violation_error_message="Ranks begin at 1.",
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="result_status_known"),
            models.CheckConstraint(condition=Q(lane__in=["", *Lane.values]), name="result_lane_known"),
            models.CheckConstraint(
                condition=~Q(status__in=["DNS", "WDR"]) | Q(rank__isnull=True, hundredths__isnull=True),
                name="result_no_start_no_rank",
                violation_error_code="rank",
                violation_error_message="A non-starter can’t have a rank or time.",
            ),
            models.CheckConstraint(
                # NULL passes a check, so a lone thousandth must be refused by name.
                condition=Q(thousandth__isnull=True) | Q(thousandth__lte=9) & Q(hundredths__isnull=False),
                name="result_thousandth_is_a_digit_of_a_time",
                violation_error_code="time",
                violation_error_message="A thousandth is one digit, after a time in hundredths: 37.34(3).",
            ),
            models.CheckConstraint(
                condition=Q(hundredths__isnull=True) | Q(hundredths__gt=0),
                name="result_time_positive",
                violation_error_code="time",
                violation_error_message="A time is more than zero.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competitor}: {self.place_text}"

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """By their conditions: a form of many lines would ask the database for each one of each line."""
        validate_constraints(self, exclude or ())

    @property
    def place_text(self) -> str:
        """7, or DNF, DNS, DQ, WDR; empty if the place is unknown."""
        if self.status == Status.OK:
            return str(self.rank or "")
        return self.status

    @property
    def is_start(self) -> bool:
        """Whether the competitor started: who was absent or withdrew skated no race."""
        return self.status not in NO_START

    @property
    def is_for_medals(self) -> bool:
        return self.race.is_for_medals

    @property
    def is_podium(self) -> bool:
        return self.is_for_medals and self.status == Status.OK and self.rank in {1, 2, 3}

    @property
    def sprints(self) -> list[int]:
        """Mass start: points of the three sprints and the finish, 0 for none."""
        return [*self.sprint_points, 0, 0, 0, 0][:4]

    @property
    def time_text(self) -> str:
        """1:15.60; empty without a time."""
        return "" if self.hundredths is None else time_text(self.hundredths)

    @property
    def exact_time(self) -> tuple[int, int]:
        """Sort key for times: hundredths, then the thousandth digit if known."""
        return self.hundredths or 0, self.thousandth or 0

    @property
    def thousandth_text(self) -> str:
        """(3): the thousandth digit, as sheets print it after the time."""
        return "" if self.thousandth is None else f"({self.thousandth})"

    @property
    def behind(self) -> str:
        """The gap to the winner, as `gap_to`; empty without `with_winning_time`."""
        return self.gap_to(getattr(self, "winning_hundredths", None))

    def gap_to(self, winning: int | None) -> str:
        """The gap to the winner's time in hundredths, +0.39; empty for the winner, or without a time.

        Empty, too, of a time that is faster than the winner's: places and times contradict each other, and no gap is
        known.
        """
        if winning is None or self.hundredths is None or self.status != Status.OK or self.rank == 1:
            return ""
        if self.hundredths < winning:
            return ""
        return f"+{time_text(self.hundredths - winning)}"
