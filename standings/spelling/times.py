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
    if (
        not match or int(match["seconds"]) > 59 or not text.translate(_SIGNS).isascii()
    ):  # digits of other scripts are digits, too
        raise ValueError(f"{text!r} is not a time such as 36.48 or 1:15.60")
    minutes, seconds, hundredths = int(match["minutes"] or 0), int(match["seconds"]), int(match["hundredths"])
    return (minutes * 60 + seconds) * 100 + hundredths, int(match["thousandth"]) if match["thousandth"] else None


_TYPED = re.compile(
    r"(?:0{1,2}:(?=\d{1,2}:))?(?:(?P<minutes>\d{1,2})[:.'’′]\s?(?=\d\d[.,\"”″]))?(?P<seconds>\d{1,2})[.,\"”″]"
    r"(?P<decimals>\d{1,6})(?:\((?P<digit>\d)\))?"
)

_SIGNS = str.maketrans(dict.fromkeys("’′”″"))


def read_time(text: str) -> tuple[int, int | None]:
    """The same of a time as people write it: 37,20 · 37.3 · 1.15,60 · 1:15.6 · 1'15"60 · 37.34(3) · 00:01:15,60.

    Raises ValueError, with what would be right.
    """
    match = _TYPED.fullmatch(text.strip())
    if not match or (not match[0].isascii() and not any(sign in match[0] for sign in "’′”″")):
        raise ValueError(f"“{text}” is not a time such as 36.48, 36,48 or 1:15.60.")
    minutes, seconds = int(match["minutes"] or 0), int(match["seconds"])
    decimals, digit = match["decimals"], match["digit"]
    if len(decimals) > 3:  # as spreadsheets store times, to the millionth
        decimals = decimals.rstrip("0").ljust(2, "0")
        if len(decimals) > 3:
            raise ValueError(f"“{text}” has more than three decimals.")
    if digit and len(decimals) != 2:
        raise ValueError(f"“{text}”: a thousandth in brackets follows two decimals, as in 37.34(3).")
    hundredths, thousandth = int(decimals[:2].ljust(2, "0")), digit or decimals[2:]
    if seconds > 59:
        right = time_text((minutes * 60 + seconds) * 100 + hundredths)
        raise ValueError(f"“{text}” has more than 59 seconds: write {right}.")
    return (minutes * 60 + seconds) * 100 + hundredths, int(thousandth) if thousandth else None


def time_text(hundredths: int) -> str:
    """36.48, 1:15.60, 13:05.03."""
    minutes, rest = divmod(hundredths, 6000)
    seconds, hundredths = divmod(rest, 100)
    return f"{minutes}:{seconds:02}.{hundredths:02}" if minutes else f"{seconds}.{hundredths:02}"
