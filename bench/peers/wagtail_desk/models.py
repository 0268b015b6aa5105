from typing import ClassVar

from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page


class Story(Page):
    """An article, with what ours asks for."""

    lead = models.TextField(blank=True)
    dateline = models.CharField(max_length=120, blank=True)
    byline = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20, default="report", choices=[("report", "Report"), ("preview", "Preview")])
    hero = models.ForeignKey("wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    hero_caption = models.TextField(blank=True)
    hashtags = models.CharField(max_length=200, blank=True)
    shows_standings = models.BooleanField(default=True)
    shows_watch = models.BooleanField(default=True)
    shows_calendar = models.BooleanField(default=True)
    shows_about = models.BooleanField(default=True)
    body = StreamField(
        [
            ("text", blocks.RichTextBlock(features=["h2", "h3", "bold", "italic", "ol", "ul", "link"])),
            (
                "quote",
                blocks.StructBlock(
                    [
                        ("text", blocks.TextBlock()),
                        ("speaker", blocks.CharBlock(required=False)),
                        ("role", blocks.CharBlock(required=False)),
                    ]
                ),
            ),
            (
                "photo",
                blocks.StructBlock([("photo", ImageChooserBlock()), ("caption", blocks.TextBlock(required=False))]),
            ),
            ("data", blocks.StructBlock([("of", blocks.CharBlock()), ("fixed", blocks.BooleanBlock(required=False))])),
        ],
        blank=True,
    )

    content_panels: ClassVar = [
        *Page.content_panels,
        *(
            FieldPanel(name)
            for name in (
                "lead", "body", "kind", "dateline", "byline", "hero", "hero_caption", "hashtags",
                "shows_standings", "shows_watch", "shows_calendar", "shows_about",
            )
        ),
    ]  # fmt: skip
