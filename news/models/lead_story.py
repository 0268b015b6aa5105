import datetime

from django.db import models
from django.db.models import F, Q

from isuwc.clock.shown import shown_at
from news.models.article import Article, Type
from news.models.edition import Edition


class LeadStoryQuerySet(models.QuerySet["LeadStory"]):
    def current(self, at: datetime.datetime | None = None) -> "LeadStoryQuerySet":
        """The choices that hold, the latest first."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=at or shown_at())).order_by("-pk")


class LeadStory(models.Model):
    """An editor's choice of the story that leads the home page, for as long as its article is live."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="lead_choice")
    until = models.DateTimeField(
        null=True, blank=True, help_text="UTC. Empty: until another choice is made or this one is deleted."
    )

    objects = LeadStoryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "lead stories"

    def __str__(self) -> str:
        return f"Lead: {self.article}"


def lead_story(at: datetime.datetime | None = None) -> Edition | None:
    """The story that leads the home page at `at` (default: now).

    That is the latest choice of an editor that is live; else the newest report of the newest event that has one, so
    that a story on an old race doesn't lead because it was written today; else the newest story. Three queries at most.
    """
    at = at or shown_at()
    live = Edition.objects.live(at).with_event().without_text()
    choices = live.filter(article__lead_choice__in=LeadStory.objects.current(at))
    if chosen := choices.order_by("-article__lead_choice").first():
        return chosen
    begun = live.of_type(Type.REPORT).filter(event__start_date__lte=at.date())
    newest = begun.order_by(F("event__start_date").desc(), F("published_at").desc(), F("pk").desc())
    return newest.first() or live.first()
