from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q

from events.models import Country, Event
from events.naming.choices import Category
from standings.models.competitor import Competitor
from standings.spelling.decisions import Decision, NameKey


class NameDecisionQuerySet(models.QuerySet["NameDecision"]):
    def by_key(self) -> dict[NameKey, Decision]:
        return {each.key: each.decision for each in self}

    def decided(self, keys: Iterable[NameKey]) -> "NameDecisionQuerySet":
        """Those of these names."""
        wanted = set(keys)
        return self.filter(pk__in=[each.pk for each in self if each.key in wanted])


class NameDecision(models.Model):
    """Whose a name on waiting sheets is, as a person decided. It takes effect when a sheet with it is applied.

    Until then nobody is made of a new name, and the decision can be taken back. A name that is on one sheet more than
    once is known by its number, which holds in one event.
    """

    name = models.CharField(max_length=120, help_text="As the sheet prints it.")
    noc = models.CharField("country on the sheet", max_length=40, blank=True)
    category = models.CharField(max_length=5, choices=Category)
    number = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of a name that is on a sheet twice.")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    competitor = models.ForeignKey(
        Competitor,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="name_decisions",
        help_text="Empty: a new skater.",
    )
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where the country on the sheet is wrong.",
    )
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = NameDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["name", "noc", "number"]
        verbose_name = "decided name"
        constraints = [
            models.UniqueConstraint(
                fields=["name", "noc", "category", "number", "event"],
                nulls_distinct=False,
                name="name_decision_once",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True, event__isnull=True) | Q(number__isnull=False, event__isnull=False),
                name="name_decision_number_in_an_event",
            ),
        ]

    def __str__(self) -> str:
        return self.key.text

    @property
    def said(self) -> str:
        """Femke Kok, for NED; a new skater."""
        who = self.competitor.name if self.competitor else "new"
        return f"{who}, for {self.country_id}" if self.country_id else who

    @property
    def key(self) -> NameKey:
        return NameKey(self.name, self.noc, self.category, self.number, self.event_id)

    @property
    def decision(self) -> Decision:
        return Decision(self.competitor_id, self.country_id or "")
