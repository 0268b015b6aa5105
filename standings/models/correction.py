from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from events.models import Race
from standings.models.held import OfRaces
from standings.models.result import Status


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def in_force(self) -> "CorrectionQuerySet":
        """Those that were not taken back."""
        return self.filter(taken_back_at=None)


class Correction(models.Model):
    """That a published result was changed, when and what, as the page of the race tells its readers.

    One that was taken back stays, and says so: readers may have seen it.
    """

    race = models.ForeignKey(Race, on_delete=models.CASCADE, related_name="corrections")
    made_at = models.DateTimeField(default=timezone.now)
    words = models.JSONField(help_text="What changed, a sentence each.")
    why = models.CharField(max_length=200, blank=True, help_text="As readers see it: Decision of the referee.")
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = OfRaces.from_queryset(CorrectionQuerySet)()

    class Meta:
        ordering = ["race", "-made_at", "-pk"]
        verbose_name = "correction of a result"
        verbose_name_plural = "corrections of results"
        constraints = [models.CheckConstraint(condition=~Q(words=[]), name="correction_says_something")]

    def __str__(self) -> str:
        return " ".join(self.words)


class EarlierSkate(models.Model):
    """What a race brought that counts for nothing: it was skated again, was abandoned, or doesn't count.

    It stays readable as it was published, so its lines are kept with the names that they had: `rank`, `status`, `name`,
    `noc`, `time`, `notes`.
    """

    class Why(models.TextChoices):
        RESKATED = "reskated", "Skated again"
        ABANDONED = "abandoned", "Abandoned"
        CANCELLED = "cancelled", "Doesn’t count"

    race = models.ForeignKey(Race, on_delete=models.PROTECT, related_name="earlier_skates")
    made_at = models.DateTimeField(default=timezone.now)
    why = models.CharField(max_length=9, choices=Why)
    words = models.CharField(max_length=200, blank=True, help_text="The reason, as readers see it.")
    source = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField(null=True)
    lines = models.JSONField()

    objects = OfRaces["EarlierSkate"]()

    class Meta:
        ordering = ["race", "made_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(why__in=["reskated", "abandoned", "cancelled"]), name="skate_why_known"),
            models.CheckConstraint(condition=~Q(lines=[]), name="skate_has_lines"),
        ]

    def __str__(self) -> str:
        return f"{self.race}: {self.get_why_display()}"

    @property
    def lines_with_status(self) -> list[tuple[dict[str, Any], str]]:
        """Each line with its status in words: Did not finish."""
        words = dict(Status.choices)
        return [(line, str(words.get(line["status"], line["status"]))) for line in self.lines]
