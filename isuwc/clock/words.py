"""A moment as people write it in an address or a setting: 2026-02-15T12:00Z. Pure."""

import datetime
import re

EARLIEST = datetime.datetime(1985, 7, 1, tzinfo=datetime.UTC)  # the first season of the World Cup
LATEST = datetime.datetime(2101, 7, 1, tzinfo=datetime.UTC)  # the last that the site knows
_DAY = r"(?P<day>\d{4}-\d{2}-\d{2})"
_TIME = r"(?P<time>\d{2}:\d{2}(:\d{2})?)"
_ZONE = r"(?P<zone>[Zz]|[ +-]\d{2}:?\d{2})?"  # an address turns its + into a space
_MOMENT = re.compile(rf"{_DAY}(?:[Tt ]{_TIME}{_ZONE})?", re.ASCII)


class NoMomentError(ValueError):
    """The text is no moment that the site can show; the message says what is."""


def moment_of(text: str) -> datetime.datetime:
    """The moment, in UTC. A day alone is its beginning, and without a zone the time is UTC. Raises NoMomentError."""
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        raise NoMomentError("A moment is written as a day and a time in UTC, such as 2026-02-15T12:00Z.")
    zone = (found["zone"] or "Z").upper().replace(" ", "+")
    try:
        moment = datetime.datetime.fromisoformat(f"{found['day']}T{found['time'] or '00:00'}{zone}")
    except ValueError as error:  # the 30th of February, 25 o'clock
        raise NoMomentError("There is no such day or time.") from error
    if not EARLIEST <= moment < LATEST:
        raise NoMomentError("The site can show moments from July 1985, when the World Cup began, to June 2101.")
    return moment.astimezone(datetime.UTC)


def in_address(moment: datetime.datetime) -> str:
    """The moment as it is written in an address and by programs: 2026-02-15T12:00:00Z."""
    return f"{moment.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"
