"""How far away a moment is, in words. Pure."""

import datetime

from django.utils.dateformat import format as written


def until(at: datetime.datetime, now: datetime.datetime) -> str:
    """in 2 days 3 hours; in 1 hour 5 minutes; in less than a minute; now, once it has come."""
    if at <= now:
        return "now"
    minutes = int((at - now).total_seconds() // 60)
    days, hours = minutes // 1440, minutes % 1440 // 60
    parts = [(days, "day"), (hours, "hour"), (0 if days else minutes % 60, "minute")]
    words = [_counted(count, unit) for count, unit in parts if count]
    return f"in {' '.join(words)}" if words else "in less than a minute"


def ago(at: datetime.datetime, now: datetime.datetime) -> str:
    """just now; 5 minutes ago; 3 hours ago; yesterday, 18:30 UTC; on 14 November 2025."""
    minutes = int((now - at).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{_counted(minutes, 'minute')} ago"
    if minutes < 1440:
        return f"{_counted(minutes // 60, 'hour')} ago"
    day = at.astimezone(datetime.UTC)
    if day.date() == now.astimezone(datetime.UTC).date() - datetime.timedelta(days=1):
        return f"yesterday, {day:%H:%M} UTC"
    return f"on {written(day, 'j F Y')}"


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}{'' if count == 1 else 's'}"
