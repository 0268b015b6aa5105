from typing import Any

from content_editor.models import PluginBase
from django.db import models

from news.blocks.facts import BlockFacts, Json
from news.models.article import Article

REGION = "body"


class Block(PluginBase, models.Model):  # type: ignore[misc]  # django-content-editor has no types
    """A part of an article's body, in its place.

    In a working copy it may be unfinished: a quote without words, a photo that is not chosen. Its facts then have
    `problems`, so that no edition ever holds it.
    """

    parent = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="%(app_label)s_%(class)s_set")
    region = models.CharField(max_length=20, default=REGION)
    ordering = models.IntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["ordering"]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def get_queryset(cls) -> models.QuerySet[Any]:
        """With every relation that `in_edition` reads."""
        return cls._default_manager.all()

    def in_edition(self) -> BlockFacts:
        """What an edition keeps of it."""
        raise NotImplementedError

    def facts(self) -> Json:
        """The same as JSON."""
        return self.in_edition().as_json()
