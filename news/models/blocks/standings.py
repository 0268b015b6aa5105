from django.db import models
from django.db.models import Q

from events.models import Season
from news.blocks.standings import StandingsFacts
from news.models.blocks.block import Block
from standings.models import Cup


class StandingsBlock(Block):
    """The standings of one cup, or links to those of a season."""

    cup = models.ForeignKey(
        Cup, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="One cup, with its leaders …"
    )
    season = models.ForeignKey(
        Season,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="… or all cups of a season. Both empty: of the article's season.",
    )
    category = models.CharField(
        "for", max_length=5, blank=True, choices=[("", "Women and men"), ("women", "Women"), ("men", "Men")]
    )

    fixed = models.BooleanField(
        "as it was when published",
        default=False,
        help_text="For one cup. Off: always the newest standing. On: it keeps what it shows when it goes live.",
    )

    class Meta(Block.Meta):
        verbose_name = StandingsFacts.name
        verbose_name_plural = StandingsFacts.name
        constraints = [
            models.CheckConstraint(
                condition=Q(fixed=False) | Q(cup__isnull=False),
                name="standings_block_fixed_of_a_cup",
                violation_error_code="fixed",
                violation_error_message="Only the standing of one cup can stay as it was; links have nothing to keep.",
            ),
            models.CheckConstraint(
                condition=Q(cup__isnull=True) | Q(season__isnull=True, category=""),
                name="standings_block_cup_or_season",
                violation_error_code="cup",
                violation_error_message="Choose one cup, or a season and for whom, not both.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.cup or self.season or "Standings")

    def in_edition(self) -> StandingsFacts:
        if self.cup_id:
            return StandingsFacts(self.cup_id, fixed=self.fixed)
        return StandingsFacts(season=self.season_id or self.parent.the_season_id, category=self.category)
