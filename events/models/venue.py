import datetime
import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models

from events.models.country import Country
from events.time import clocks, zones
from events.time.moments import Clocks


def validate_time_zone(name: str) -> None:
    """Refuse all but IANA zones such as Europe/Oslo: fixed offsets and abbreviations don't follow summer time."""
    if name not in zones.known() or "/" not in name:
        raise ValidationError(f"{name} is not an IANA time zone such as Europe/Oslo.")


class Venue(models.Model):
    """An ice oval, with its city and time zone."""

    name = models.CharField(max_length=80)
    slug = models.SlugField(unique=True)
    city = models.CharField(max_length=60)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="venues")
    time_zone = models.CharField(max_length=40, validators=[validate_time_zone], help_text="IANA name: Europe/Oslo.")

    programmes_follow = False  # set by whoever changes the zone and adapts the programmes here to it

    class Meta:
        ordering = ["city", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "city"],
                name="venue_once_in_city",
                violation_error_code="name",
                violation_error_message="The city has a venue of this name already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.city}"

    def clean(self) -> None:
        """Refuse a zone in which a session would start on another day than its date."""
        if self.programmes_follow or not self.pk or self.time_zone not in zones.known():
            return
        for date, starts_at in self.events.values_list("sessions__date", "sessions__starts_at"):
            if starts_at and starts_at.astimezone(self.zone).date() != date:
                start = f"{starts_at:%Y-%m-%d %H:%M} UTC"
                raise ValidationError({"time_zone": f"In this zone the session of {start} would not be on {date}."})

    @property
    def dateline(self) -> str:
        """As a story from there begins: Hamar, Norway."""
        return f"{self.city}, {self.country.name}"

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def clocks(self) -> Clocks:
        return Clocks(self.zone, self.city)

    def at(self, day: datetime.date, time: datetime.time) -> datetime.datetime:
        """The moment, in UTC, of a clock time at the venue. Raises what `clocks.moment` raises."""
        return clocks.moment(day, time, self.zone)
