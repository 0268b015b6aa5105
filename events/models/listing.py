import datetime
from collections.abc import Iterable
from functools import cache, partialmethod

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from events.coverage.ways import WAYS, in_order
from events.models.broadcast import Broadcaster, CountryGroup
from events.models.country import Country, name_in_text
from events.models.event import Event, title_of
from events.models.season import Season, Series
from events.naming.events import FINAL, in_text

CHECK_HOLDS = 180  # days after which a listing is due for a check
LINKS = ("link", "app_link", "programme_link")  # its fields that hold an address


class ListingQuerySet(models.QuerySet["Listing"]):
    def with_keys(self) -> "ListingQuerySet":
        """Annotated with the many-to-many fields as arrays of keys and names, see `_arrays`."""
        return self.annotate(**_arrays())

    def concerning(self, events: Iterable[Event]) -> "ListingQuerySet":
        """Listings that may be for one of the events, by series and season."""
        seasons = {event.season_id for event in events}
        series = {event.season.series_id for event in events}
        return self.filter(Q(season__isnull=True) | Q(season__in=seasons), series__in=series)

    def ending(self, on: datetime.date | None = None, within: int = 30) -> "ListingQuerySet":
        """Listings whose last day is `on` (today) or up to `within` days later, soonest first."""
        on = on or timezone.localdate()
        return self.filter(ends_on__range=(on, on + datetime.timedelta(days=within))).order_by("ends_on", "pk")

    def lasting(self, on: datetime.date | None = None) -> "ListingQuerySet":
        """Listings that are not over on that day (today), which may be their last."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on or timezone.localdate()))

    def expired(self, since: datetime.date, on: datetime.date | None = None) -> "ListingQuerySet":
        """Listings that are over on the day `on` (today) and whose last day was `since` or later, latest first."""
        return self.filter(ends_on__gte=since, ends_on__lt=on or timezone.localdate()).order_by("-ends_on", "pk")

    def unchecked(self, on: datetime.date | None = None, within: int = CHECK_HOLDS) -> "ListingQuerySet":
        """Listings not checked within so many days: first those never checked, then the longest unchecked."""
        before = (on or timezone.localdate()) - datetime.timedelta(days=within)
        never_or_before = Q(checked_on__isnull=True) | Q(checked_on__lt=before)
        return self.filter(never_or_before).order_by(F("checked_on").asc(nulls_first=True), "pk")

    def in_country(self, country: Country) -> "ListingQuerySet":
        """Listings that name the country, or a group that it belongs to, and those that exclude it.

        Of a territory, also those of the country whose answer it has.
        """
        codes = [code for code in (country.pk, country.follows_id) if code]
        groups = CountryGroup.countries.through.objects.filter(country__in=codes).values("countrygroup")
        excluding = Listing.except_countries.through.objects.filter(country__in=codes).values("listing")
        return self.filter(Q(country__in=codes) | Q(group__in=groups) | Q(pk__in=excluding))


@cache  # as in `links.is_dead`; whoever takes it changes nothing in it
def _arrays() -> dict[str, ArraySubquery]:
    """A listing's many-to-many fields as arrays of NOC codes, keys and names, computed in the listing's own row."""

    def keys(field: str, column: str) -> ArraySubquery:
        through = getattr(Listing, field).through
        return ArraySubquery(through.objects.filter(listing=OuterRef("pk")).order_by(column).values(column))

    def titles(field: str) -> ArraySubquery:
        title = title_of("event__", final=in_text(FINAL))
        events = getattr(Listing, field).through.objects.filter(listing=OuterRef("pk")).annotate(title=title)
        return ArraySubquery(events.order_by("event__start_date", "event__number", "event").values("title"))

    members = CountryGroup.countries.through.objects.filter(countrygroup=OuterRef("group"))
    names = Listing.except_held_in.through.objects.filter(listing=OuterRef("pk")).order_by("country__name")
    return {
        "group_nocs": ArraySubquery(members.order_by("country").values("country")),
        "except_nocs": keys("except_countries", "country"),
        "event_keys": keys("events", "event"),
        "event_titles": titles("events"),
        "except_event_keys": keys("except_events", "event"),
        "except_event_titles": titles("except_events"),
        "except_held_in_nocs": keys("except_held_in", "country"),
        "except_held_in_names": ArraySubquery(names.values(in_text=name_in_text("country"))),
    }


def _best_way_first() -> Q:
    """`timing` is the best of its ways, and `also` has those that come after it."""
    found = Q()
    for number, way in enumerate(WAYS, 1):
        found |= Q(timing=way, also__contained_by=list(WAYS[number:]))
    return found


class Listing(models.Model):
    """One broadcaster's right to show something in a territory."""

    class Timing(models.TextChoices):
        """The best for a fan first, as in `events.coverage.ways`."""

        LIVE = "live", "Live"
        DELAYED = "delayed", "Delayed"
        ON_DEMAND = "on demand", "On demand"
        HIGHLIGHTS = "highlights", "Highlights"

    class Competitors(models.TextChoices):
        EVERYBODY = "", "Men’s and women’s races"
        WOMEN = "women", "Women’s races only"
        MEN = "men", "Men’s races only"

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
    part = models.CharField(
        "part of the country",
        max_length=80,
        blank=True,
        help_text="In words, where it isn’t all of it: German-speaking part.",
    )
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
    competitors = models.CharField(max_length=5, choices=Competitors, blank=True, default=Competitors.EVERYBODY)
    only_sessions = models.BooleanField(
        "only the ticked sessions",
        default=False,
        help_text="Sessions that aren’t ticked are left out, also those that the programme gets later.",
    )
    starts_on = models.DateField(null=True, blank=True, help_text="First day of the right; empty: open.")
    ends_on = models.DateField(null=True, blank=True, help_text="Last day of the right; empty: open.")
    # How it is shown
    channel = models.CharField(max_length=80, blank=True)
    platform = models.CharField(max_length=6, choices=Platform, default=Platform.TV)
    link = models.URLField(max_length=2_000, blank=True, help_text="Of the channel or its site.")
    app_link = models.URLField("link of the app", max_length=2_000, blank=True)
    programme_link = models.URLField("link of the programme page", max_length=2_000, blank=True)
    is_geo_blocked = models.BooleanField(
        "geo-blocked", default=False, help_text="Its stream plays inside the territory alone."
    )
    timing = models.CharField(max_length=10, choices=Timing, default=Timing.LIVE, help_text="The best way.")
    also = ArrayField(
        models.CharField(max_length=10, choices=Timing),
        verbose_name="also shown",
        default=list,
        blank=True,
        help_text="Further ways, each after the best one in their order.",
    )
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
                violation_error_code="country",
                violation_error_message="A listing is for a country or for a group of countries.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="listing_dates_in_order",
                violation_error_code="ends_on",
                violation_error_message="The last day is before the first.",
            ),
            models.CheckConstraint(condition=Q(platform__in=["tv", "stream", "both"]), name="listing_platform_known"),
            models.CheckConstraint(condition=_best_way_first(), name="listing_best_way_first"),
            models.CheckConstraint(condition=Q(competitors__in=["", "women", "men"]), name="listing_competitors_known"),
            models.CheckConstraint(
                condition=Q(part="") | Q(country__isnull=False),
                name="listing_part_of_a_country",
                violation_error_code="part",
                violation_error_message="Only a listing for a country can be for a part of it.",
            ),
            models.CheckConstraint(condition=Q(access__in=["", "free", "paid"]), name="listing_access_known"),
        ]

    def __str__(self) -> str:
        return f"{self.broadcaster}: {self.territory}"

    def get_absolute_url(self) -> str:
        """Where fans see it: the answers of its country, in its season, or of all countries for a group."""
        page = self.country.get_absolute_url() if self.country else reverse("events:where_to_watch")
        return f"{page}?season={self.season.slug}" if self.country and self.season else page

    def clean(self) -> None:
        if self.season and self.series_id and self.season.series_id != self.series_id:
            raise ValidationError({"season": "The season belongs to another series."})
        if self.checked_on and self.checked_on > timezone.localdate():
            raise ValidationError({"checked_on": "This date is in the future."})

    @property
    def territory(self) -> str:
        """Norway, or Switzerland, German-speaking part."""
        return ", ".join(filter(None, [str(self.country or self.group or ""), self.part]))

    @property
    def ways(self) -> list[str]:
        """The best first."""
        return [self.timing, *self.also]

    @ways.setter
    def ways(self, ways: Iterable[str]) -> None:
        self.timing, *self.also = in_order(ways)


# Django offers no way to declare on_delete for the automatic through tables. A listing that lost its events would be
# for its whole season, so an event that a listing names can't be deleted.
for named, word in ((Listing.events, "is for"), (Listing.except_events, "excepts")):
    named.through._meta.get_field("event").remote_field.on_delete = models.PROTECT
    named.through.__str__ = partialmethod(  # type: ignore[assignment]
        lambda row, word: f"{row.listing} (listing {row.listing_id}) {word} {row.event}", word
    )


class ListingsRevision(models.Model):
    """When listings, or anything else that decides answers, last changed; set by triggers (migration 0009).

    One row. It makes calendars with broadcasters show programs that their entries have changed.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="listings_revision_is_one")]

    def __str__(self) -> str:
        return f"{self.changed_at:%Y-%m-%d %H:%M:%S}"

    @classmethod
    def moment(cls) -> datetime.datetime | None:
        """None if there has never been a listing."""
        return cls.objects.values_list("changed_at", flat=True).first()
