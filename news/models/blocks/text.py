from typing import Any

from django_prose_editor.fields import ProseEditorField

from isuwc.text.html import clean_html
from news.blocks.text import TextFacts
from news.models.blocks.block import Block

EXTENSIONS = {
    "NoSpellCheck": False,  # on unless it is said here
    "Menu": {
        "groups": [
            {"group": "blockType -lists", "type": "dropdown", "minItems": 2},
            {"group": "lists"},
            {"group": "marks"},
            {"group": "link"},
            {"group": "history"},
        ]
    },
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "HardBreak": True,
    "PastedDocuments": True,
    "Mentions": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
}


class TextBlock(Block):
    """Paragraphs, subheads and lists."""

    text = ProseEditorField(blank=True, extensions=EXTENSIONS, sanitize=clean_html)

    class Meta(Block.Meta):
        verbose_name = TextFacts.name

    def __str__(self) -> str:
        return str(self.get_text_excerpt(words=8)) or "Text"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.text = str(clean_html(self.text))
        super().save(*args, **kwargs)

    def in_edition(self) -> TextFacts:
        return TextFacts(str(clean_html(self.text)))
