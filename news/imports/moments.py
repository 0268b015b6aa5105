"""When a story of an archive was published."""

import datetime
import re

from django.utils import timezone

NOON = datetime.time(12)


def published_at(said: str) -> datetime.datetime:
    """The moment in 2022-11-13, at noon in UTC, or in 2022-11-13T18:30:00+01:00. Raises ValueError, in words."""
    text = said.strip()
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            moment = datetime.datetime.combine(datetime.date.fromisoformat(text), NOON, datetime.UTC)
        else:
            moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{said!r} is no date such as 2022-11-13.") from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    if moment > timezone.now():
        raise ValueError(f"{said} has not come yet: what was published has a date of the past.")
    if moment.year < 1900:
        raise ValueError(f"{said!r} is no date of a story.")
    return moment


def said_of_day(day: datetime.date | None) -> str:
    """As `published_at` reads it; empty for a day that is not over, since its story is news."""
    return day.isoformat() if day and day < timezone.now().date() else ""
