from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from events import coverage
from events.models.country import Country
from events.models.season import Season
from events.models.venue import validate_time_zone
from events.naming.places import Meanings


class CountryGroupQuerySet(models.QuerySet["CountryGroup"]):
    def meanings(self) -> Meanings:
        """Which places words mean, among these groups and all countries and territories of today. Two queries."""
        return Country.objects.all().meanings(dict(self.values_list("name", "pk")))


class CountryGroup(models.Model):
    """A territory of several countries for which rights are sold together, under its name in contracts."""

    name = models.CharField(max_length=60, unique=True)
    countries = models.ManyToManyField(Country, related_name="groups")

    objects = CountryGroupQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Broadcaster(models.Model):
    """A company or platform that shows races."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    website = models.URLField(max_length=2_000, blank=True)
    time_zone = models.CharField(
        max_length=40,
        blank=True,
        validators=[validate_time_zone],
        help_text="IANA name, such as Europe/Berlin, in which it writes its times: listings take them as they are. "
        "Empty: the venue’s.",
    )
    is_example = models.BooleanField(
        "example", default=False, help_text="Invented for the demo; pages mark its listings as examples."
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Stream(models.Model):
    """The ISU's own stream of a season, free wherever no broadcaster holds exclusive rights."""

    season = models.OneToOneField(Season, on_delete=models.CASCADE, related_name="stream")
    name = models.CharField(max_length=80, help_text="Skating ISU on YouTube")
    link = models.URLField(max_length=2_000)
    source = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True)
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "ISU stream"
        ordering = ["-season__start_year"]

    def __str__(self) -> str:
        return f"{self.name} {self.season}"

    def get_absolute_url(self) -> str:
        """Where fans see it: the answers of all countries."""
        return reverse("events:where_to_watch")

    def clean(self) -> None:
        if self.checked_on and self.checked_on > timezone.localdate():
            raise ValidationError({"checked_on": "This date is in the future."})

    def facts(self, is_dead: bool) -> coverage.Stream:
        """What `events.coverage` needs to know of it. A dead link is left out."""
        return coverage.Stream(self.name, "" if is_dead else self.link, self.source, self.note, self.checked_on)
