from collections.abc import Collection
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q

from events.coverage import Right
from events.coverage import Stream as OpenStream
from events.models.country import Country, in_text
from events.models.event import Event
from events.models.season import Season, Series


class CountryGroup(models.Model):
    """Countries that are sold as one territory, under the name that contracts give it."""

    name = models.CharField(max_length=60, unique=True)
    countries = models.ManyToManyField(Country, related_name="groups")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Broadcaster(models.Model):
    """Who shows something: a channel's company or a platform."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    website = models.URLField(blank=True)
    is_example = models.BooleanField(
        "example", default=False, help_text="Invented for the demo; pages mark its listings as examples."
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ListingQuerySet(models.QuerySet["Listing"]):
    def with_keys(self) -> "ListingQuerySet":
        """With what the many-to-many fields hold, as lists of keys on each row."""
        return self.annotate(**_territory())

    def rights(self) -> list[Right]:
        """All of them for the coverage engine, territories resolved, in one query."""
        return [listing.right for listing in self.select_related("broadcaster", "season").with_keys()]


def _territory() -> dict[str, ArraySubquery]:
    """What a listing's many-to-many fields hold, as arrays on the listing's own row."""

    def keys(field: str, column: str) -> ArraySubquery:
        through = getattr(Listing, field).through
        return ArraySubquery(through.objects.filter(listing=OuterRef("pk")).order_by(column).values(column))

    members = CountryGroup.countries.through.objects.filter(countrygroup=OuterRef("group"))
    names = Listing.except_held_in.through.objects.filter(listing=OuterRef("pk")).order_by("country__name")
    return {
        "group_nocs": ArraySubquery(members.order_by("country").values("country")),
        "except_nocs": keys("except_countries", "country"),
        "event_keys": keys("events", "event"),
        "except_event_keys": keys("except_events", "event"),
        "except_held_in_nocs": keys("except_held_in", "country"),
        "except_held_in_names": ArraySubquery(names.values("country__name")),
    }


class Listing(models.Model):
    """One broadcaster's right to show something in a territory."""

    class Timing(models.TextChoices):
        LIVE = "live", "Live"
        DELAYED = "delayed", "Delayed"
        HIGHLIGHTS = "highlights", "Highlights"

    class Access(models.TextChoices):
        FREE = "free", "Free"
        PAID = "paid", "Subscription"
        UNKNOWN = "", "Not known"

    class Platform(models.TextChoices):
        TV = "tv", "TV"
        STREAM = "stream", "Stream"
        TV_AND_STREAM = "both", "TV and stream"

    broadcaster = models.ForeignKey(Broadcaster, on_delete=models.PROTECT, related_name="listings")
    # Territory: a country or a named group, less exceptions
    country = models.ForeignKey(Country, on_delete=models.PROTECT, null=True, blank=True, related_name="listings")
    group = models.ForeignKey(CountryGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="listings")
    except_countries = models.ManyToManyField(
        Country, blank=True, related_name="+", help_text="Countries of the group for which it does not hold."
    )
    # What it covers: the series, a season or some events, less exceptions
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="listings")
    season = models.ForeignKey(
        Season,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text="Empty: every season of the series.",
    )
    events = models.ManyToManyField(
        Event, blank=True, related_name="+", help_text="Empty: every event of the season or series."
    )
    except_events = models.ManyToManyField(Event, blank=True, related_name="+")
    except_held_in = models.ManyToManyField(
        Country, blank=True, related_name="+", help_text="Not the events that are held in these countries."
    )
    starts_on = models.DateField(null=True, blank=True, help_text="First day of the right; empty: open.")
    ends_on = models.DateField(null=True, blank=True, help_text="Last day of the right; empty: open.")
    # How it is shown
    channel = models.CharField(max_length=80, blank=True)
    platform = models.CharField(max_length=6, choices=Platform, default=Platform.TV)
    link = models.URLField(blank=True)
    timing = models.CharField(max_length=10, choices=Timing, default=Timing.LIVE)
    access = models.CharField(max_length=4, choices=Access, blank=True, default=Access.UNKNOWN)
    language = models.CharField(max_length=40, blank=True)
    is_exclusive = models.BooleanField(
        "exclusive", default=False, help_text="The ISU stream is blocked in the territory while it holds."
    )
    # How we know
    source = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True)
    checked_on = models.DateField(null=True, blank=True, help_text="When somebody last made sure of it.")
    is_example = models.BooleanField("example", default=False, help_text="Invented for the demo; pages say so.")

    objects = ListingQuerySet.as_manager()

    class Meta:
        ordering = ["broadcaster", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(country__isnull=False, group__isnull=True) | Q(country__isnull=True, group__isnull=False),
                name="listing_one_territory",
                violation_error_message="A listing is for a country or for a group of countries.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="listing_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.broadcaster}: {self.territory}"

    def clean(self) -> None:
        if self.season and self.season.series_id != self.series_id:
            raise ValidationError({"season": "The season belongs to another series."})

    @property
    def territory(self) -> str:
        return str(self.country or self.group or "")

    @property
    def right(self) -> Right:
        """As the coverage engine wants it; only with what `ListingQuerySet.rights` annotates."""
        row: Any = self
        nocs = {self.country_id} if self.country_id else set(row.group_nocs) - set(row.except_nocs)
        held_in = row.except_held_in_names
        exceptions = [f"events held in {', '.join(in_text(name) for name in held_in)}"] if held_in else []
        exceptions += ["single events"] if row.except_event_keys else []
        return Right(
            key=self.pk,
            broadcaster=self.broadcaster.name,
            nocs=frozenset(nocs),
            series=self.series_id,
            season=self.season_id,
            events=frozenset(row.event_keys),
            except_events=frozenset(row.except_event_keys),
            except_held_in=frozenset(row.except_held_in_nocs),
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            timing=self.timing,
            is_exclusive=self.is_exclusive,
            is_example=self.is_example,
            scope=self.scope(row.event_keys),
            exceptions=f"except {' and '.join(exceptions)}" if exceptions else "",
            channel=self.channel,
            platform=self.get_platform_display(),
            link=self.link or self.broadcaster.website,
            access=self.get_access_display() if self.access else "",
            language=self.language,
            source=self.source,
            note=self.note,
            checked_on=self.checked_on,
        )

    def scope(self, events: Collection[int]) -> str:
        """What it covers in words."""
        if events:
            return "this event" if len(events) == 1 else "some events"
        return f"the season {self.season.name}" if self.season else "the series"


class Stream(models.Model):
    """The ISU's own stream of a season: free wherever no exclusive listing holds."""

    season = models.OneToOneField(Season, on_delete=models.CASCADE, related_name="stream")
    name = models.CharField(max_length=80, help_text="Skating ISU on YouTube")
    link = models.URLField()
    source = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True)
    checked_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.season}"

    @property
    def open(self) -> OpenStream:
        """As the coverage engine wants it."""
        return OpenStream(self.name, self.link, self.source, self.note, self.checked_on)
