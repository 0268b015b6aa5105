"""Entries of a live blog: what is published by itself, in seconds, below the text of a story."""

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Max, Q
from django.utils import timezone
from django_prose_editor.fields import ProseEditorField

from events.models import Race
from isuwc.clock.shown import shown_at
from isuwc.text.html import clean_html, plain
from isuwc.text.shortened import shortened
from news.models.article import Article
from news.models.blocks.text import EXTENSIONS
from news.models.edition import Edition
from news.models.photos.photo import Photo

LONGEST_NAME = 60  # letters, of an entry without a heading


class LiveEntryQuerySet(models.QuerySet["LiveEntry"]):
    def standing(self) -> "LiveEntryQuerySet":
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def of_edition(self, edition: Edition, at: datetime.datetime | None = None) -> "LiveEntryQuerySet":
        """What readers see below a live edition at `at` (default: the moment shown), newest first.

        Public code reads entries in no other way. An edition that is no live blog has none.
        """
        found = self if edition.live_blog else self.none()
        return found.standing().filter(article=edition.article_id, posted_at__lte=at or shown_at()).order_by("-pk")

    def changed_at(self, at: datetime.datetime | None = None) -> datetime.datetime | None:
        """When one of them was last posted, corrected, pinned, withdrawn or undone by then. Two queries."""
        at = at or shown_at()
        changed = self.filter(changed_at__lte=at).aggregate(last=Max("changed_at"))["last"]
        undone = Article.objects.filter(entry_undone_at__lte=at).aggregate(last=Max("entry_undone_at"))["last"]
        return max(filter(None, [changed, undone]), default=None)


class LiveEntry(models.Model):
    """An entry of a live blog. Readers see it while its story is live as a live blog, until it is withdrawn.

    Unlike blocks it is no part of editions: it is public at once. `news.editions.live_blog` alone writes entries.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="live_entries")
    heading = models.CharField(max_length=120, blank=True)
    text = ProseEditorField(blank=True, extensions=EXTENSIONS, sanitize=clean_html)
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, null=True, blank=True, related_name="live_entries")
    race = models.ForeignKey(
        Race,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="result",
        help_text="The race whose result stands below the words.",
    )
    is_pinned = models.BooleanField("pinned", default=False, help_text="Above all others; one at most.")
    posted_at = models.DateTimeField(default=timezone.now)
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    corrected_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now, help_text="When what readers see of it changed last.")
    version = models.PositiveIntegerField(default=1, help_text="Raised by every correction, so that two notice it.")

    objects = LiveEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        verbose_name = "entry of a live blog"
        verbose_name_plural = "entries of live blogs"
        indexes = [models.Index(fields=["article", "-id"], name="live_entry_of_article")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(heading="") | Q(photo__isnull=False) | Q(race__isnull=False),
                name="live_entry_says_something",
                violation_error_code="text",
                violation_error_message="Write something, or choose a photo or a result.",
            ),
            models.CheckConstraint(
                condition=Q(changed_at__gte=F("posted_at")), name="live_entry_changed_after_it_was_posted"
            ),
            models.CheckConstraint(
                condition=Q(is_pinned=False) | Q(withdrawn_at__isnull=True), name="live_entry_pinned_is_there"
            ),
            models.UniqueConstraint(fields=["article"], condition=Q(is_pinned=True), name="live_entry_one_is_pinned"),
        ]

    def __str__(self) -> str:
        return self.heading or shortened(" ".join(plain(self.text).split()), LONGEST_NAME) or f"Entry {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.text = str(clean_html(self.text))
        super().save(*args, **kwargs)

    @property
    def plain_text(self) -> str:
        """Its text without markup, a line for each paragraph."""
        return plain(self.text)

    @property
    def anchor(self) -> str:
        """The id of its place on the page."""
        return f"entry-{self.pk}"
