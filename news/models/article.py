import datetime
from typing import Any

from content_editor.models import Region
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from events.models import Event, Season, Venue
from events.time.dates import brief_moment
from isuwc.text.slugs import slug
from news.models.photos.photo import Photo

HASHTAGS = 4  # at most, on one article
RELATED = 4  # stories that are chosen by hand, at most


class Type(models.TextChoices):
    """The type of a story. The values appear in addresses."""

    PREVIEW = "preview", "Preview"
    REPORT = "report", "Report"
    PROFILE = "profile", "Profile"
    RECAP = "recap", "Recap"
    ANNOUNCEMENT = "announcement", "Announcement"
    PRESS_RELEASE = "press-release", "Press release"
    STATEMENT = "statement", "Statement"
    VIDEO = "video", "Video"


class State(models.TextChoices):
    """The state of the working copy, set by `news.review.steps` and `news.editions.publishing` alone.

    What the public sees depends on the editions alone.
    """

    DRAFT = "draft", "Draft"
    IN_REVIEW = "review", "In review"
    CHANGES = "changes", "Changes asked for"
    READY = "ready", "Ready"
    PUBLISHED = "published", "Published or scheduled"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Article(models.Model):
    """The working copy that the newsroom edits. Only its editions are public."""

    type = models.CharField(max_length=14, choices=Type, default=Type.REPORT)
    title = models.CharField(max_length=200)
    slug = models.SlugField(
        "address", max_length=120, blank=True, help_text="The last part of the address; from the title if left empty."
    )
    lead = models.TextField(blank=True, help_text="The first paragraph; lists and feeds show it as the teaser.")
    dateline = models.CharField(max_length=120, blank=True, help_text="Where it is written from: Stavanger, Norway.")
    venue = models.ForeignKey(
        Venue, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", help_text="The dateline's place."
    )
    event = models.ForeignKey(
        Event,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        help_text="Gives standings, where to watch, calendar and banner.",
    )
    season = models.ForeignKey(
        Season,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Only for an article without an event.",
    )
    hero = models.ForeignKey(Photo, on_delete=models.PROTECT, null=True, blank=True, related_name="hero_of")
    hero_caption = models.TextField(blank=True, help_text="Empty: the photo's own caption.")
    hashtags = ArrayField(
        models.CharField(
            max_length=40,
            validators=[RegexValidator(r"^\w+$", "A hashtag is letters and figures, without # and spaces.")],
        ),
        size=HASHTAGS,
        default=list,
        blank=True,
        help_text=f"Up to {HASHTAGS}: #SpeedSkating #Olympics",
    )
    byline = models.CharField(max_length=120, blank=True, help_text="Printed names; empty for none.")
    related = ArrayField(
        models.BigIntegerField(),
        verbose_name="related stories",
        default=list,
        blank=True,
        help_text="Articles by their keys, in the order in which readers see them.",
    )
    live_blog = models.BooleanField(
        "live blog",
        default=False,
        help_text="Entries follow the text, each published by itself.",
    )
    live_ended_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When its live blog ended; empty while it goes on."
    )
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT, editable=False)
    not_before = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="The planned moment of what is in the working copy: publishing it earlier takes the right to.",
    )
    # What follows the text by itself
    shows_standings = models.BooleanField("standings", default=True)
    shows_watch = models.BooleanField("where to watch", default=True)
    shows_calendar = models.BooleanField("calendar of the season", default=True)
    shows_about = models.BooleanField("about the series", default=True)
    # Who and when
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Raised by every change, so that two editors notice each other."
    )

    entry_undone_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="When an entry of its live blog was last undone, as if it had never been posted.",
    )
    imported_from = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="The digest of the text that it was made from, or of which results it was drafted.",
    )

    regions = [Region(key="body", title="Body")]

    class Meta:
        ordering = ["-changed_at", "-pk"]
        permissions = [
            ("review_article", "Can review articles"),
            ("publish_article", "Can publish articles"),
            ("withdraw_article", "Can withdraw published articles"),
            ("lift_embargo", "Can publish before an embargo ends"),
        ]
        indexes = [
            models.Index(fields=["-changed_at", "-id"], name="article_changed"),
            models.Index(
                fields=["entry_undone_at"],
                condition=Q(entry_undone_at__isnull=False),
                name="article_entry_undone",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="article_state_known"),
            models.CheckConstraint(condition=Q(type__in=Type.values), name="article_type_known"),
            models.CheckConstraint(
                condition=~Q(slug=""),
                name="article_has_slug",
                violation_error_code="slug",
                violation_error_message="An article has an address.",
            ),
            models.CheckConstraint(
                condition=Q(event__isnull=True) | Q(season__isnull=True),
                name="article_season_only_without_event",
                violation_error_code="season",
                violation_error_message="The event says which season it is: leave the season empty.",
            ),
            models.CheckConstraint(
                condition=Q(hashtags__len__lte=HASHTAGS),
                name="article_few_hashtags",
                violation_error_code="hashtags",
                violation_error_message="An article has four hashtags at most.",
            ),
            models.CheckConstraint(
                condition=Q(related__len__lte=RELATED),
                name="article_few_related",
                violation_error_code="related",
                violation_error_message="Four related stories can be chosen at most.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or make_slug(self.title)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        # Before the constraints are checked, since a form may leave the address empty.
        self.slug = self.slug or make_slug(self.title)

    @property
    def the_season(self) -> Season | None:
        """The season of its event; without an event, its own."""
        return self.event.season if self.event else self.season

    @property
    def the_season_id(self) -> int | None:
        return self.event.season_id if self.event else self.season_id

    @property
    def the_venue(self) -> Venue | None:
        """The venue whose clocks its moments are planned by: the event's, else the dateline's."""
        return self.event.venue if self.event else self.venue

    @property
    def trailing(self) -> list[str]:
        """The kinds of trailing blocks that are switched on, in page order."""
        return [kind for kind in ("standings", "watch", "calendar", "about") if getattr(self, f"shows_{kind}")]


class Revision(models.Model):
    """A saved version of the working copy, kept so that no editor's text is ever lost."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    content = models.JSONField(help_text="As an edition would hold it.")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    written_in = ArrayField(
        models.PositiveIntegerField(),
        null=True,
        blank=True,
        help_text="Of each block of the body the version that wrote it last; null: not yet worked out.",
    )

    class Meta:
        ordering = ["article", "-version"]
        constraints = [models.UniqueConstraint(fields=["article", "version"], name="revision_version_once")]

    def __str__(self) -> str:
        return f"Version {self.version}, {brief_moment(self.made_at)}"


def is_shortened(slug_made: str, title: str) -> bool:
    """Whether the address that was made of the title has not all of its words."""
    whole = slug(title, longest=len(title) * 4 + 1)
    return slug_made == make_slug(title) and slug_made != whole and whole.startswith(slug_made)


def make_slug(title: str) -> str:
    """leerdam-turns-silver-into-gold; a timestamp if no letter of the title can be used in an address."""
    return slug(title) or f"article-{datetime.datetime.now(tz=datetime.UTC):%Y%m%d%H%M%S}"
