from dataclasses import replace

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from events.models import Race
from standings.sheets.sheet import ResultSheet


class SheetImportQuerySet(models.QuerySet["SheetImport"]):
    def waiting(self) -> "SheetImportQuerySet":
        """Sheets that are neither applied nor set aside, in the order of their races."""
        return self.filter(state=SheetImport.State.WAITING).order_by(
            F("race_date").asc(nulls_first=True), "race_number", "pk"
        )

    def applied(self) -> "SheetImportQuerySet":
        """Applied sheets, newest first."""
        return self.filter(state=SheetImport.State.APPLIED).order_by("-decided_at", "-pk")


class SheetImport(models.Model):
    """A result sheet that was handed in: its content, who handed it in, and what it changed.

    The file is not stored. Applied sheets are kept for good, so that every version of a result can be looked up.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waits for a decision"
        APPLIED = "applied", "Applied"
        SET_ASIDE = "set-aside", "Set aside"

    file_name = models.CharField(max_length=200)
    title = models.CharField(max_length=120, help_text="As the sheet has it: 1st 500m Women Division B.")
    race_date = models.DateField(null=True)
    race_number = models.PositiveSmallIntegerField(null=True, help_text="As the sheet has it.")
    digest = models.CharField(max_length=64, help_text="Equal for a sheet and its signed copy.")
    content = models.JSONField(help_text="All that the sheet says.")
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    race = models.ForeignKey(Race, on_delete=models.PROTECT, null=True, related_name="sheet_imports")
    handed_in_at = models.DateTimeField(default=timezone.now)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", help_text="Empty: a command."
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changes = models.JSONField(default=list, help_text="What it changed, in words.")

    objects = SheetImportQuerySet.as_manager()

    class Meta:
        ordering = ["-handed_in_at", "-pk"]
        verbose_name = "imported sheet"
        indexes = [models.Index(fields=["race", "-decided_at"], name="sheet_import_of_race")]
        constraints = [
            models.UniqueConstraint(fields=["digest"], condition=Q(state="waiting"), name="sheet_waits_once"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "applied", "set-aside"]), name="sheet_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True)
                | ~Q(state="waiting") & Q(decided_at__isnull=False),
                name="sheet_decided_when_not_waiting",
            ),
            models.CheckConstraint(
                condition=~Q(state="applied") | Q(race__isnull=False), name="sheet_applied_to_a_race"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def sheet(self) -> ResultSheet:
        sheet = ResultSheet.from_json(self.content)
        # Imports of earlier releases don't say so
        return replace(sheet, is_table=sheet.is_table or self.file_name.lower().endswith(".csv"))
