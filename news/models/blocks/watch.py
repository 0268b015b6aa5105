from django.db import models

from events.models import Event
from news.blocks.watch import WatchFacts
from news.models.blocks.block import Block


class WatchBlock(Block):
    """Where to watch an event: session times and who shows it."""

    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: the article's."
    )

    class Meta(Block.Meta):
        verbose_name = WatchFacts.name
        verbose_name_plural = WatchFacts.name

    def __str__(self) -> str:
        return str(self.event or "Where to watch")

    def in_edition(self) -> WatchFacts:
        return WatchFacts(self.event_id or self.parent.event_id)
