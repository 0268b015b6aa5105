"""Moments as pages print them, each with the clocks by which it is given. Pure."""

import datetime
import zoneinfo
from dataclasses import dataclass, field

from events.time.dates import short_date


@dataclass(frozen=True)
class Clocks:
    """The clocks at a venue: its time zone, and the city that pages name beside a time."""

    zone: zoneinfo.ZoneInfo
    place: str

    def moment(self, at: datetime.datetime, beside: datetime.date | None = None) -> "Moment":
        """The moment by these clocks, with its date if that is not `beside`, a day that the page already prints."""
        is_dated = beside is not None and at.astimezone(self.zone).date() != beside
        return Moment(at.astimezone(datetime.UTC), self, is_dated)


@dataclass(frozen=True)
class Moment:
    """A moment (UTC) with the clocks by which it is given: all that a partial needs to print it.

    Two are equal if the moment and the clocks are the same, whether or not the date is printed.
    """

    at: datetime.datetime
    clocks: Clocks
    is_dated: bool = field(default=False, compare=False)  # print the date too

    @property
    def local(self) -> datetime.datetime:
        return self.at.astimezone(self.clocks.zone)

    @property
    def words(self) -> str:
        """Fri 19:30, or with its date Fri 21 Nov 19:30."""
        local = self.local
        return f"{short_date(local)} {local:%H:%M}" if self.is_dated else f"{local:%a %H:%M}"

    @property
    def clock(self) -> str:
        """19:30."""
        return f"{self.local:%H:%M}"

    @property
    def utc(self) -> str:
        """In ISO 8601, for scripts: 2025-11-21T18:30Z."""
        return f"{self.at:%Y-%m-%dT%H:%MZ}"

    @property
    def zone(self) -> str:
        """Its IANA name."""
        return self.clocks.zone.key

    @property
    def place(self) -> str:
        return self.clocks.place

    def __str__(self) -> str:
        return f"{self.words} in {self.place}"
