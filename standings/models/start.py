from collections.abc import Collection

from django.db import models
from django.db.models import F, Q

from events.models import Country, Race
from isuwc.text.conditions import validate_constraints
from standings.models.competitor import Competitor
from standings.models.result import Lane


class StartSheet(Race):
    """A race in the results staff's admin: its start list line by line."""

    class Meta:
        proxy = True
        verbose_name = "start list"


class StartList(models.Model):
    """Who starts in a race, as it was published before the race: where from, and what changed in it since.

    `known_date` and `known_start` are the day and start of the race for which it was entered: if the race is moved, the
    start times of its lines no longer hold. `entered_at` says whether it is of the next skate of a race that is
    skated again.
    """

    race = models.OneToOneField(Race, on_delete=models.PROTECT, related_name="start_list")
    source = models.CharField(max_length=200, help_text="Where it was published: readers see it.")
    published_on = models.DateField(null=True, blank=True, help_text="The day on which it was published, if known.")
    known_date = models.DateField(editable=False)
    known_start = models.DateTimeField(null=True, editable=False)
    entered_at = models.DateTimeField(null=True, editable=False, help_text="When it was last saved.")
    changed_at = models.DateTimeField(null=True, editable=False)
    changes = models.JSONField(default=list, editable=False, help_text="What changed since it is here, in words.")

    class Meta:
        ordering = ["race"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source=""),
                name="start_list_has_source",
                violation_error_code="source",
                violation_error_message="Say where the start list is from: readers see it.",
            )
        ]

    def __str__(self) -> str:
        return f"Start list of {self.race.title}"

    @property
    def is_moved(self) -> bool:
        """Whether the race has been given another day or start since."""
        return (self.known_date, self.known_start) != (self.race.session.date, self.race.starts_at)


class StartQuerySet(models.QuerySet["Start"]):
    def with_competitor(self) -> "StartQuerySet":
        return self.select_related("competitor", "country")


class Start(models.Model):
    """One competitor in a race's start list. Whoever withdrew is still in it, without a pair or lane."""

    race = models.ForeignKey(Race, on_delete=models.PROTECT, related_name="starts")
    competitor = models.ForeignKey(Competitor, on_delete=models.PROTECT, related_name="starts")
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", help_text="For whom the competitor starts."
    )
    line = models.PositiveSmallIntegerField(help_text="Place on the list.")
    pair = models.PositiveSmallIntegerField("pair or heat", null=True, blank=True)
    lane = models.CharField(  # noqa: DJ001  # of a pair, lanes that are not known are not the same one
        max_length=8, choices=Lane, null=True, blank=True
    )
    bib = models.PositiveSmallIntegerField("number", null=True, blank=True)
    clock = models.TimeField("start", null=True, blank=True, help_text="By the venue’s clocks: 14:36.")
    is_withdrawn = models.BooleanField("withdrew", default=False)
    note = models.CharField(max_length=80, blank=True, help_text="Printed beside the name.")

    objects = StartQuerySet.as_manager()

    class Meta:
        ordering = ["race", "is_withdrawn", F("pair").asc(nulls_last=True), "lane", "line"]
        verbose_name = "line of a start list"
        verbose_name_plural = "lines of a start list"
        constraints = [
            models.UniqueConstraint(
                fields=["race", "competitor"],
                name="start_competitor_once_in_race",
                deferrable=models.Deferrable.DEFERRED,  # lines may exchange their competitors
                violation_error_code="competitor",
                violation_error_message="This start list has the competitor already.",
            ),
            models.UniqueConstraint(
                fields=["race", "pair", "lane"],
                name="start_lane_once_in_pair",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_code="lane",
                violation_error_message="This lane of the pair is another competitor’s.",
            ),
            models.UniqueConstraint(
                fields=["race", "bib"],
                name="start_number_once_in_race",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_code="bib",
                violation_error_message="This number is another competitor’s.",
            ),
            models.CheckConstraint(
                condition=Q(line__gte=1),
                name="start_line_from_one",
                violation_error_code="line",
                violation_error_message="Lines are numbered from 1.",
            ),
            models.CheckConstraint(
                condition=Q(pair__isnull=True) | Q(pair__gte=1),
                name="start_pair_from_one",
                violation_error_code="pair",
                violation_error_message="Pairs are numbered from 1.",
            ),
            models.CheckConstraint(condition=Q(lane__in=Lane.values), name="start_lane_known"),
            models.CheckConstraint(
                condition=Q(is_withdrawn=False) | Q(pair__isnull=True, lane__isnull=True),
                name="start_withdrawn_has_no_lane",
                violation_error_code="pair",
                violation_error_message="Whoever withdrew has neither pair nor lane.",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, [str(self.competitor), self.place]))

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """By their conditions: a form of many lines would ask the database for each one of each line."""
        validate_constraints(self, exclude or ())

    @property
    def place(self) -> str:
        """pair 3, inner lane; withdrew; empty where neither is known."""
        return place_text(self.pair, self.lane, self.is_withdrawn)


def place_text(pair: int | None, lane: str | None, is_withdrawn: bool = False) -> str:
    if is_withdrawn:
        return "withdrew"
    kind = "straight" if lane in {Lane.FINISH, Lane.CROSSING} else "lane"
    return ", ".join(filter(None, [f"pair {pair}" if pair else "", f"{lane} {kind}" if lane else ""]))
