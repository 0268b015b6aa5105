from django.db import models
from django.db.models import Q

from events.models import Race
from standings.sheets.sheet import Meaning


class NoteMeaningQuerySet(models.QuerySet["NoteMeaning"]):
    def for_race(self, race: Race, codes: set[str]) -> "NoteMeaningQuerySet":
        """What the sheets of the race's season say that the codes mean: the race's own first, then the newest."""
        own = models.Case(models.When(race=race, then=0), default=1)
        found = self.filter(race__event__season=race.event.season_id, code__in=codes)
        return found.order_by("code", own, "-race__event__number", "-race__number").select_related(
            "race__event__season"
        )


class NoteMeaning(models.Model):
    """What the official sheet of a race says at its foot that a code among its notes means.

    It is kept for each race, in the sheet's own words: what a code means, and the rule that it names, may change with
    the regulations. A code that a race's own sheet doesn't explain is explained by others of the season.
    """

    race = models.ForeignKey(Race, on_delete=models.CASCADE, related_name="note_meanings")
    code = models.CharField(max_length=6, help_text="As beside the name or time: T25.")
    words = models.CharField(
        max_length=200, help_text="As at the sheet’s foot: Serious obstructions of another skater."
    )
    rule = models.CharField(
        max_length=20, blank=True, help_text="The rule of the ISU’s regulations that the sheet names: 257.4.5."
    )

    objects = NoteMeaningQuerySet.as_manager()

    class Meta:
        ordering = ["race", "code"]
        verbose_name = "meaning of a note"
        verbose_name_plural = "meanings of notes"
        constraints = [
            models.UniqueConstraint(
                fields=["race", "code"],
                name="note_meaning_once_in_race",
                deferrable=models.Deferrable.DEFERRED,  # rows may exchange their codes
                violation_error_code="code",
                violation_error_message="This code is explained already.",
            ),
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(words=""),
                name="note_meaning_is_said",
                violation_error_code="words",
                violation_error_message="Say both the code and what it means.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.meaning.text}"

    @property
    def meaning(self) -> Meaning:
        return Meaning(self.code, self.words, self.rule)
