from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from isuwc.text.html import paragraphs
from news.blocks.quote import QuoteFacts
from news.models.blocks.block import Block
from standings.models import Competitor


class QuoteBlock(Block):
    """What somebody said, word for word, with who said it."""

    text = models.TextField(
        blank=True, help_text="Word for word, with its quotation marks. A blank line separates paragraphs."
    )
    speaker = models.ForeignKey(
        Competitor, on_delete=models.PROTECT, null=True, blank=True, related_name="quotes", help_text="A skater …"
    )
    speaker_name = models.CharField(max_length=120, blank=True, help_text="… or anybody else: Bart Schouten.")
    role = models.CharField(max_length=120, blank=True, help_text="Coach of Canada. Not needed for a skater.")

    class Meta(Block.Meta):
        verbose_name = QuoteFacts.name

    def __str__(self) -> str:
        return f"{self.speaker_text or 'Quote'}: {self.text[:60]}"

    def clean(self) -> None:
        if self.speaker_id and self.speaker_name:
            raise ValidationError({"speaker_name": "The speaker is chosen already: leave the name empty."})

    @classmethod
    def get_queryset(cls) -> models.QuerySet[Any]:
        return super().get_queryset().select_related("speaker__country")

    def in_edition(self) -> QuoteFacts:
        return QuoteFacts(
            paragraphs=paragraphs(self.text),
            speaker=self.speaker_text,
            role=self.role,
            noc=self.speaker.country_id if self.speaker else "",
            address=self.speaker.get_absolute_url() if self.speaker and not self.speaker.is_team else "",
            skater=self.speaker_id,
        )

    @property
    def speaker_text(self) -> str:
        return self.speaker.name if self.speaker else self.speaker_name
