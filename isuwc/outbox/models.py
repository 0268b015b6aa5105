import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

KEPT = datetime.timedelta(days=30)  # after it was sent
PAUSES = tuple(datetime.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 720))  # between two tries


class LetterQuerySet(models.QuerySet["Letter"]):
    def due(self, now: datetime.datetime) -> "LetterQuerySet":
        """What waits to be sent and was not refused a short while ago, oldest first."""
        return self.filter(next_try_at__lte=now).order_by("pk")

    def given_up(self) -> "LetterQuerySet":
        """Letters that were refused so often that they are tried no more."""
        return self.filter(sent_at__isnull=True, next_try_at__isnull=True)

    def over(self, now: datetime.datetime) -> "LetterQuerySet":
        """Letters that were sent, or given up, so long ago that nobody asks for them."""
        return self.filter(next_try_at__isnull=True, made_at__lt=now - KEPT)


class Letter(models.Model):
    """An e-mail to one person, in plain text."""

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(
        default=timezone.now, null=True, db_index=True, help_text="Empty once it is sent or given up."
    )
    tries = models.PositiveSmallIntegerField(default=0)
    refused = models.TextField(blank=True, help_text="What was said when it was last refused.")
    sent_at = models.DateTimeField(null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(next_try_at__isnull=True, sent_at__gte=F("made_at")),
                name="letter_sent_once",
            )
        ]

    def __str__(self) -> str:
        return f"“{self.subject}” to {self.to}"

    def set_sent(self, now: datetime.datetime) -> None:
        self.tries += 1
        self.sent_at, self.next_try_at, self.refused = now, None, ""

    def set_refused(self, why: str, now: datetime.datetime) -> None:
        """It is tried again after a pause that grows, and after the last of PAUSES no more."""
        self.refused = why
        self.next_try_at = now + PAUSES[self.tries] if self.tries < len(PAUSES) else None
        self.tries += 1
