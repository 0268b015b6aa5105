"""Moments as pages print them: each knows whose clocks show it. Pure."""

import datetime
import zoneinfo
from dataclasses import dataclass, field

from events.time.dates import short_date


@dataclass(frozen=True)
class Clocks:
    """Those of a venue: its zone, and the city that pages name beside a time."""

    zone: zoneinfo.ZoneInfo
    place: str

    def moment(self, at: datetime.datetime, beside: datetime.date | None = None) -> "Moment":
        """For a page that says the day already: the date is printed only where it is another day here."""
        is_dated = beside is not None and at.astimezone(self.zone).date() != beside
        return Moment(at.astimezone(datetime.UTC), self, is_dated)


@dataclass(frozen=True)
class Moment:
    """A moment (UTC) with the clocks that it is told by: all that a partial needs to print it.

    Two are equal that are the same moment of the same clocks, however much of it is printed.
    """

    at: datetime.datetime
    clocks: Clocks
    is_dated: bool = field(default=False, compare=False)  # print the date too: nothing beside it says the day

    @property
    def local(self) -> datetime.datetime:
        return self.at.astimezone(self.clocks.zone)

    @property
    def words(self) -> str:
        """Fri 19:30, or Fri 21 Nov 19:30: always with its weekday."""
        local = self.local
        return f"{short_date(local)} {local:%H:%M}" if self.is_dated else f"{local:%a %H:%M}"

    @property
    def clock(self) -> str:
        """19:30."""
        return f"{self.local:%H:%M}"

    @property
    def utc(self) -> str:
        """As scripts read it: 2025-11-21T18:30Z."""
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
