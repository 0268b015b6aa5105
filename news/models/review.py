"""What the newsroom says to each other about a working copy: who is to read it, and notes on it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from news.models.article import Article

QUOTED = 160  # letters of a block that a note keeps


class Review(models.Model):
    """The last time that an article was handed in: by whom, for whom, and which version.

    The article's `state` says what has become of it; the history says who did what before.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="review")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="handed in by"
    )
    asked_at = models.DateTimeField("handed in at", default=timezone.now)
    version = models.PositiveIntegerField(help_text="The version that was handed in.")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Who is to read it; empty for anybody who reviews.",
    )

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Review of {self.article}"


class NoteQuerySet(models.QuerySet["Note"]):
    def threads(self) -> "NoteQuerySet":
        """Notes that are no answers, oldest first, with their answers in order."""
        people = ("made_by", "resolved_by")
        answers = Note.objects.select_related("made_by").order_by("pk")
        return (
            self.filter(answers_to__isnull=True)
            .select_related(*people)
            .prefetch_related(models.Prefetch("answers", answers))
            .order_by("pk")
        )

    def open(self) -> "NoteQuerySet":
        return self.filter(answers_to__isnull=True, resolved_at__isnull=True)


class Note(models.Model):
    """A note on a block of an article, or on the whole of it, or an answer to one. It is never changed.

    It names its block by kind and key, and quotes how the block began, so that it can be understood when the block is
    gone.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="notes")
    answers_to = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="answers")
    block_kind = models.CharField(max_length=20, blank=True, help_text="As in an edition; empty: on the whole.")
    block = models.BigIntegerField(null=True, help_text="The block's key.")
    quoted = models.CharField(max_length=QUOTED, blank=True, help_text="How the block began when it was written.")
    words = models.TextField()
    version = models.PositiveIntegerField(help_text="Of the article, when it was written.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ("add", "view", "delete")
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="note_says_something"),
            models.CheckConstraint(
                condition=Q(block__isnull=True, block_kind="") | (Q(block__isnull=False) & ~Q(block_kind="")),
                name="note_on_a_block_or_the_whole",
            ),
            models.CheckConstraint(
                condition=Q(answers_to__isnull=True) | Q(block__isnull=True, resolved_at__isnull=True),
                name="note_answer_belongs_to_its_note",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=False) | Q(resolved_by__isnull=True), name="note_resolved_at_a_moment"
            ),
        ]

    def __str__(self) -> str:
        return self.words[:60]

    @property
    def is_open(self) -> bool:
        return self.resolved_at is None

    @property
    def block_key(self) -> tuple[str, int] | None:
        """The kind and key of its block; None for a note on the whole."""
        return (self.block_kind, self.block) if self.block is not None else None

    def resolve(self, by: Any) -> None:
        self.resolved_by, self.resolved_at = by, timezone.now()
        self.save(update_fields=["resolved_by", "resolved_at"])

    def reopen(self) -> None:
        self.resolved_by = self.resolved_at = None
        self.save(update_fields=["resolved_by", "resolved_at"])
