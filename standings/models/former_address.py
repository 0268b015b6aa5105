from django.db import models

from standings.models.competitor import Competitor


class FormerAddress(models.Model):
    """An address that a competitor's page had, or that of a record merged into it. It leads on to the page of today.

    The database keeps it whenever a slug changes, and drops it when a competitor gets the slug (migration 0022).
    """

    slug = models.SlugField(max_length=90, unique=True)
    competitor = models.ForeignKey(Competitor, on_delete=models.CASCADE, related_name="former_addresses")

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "former addresses"

    def __str__(self) -> str:
        return self.slug
