"""Turns the clock times of a time zone into moments, and refuses those that are skipped or ambiguous. Pure."""

import datetime
import zoneinfo

from events.time.dates import long_date


class SkippedTimeError(ValueError):
    """The clock time is skipped on that day, as clocks are put forward."""


class RepeatedTimeError(ValueError):
    """The clock time occurs twice on that day, as clocks are put back: at `first` and `second`, both in UTC."""

    def __init__(self, message: str, first: datetime.datetime, second: datetime.datetime) -> None:
        super().__init__(message)
        self.first = first
        self.second = second


def moments(day: datetime.date, time: datetime.time, zone: zoneinfo.ZoneInfo) -> list[datetime.datetime]:
    """The moments, in UTC and in order, at which clocks in the zone show this time on this day: none, one or two.

    For an aware time, only the moment with its UTC offset.
    """
    naive = datetime.datetime.combine(day, time.replace(fold=0, tzinfo=None))
    both = [naive.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
    found = {at.astimezone(datetime.UTC) for at in both if time.utcoffset() in {None, at.utcoffset()}}
    return sorted(at for at in found if at.astimezone(zone).replace(tzinfo=None, fold=0) == naive)


def moment(day: datetime.date, time: datetime.time, zone: zoneinfo.ZoneInfo) -> datetime.datetime:
    """The one moment, in UTC, at which clocks in the zone show this time on this day.

    Raises SkippedTimeError for a time that they never show, RepeatedTimeError for one that they show twice unless its
    UTC offset says which is meant, and ValueError for an offset that the zone does not have then.
    """
    match moments(day, time, zone):
        case []:
            if there := moments(day, time.replace(tzinfo=None), zone):
                offsets = " or ".join(offset_words(at, zone) for at in there)
                raise ValueError(f"Clocks in {zone.key} are at {offsets} at {time:%H:%M} on {long_date(day)}.")
            raise SkippedTimeError(
                f"Clocks in {zone.key} are put forward on {long_date(day)} and never show {time:%H:%M}."
            )
        case [first, second]:
            raise RepeatedTimeError(
                f"Clocks in {zone.key} are put back on {long_date(day)} and show {time:%H:%M} twice: "
                f"{_offset(first, zone)} and {_offset(second, zone)}.",
                first,
                second,
            )
        case [at]:
            return at
    raise AssertionError("A clock shows a time at most twice a day.")


def elsewhere(at: datetime.datetime, here: zoneinfo.ZoneInfo, there: zoneinfo.ZoneInfo) -> datetime.datetime:
    """The moment at which clocks in `there` show the day and time that clocks in `here` show at `at`.

    Raises what `moment` raises.
    """
    local = at.astimezone(here)
    return moment(local.date(), local.time(), there)


def beginning(day: datetime.date, zone: zoneinfo.ZoneInfo) -> datetime.datetime:
    """The moment, in UTC, at which the day begins in the zone, also where clocks change at its midnight."""
    # If midnight is skipped, this is the moment of the change; if it occurs twice, the first
    return datetime.datetime.combine(day, datetime.time(), zone).astimezone(datetime.UTC)


def is_repeated(at: datetime.datetime, zone: zoneinfo.ZoneInfo) -> bool:
    """Whether clocks in the zone show this moment's time twice on its day."""
    local = at.astimezone(zone)
    return len(moments(local.date(), local.time(), zone)) == 2


def offset_words(at: datetime.datetime, zone: zoneinfo.ZoneInfo) -> str:
    """The zone's UTC offset at this moment: `UTC+02:00`."""
    text = at.astimezone(zone).strftime("%z")
    return f"UTC{text[:3]}:{text[3:5]}"


def _offset(at: datetime.datetime, zone: zoneinfo.ZoneInfo) -> str:
    return f"{offset_words(at, zone)} ({at:%H:%M} UTC)"
