import datetime
from functools import cache

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import MD5
from django.utils import timezone


class LinkWord(models.Model):
    """A person's word on an address, for all that lead to it. It decides whether pages do."""

    address = models.URLField(max_length=2_000)
    failed_on = models.DateField(
        "no longer answers since",
        null=True,
        blank=True,
        help_text="When somebody found that it no longer answers; pages don't lead to it as long as this is filled.",
    )
    answered_on = models.DateField(
        "answered on", null=True, blank=True, help_text="When somebody last opened it and it answered."
    )

    class Meta:
        verbose_name = "link that somebody opened"
        verbose_name_plural = "links that somebody opened"
        ordering = ["address"]
        constraints = [
            # Of the digest, as an index holds no more than 2,700 bytes
            models.UniqueConstraint(
                MD5("address"),
                name="link_word_once",
                violation_error_code="address",
                violation_error_message="This address is here already.",
            ),
            models.CheckConstraint(
                condition=Q(failed_on__isnull=False) | Q(answered_on__isnull=False),
                name="link_word_says_something",
                violation_error_code="failed_on",
                violation_error_message="Say when it was found to answer, or no longer to.",
            ),
            models.CheckConstraint(
                condition=Q(failed_on__isnull=True) | Q(answered_on__isnull=True) | Q(answered_on__lte=F("failed_on")),
                name="link_word_answered_before_it_failed",
                violation_error_code="answered_on",
                violation_error_message="It answered after the day since which it doesn't: clear one of the two.",
            ),
        ]

    def __str__(self) -> str:
        return self.address

    def clean(self) -> None:
        for field in ("failed_on", "answered_on"):
            if (day := getattr(self, field)) and day > timezone.localdate():
                raise ValidationError({field: "This date is in the future."})


class LinkTry(models.Model):
    """What the command `try_links` found at an address when it last tried it. It changes no page: people decide."""

    class State(models.TextChoices):
        ANSWERS = "answers", "Answers"
        FAILS = "fails", "Fails"
        UNCLEAR = "unclear", "Can’t tell"
        REFUSED = "refused", "Not tried"

    address = models.URLField(max_length=2_000)
    tried_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State)
    outcome = models.CharField(max_length=300, help_text="In words: page not found (404).")
    failing_since = models.DateTimeField(
        null=True, blank=True, help_text="The first of the tries that failed in a row."
    )
    failures = models.PositiveIntegerField(default=0, help_text="How many tries failed in a row.")
    redirected_to = models.URLField(max_length=2_000, blank=True)

    class Meta:
        verbose_name = "link that was tried"
        verbose_name_plural = "links that were tried"
        ordering = ["address"]
        constraints = [
            models.UniqueConstraint(MD5("address"), name="link_try_once"),
            models.CheckConstraint(
                condition=Q(state="fails", failing_since__isnull=False, failures__gte=1)
                | Q(state__in=["answers", "unclear", "refused"], failing_since__isnull=True, failures=0),
                name="link_try_counts_failures",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.outcome}"

    @property
    def is_failing(self) -> bool:
        return self.state == self.State.FAILS

    @property
    def is_answering(self) -> bool:
        return self.state == self.State.ANSWERS

    @property
    def tried_on(self) -> datetime.date:
        return timezone.localdate(self.tried_at)


@cache  # as putting together what a query asks takes longer than its answer; whatever uses it copies it
def is_dead(column: str) -> Exists:
    """For a query: whether a person said that the address in that column no longer answers."""
    return Exists(LinkWord.objects.filter(failed_on__isnull=False, address=OuterRef(column)))
