from typing import Any

from django.db import models

from events.models import Country
from events.naming.choices import Category
from standings.models.competitor import Competitor
from standings.spelling.names import letters


class Alias(models.Model):
    """Another name of a skater on sheets, decided by a person."""

    competitor = models.ForeignKey(Competitor, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120, help_text="As the sheet prints it.")
    key = models.CharField(max_length=120, editable=False)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+", help_text="Country on the sheet.")
    category = models.CharField(max_length=5, choices=Category)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "aliases"
        constraints = [
            models.UniqueConstraint(
                fields=["key", "country", "category"],
                name="alias_of_one_competitor",
                violation_error_message="This name is an alias already.",
            ),
            models.CheckConstraint(condition=~models.Q(key=""), name="alias_has_letters"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.country_id})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = letters(self.name)
        super().save(*args, **kwargs)
