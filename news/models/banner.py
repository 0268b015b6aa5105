import datetime
from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from events.models import Event, Series
from events.models.event import midnight
from isuwc.clock.shown import shown_at
from isuwc.files.confined.run import Source
from isuwc.files.pictures.renditions import Rendition
from isuwc.files.pictures.uploaded import prepare_lossless
from news.models.qr import QRCode, Scan
from news.pictures.art import banner, frame
from news.pictures.art.banner import BannerText

__all__ = ["Banner", "PageKind", "Placement", "QRCode", "Scan", "banner_for"]


class PageKind(models.TextChoices):
    """The kinds of page that may show a banner."""

    HOME = "home", "Home"
    NEWS = "news", "News lists"
    ARTICLE = "article", "Articles"
    EVENT = "event", "Calendar and events"
    STANDINGS = "standings", "Standings and results"
    WATCH = "watch", "Where to watch"


class Placement(models.TextChoices):
    RIGHT = "right", "Right"
    LEFT = "left", "Left"


class BannerQuerySet(models.QuerySet["Banner"]):
    def showing(self, at: datetime.datetime | None = None) -> "BannerQuerySet":
        """Banners whose period has begun and is not over; at the moment of its end a banner is gone.

        One without an end is gone when the last day of its event is over at the venue.
        """
        at = at or shown_at()
        until = Coalesce("ends_at", midnight(F("event__end_date") + Value(datetime.timedelta(days=1)), "event__"))
        return self.alias(until=until).filter(Q(starts_at__isnull=True) | Q(starts_at__lte=at), until__gt=at)

    def for_page(self, kind: str, event: Event | None = None) -> "BannerQuerySet":
        """Banners made for that kind of page, the best first: the page's own event, then the latest to have begun.

        A banner of one series is not shown on pages about an event of another.
        """
        banners = self.filter(pages__contains=[kind])
        if event is None:
            return banners.order_by(F("starts_at").desc(nulls_last=True), "-pk")
        own = Case(When(event=event, then=Value(0)), default=Value(1))
        return banners.filter(Q(series__isnull=True) | Q(series__seasons=event.season_id)).order_by(
            own, F("starts_at").desc(nulls_last=True), "-pk"
        )

    def with_event(self) -> "BannerQuerySet":
        """With every relation that the banner is drawn from."""
        return self.select_related("qr__event__season", "event__season__series", "event__venue__country")


class Banner(models.Model):
    """A promotional image for an event, with a QR code to its page. It stands on pages, never in an article's text."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="banners")
    art = models.ImageField(
        upload_to="banners/art/",
        blank=True,
        max_length=120,
        editable=False,
        help_text="A finished banner, into which the QR code is set. Empty: drawn from the event's data.",
    )
    placement = models.CharField("QR code stands", max_length=5, choices=Placement, default=Placement.RIGHT)
    alt = models.CharField(
        "alternative text",
        max_length=200,
        blank=True,
        help_text="What uploaded art says, for those who can't see it. Left empty: the event's name, place and dates.",
    )
    starts_at = models.DateTimeField("shown from", null=True, blank=True, help_text="Empty: at once.")
    ends_at = models.DateTimeField("shown until", null=True, blank=True, help_text="Empty: until its event is over.")
    pages = ArrayField(models.CharField(max_length=9, choices=PageKind), help_text="The kinds of page that it is for.")
    series = models.ForeignKey(
        Series,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Only beside events of this series; empty: beside all.",
    )
    qr = models.OneToOneField(QRCode, on_delete=models.PROTECT, editable=False, related_name="banner")

    objects = BannerQuerySet.as_manager()

    class Meta:
        ordering = [F("starts_at").desc(nulls_last=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="banner_ends_after_it_starts",
                violation_error_code="ends_at",
                violation_error_message="The banner’s period ends before it begins.",
            ),
            models.CheckConstraint(
                condition=Q(pages__len__gte=1, pages__contained_by=PageKind.values),
                name="banner_pages_known",
                violation_error_code="pages",
                violation_error_message="A banner is for at least one kind of page.",
            ),
            models.CheckConstraint(condition=Q(placement__in=Placement.values), name="banner_placement_known"),
        ]

    def __str__(self) -> str:
        return f"Banner {self.event}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.qr_id:
            self.qr = QRCode.objects.create(event=self.event, label="Banner")
        elif self.qr.event_id != self.event_id:
            # The code stays what it is on paper; it follows the banner to its event.
            self.qr.event = self.event
            self.qr.save(update_fields=["event"])
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": "The banner's period ends before it begins."})

    def take_art(self, data: Source) -> None:
        """Keep an uploaded banner, encoded anew. Raises UnusablePictureError or UnusableArtError; saves no row."""
        self.keep_art(finished_art(data))

    def keep_art(self, art: Rendition) -> None:
        self.art.save(art.name, ContentFile(art.data), save=False)

    @property
    def text(self) -> BannerText:
        """What it says, from the event's data."""
        event, series = self.event, self.event.season.series
        return BannerText(
            mark=str(event.number),
            title=event.title,
            city=event.venue.city,
            country=event.venue.country.name,
            dates=event.dates,
            series=series.name,
            hashtag=series.hashtag,
        )

    @property
    def alt_text(self) -> str:
        return (
            self.alt
            or f"{self.event.title}, {self.event.venue.city}, {self.event.venue.country.name}, {self.event.dates}"
        )

    @property
    def href(self) -> str:
        """The dedicated page. A click on our own site is not a scan."""
        return self.event.get_absolute_url()

    @cached_property
    def fingerprint(self) -> str:
        """Changes with everything that the files are drawn from."""
        return banner.fingerprint(self.text, self.qr.address, self.placement, self.art.name, self.event.art.name)

    def url(self, variant: str, kind: str) -> str:
        """The address of a file: variant 1x, 2x or phone; kind webp or png."""
        return reverse("banner", args=[self.qr.code, self.fingerprint, variant, kind])

    @property
    def src(self) -> str:
        return self.url("1x", "webp")

    @property
    def src_2x(self) -> str:
        return self.url("2x", "webp")

    @property
    def src_phone(self) -> str:
        return self.url("phone", "webp")


def finished_art(data: Source) -> Rendition:
    """An uploaded banner encoded anew. Raises UnusablePictureError or UnusableArtError."""
    picture = prepare_lossless(data, frame.ART_SIZES)
    banner.check_art(picture.width, picture.height)
    return picture.master


def banner_for(page: str, event: Event | None = None, at: datetime.datetime | None = None) -> Banner | None:
    """The banner that a page shows: one query."""
    return Banner.objects.showing(at).for_page(page, event).with_event().first()
