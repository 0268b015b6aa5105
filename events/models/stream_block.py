from functools import partialmethod

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from events.models.broadcast import Stream
from events.models.country import Country
from events.models.event import Event


class StreamBlock(models.Model):
    """That the ISU stream is not available in some countries or territories, though no broadcaster there is known."""

    stream = models.ForeignKey(Stream, on_delete=models.CASCADE, related_name="blocks")
    countries = models.ManyToManyField(
        Country,
        related_name="+",
        verbose_name="not available in",
        help_text="Countries, and territories if said of them; otherwise these have their country’s answer.",
    )
    events = models.ManyToManyField(Event, blank=True, related_name="+", help_text="Empty: every event of the season.")
    source = models.CharField(max_length=200, help_text="Who says so: a page of the ISU, a mail, the player’s message.")
    note = models.CharField(max_length=200, blank=True)
    checked_on = models.DateField(null=True, blank=True, help_text="When somebody last made sure of it.")

    class Meta:
        verbose_name = "block of the ISU stream"
        verbose_name_plural = "blocks of the ISU stream"
        ordering = ["stream", "pk"]

    def __str__(self) -> str:
        return f"{self.stream}, not available in some countries"

    @property
    def where(self) -> str:
        """Italy, Réunion; of some events: Italy (World Cup 1 and World Cup 2). Queries both unless they are loaded."""
        titles = [event.title for event in self.events.all()]
        countries = ", ".join(country.name for country in self.countries.all())
        return f"{countries} ({' and '.join(titles)})" if titles else countries

    def clean(self) -> None:
        if self.checked_on and self.checked_on > timezone.localdate():
            raise ValidationError({"checked_on": "This date is in the future."})


# A block that lost its events would be for the whole season, so an event that a block names can't be deleted.
StreamBlock.events.through._meta.get_field("event").remote_field.on_delete = models.PROTECT
StreamBlock.events.through.__str__ = partialmethod(  # type: ignore[assignment]
    lambda row: f"{row.streamblock} (block {row.streamblock_id}) is for {row.event}"
)
