from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef

from events.models import Country
from events.naming.choices import Category
from standings.models.competitor import Competitor
from standings.spelling.names import letters


class AliasQuerySet(models.QuerySet["Alias"]):
    def former(self) -> "AliasQuerySet":
        return self.filter(is_former=True)


def former_names() -> ArraySubquery:
    """Of the competitors of a query, for `annotate`."""
    return ArraySubquery(Alias.objects.former().filter(competitor=OuterRef("pk")).values("name"))


class Alias(models.Model):
    """Another name of a skater on sheets: decided by a person, or a former name.

    The database keeps the former name whenever a skater is renamed, by whatever path (migration 0022). Two skaters may
    have had one name; a sheet that prints it then has a person decide.
    """

    competitor = models.ForeignKey(Competitor, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120, help_text="As the sheet prints it.")
    key = models.CharField(  # noqa: DJ001 - former names have none, and many of them may be equal
        max_length=120, editable=False, null=True, help_text="The letters by which it is found; a former name has none."
    )
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+", help_text="Country on the sheet.")
    category = models.CharField(max_length=5, choices=Category)
    is_former = models.BooleanField("former name", default=False, editable=False)

    objects = AliasQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "aliases"
        constraints = [
            models.UniqueConstraint(
                fields=["key", "country", "category"],
                name="alias_of_one_competitor",
                violation_error_code="name",
                violation_error_message="A skater has this name, for this country and category, already.",
            ),
            models.UniqueConstraint(
                fields=["competitor", "name", "country"],
                condition=models.Q(is_former=True),
                name="alias_former_name_once",
                violation_error_code="name",
                violation_error_message="This former name is kept already.",
            ),
            models.CheckConstraint(
                condition=models.Q(is_former=True, key__isnull=True)
                | models.Q(is_former=False, key__isnull=False) & ~models.Q(key=""),
                name="alias_has_letters",
                violation_error_code="name",
                violation_error_message="A name has letters.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.country_id})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_key()
        super().save(*args, **kwargs)

    def fill_key(self) -> None:
        self.key = None if self.is_former else letters(self.name)
