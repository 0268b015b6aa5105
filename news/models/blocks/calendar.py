from django.db import models

from events.models import Season
from news.blocks.calendar import CalendarFacts
from news.models.blocks.block import Block


class CalendarBlock(Block):
    """The events of a season."""

    season = models.ForeignKey(
        Season, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: the article's."
    )

    class Meta(Block.Meta):
        verbose_name = CalendarFacts.name

    def __str__(self) -> str:
        return str(self.season or "Calendar")

    def in_edition(self) -> CalendarFacts:
        return CalendarFacts(self.season_id or self.parent.the_season_id)
