from django.db import models

from news.blocks.pasted import Table, parse_table
from news.blocks.table import TableFacts
from news.models.blocks.block import Block


class TableBlock(Block):
    """A table, kept as it was pasted."""

    caption = models.CharField(max_length=200, blank=True)
    source = models.TextField(
        "table",
        blank=True,
        help_text="Paste it from a spreadsheet, or write a line for each row and | between the cells.",
    )
    has_header = models.BooleanField("first row is the header", default=True)

    class Meta(Block.Meta):
        verbose_name = TableFacts.name

    def __str__(self) -> str:
        return self.caption or self.source.partition("\n")[0][:60] or "Table"

    def in_edition(self) -> TableFacts:
        table = self.table
        return TableFacts(
            caption=self.caption,
            header=list(table.header),
            rows=[list(row) for row in table.rows],
            numeric=list(table.numeric),
        )

    @property
    def table(self) -> Table:
        return parse_table(self.source, has_header=self.has_header)
