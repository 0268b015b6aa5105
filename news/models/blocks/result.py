from django.db import models

from events.models import Race
from news.blocks.result import ResultFacts
from news.models.blocks.block import Block


class ResultBlock(Block):
    """The podium of a race, as the results have it when somebody reads the page, or as they were at publication."""

    race = models.ForeignKey(Race, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    fixed = models.BooleanField(
        "as it was when published",
        default=False,
        help_text="Off: it follows the results, corrections too. On: it keeps what it shows when it goes live.",
    )

    class Meta(Block.Meta):
        verbose_name = ResultFacts.name

    def __str__(self) -> str:
        return str(self.race or "Result card")

    def in_edition(self) -> ResultFacts:
        return ResultFacts(self.race_id, fixed=self.fixed)
