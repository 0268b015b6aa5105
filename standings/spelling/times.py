"""Times of the sport: kept as whole hundredths of a second, so that nothing is ever rounded."""

import re

_TIME = re.compile(r"(?:(?P<minutes>\d{1,2}):(?=\d\d\.))?(?P<seconds>\d{1,2})\.(?P<hundredths>\d\d)(?P<thousandth>\d)?")


def parse_time(text: str) -> tuple[int, int | None]:
    """Hundredths of a second, and the thousandth digit where the text has a third decimal.

    >>> parse_time("1:44.89")
    (10489, None)
    >>> parse_time("34.708")
    (3470, 8)

    Raises ValueError for anything else than [m:]ss.hh[t] with seconds below 60.
    """
    match = _TIME.fullmatch(text.strip())
    if not match or int(match["seconds"]) > 59:
        raise ValueError(f"{text!r} is not a time such as 36.48 or 1:15.60")
    minutes, seconds, hundredths = int(match["minutes"] or 0), int(match["seconds"]), int(match["hundredths"])
    return (minutes * 60 + seconds) * 100 + hundredths, int(match["thousandth"]) if match["thousandth"] else None


def time_text(hundredths: int) -> str:
    """36.48, 1:15.60, 13:05.03."""
    minutes, rest = divmod(hundredths, 6000)
    seconds, hundredths = divmod(rest, 100)
    return f"{minutes}:{seconds:02}.{hundredths:02}" if minutes else f"{seconds}.{hundredths:02}"
