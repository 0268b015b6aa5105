"""Times of the sport: kept as whole hundredths of a second, so that nothing is ever rounded."""

import re

# As timekeepers print times, and our own files have them
_PRINTED = re.compile(r"(?:\d{1,2}:(?=\d\d\.))?\d{1,2}\.\d\d(?:\d|\(\d\))?", re.ASCII)
_TYPED = re.compile(
    r"(?:0{1,2}:(?=\d{1,2}:))?(?:(?P<minutes>\d{1,2})[:.'’′]\s?(?=\d\d[.,\"”″]))?(?P<seconds>\d{1,2})[.,\"”″]"
    r"(?P<decimals>\d{1,6})(?:\((?P<digit>\d)\))?",
    re.ASCII,
)


def read_time(text: str, *, as_printed: bool = False) -> tuple[int, int | None]:
    """Hundredths of a second, and the thousandth digit where there is a third decimal.

    >>> read_time("1:44.89")
    (10489, None)
    >>> read_time("34.708"), read_time("34,70(8)")
    ((3470, 8), (3470, 8))

    Read as people write it: 37,20 · 37.3 · 1.15,60 · 1:15.6 · 1'15"60 · 37.34(3) · 00:01:15,60, as spreadsheets do. On
    a sheet `as_printed` anything but 1:15.60, 34.708 and 34.70(8) is a word read wrongly, in a file of ours a slip.

    Raises ValueError, with what would be right.
    """
    match = _TYPED.fullmatch(text.strip())
    if as_printed and not _PRINTED.fullmatch(text.strip()):
        raise ValueError(f"“{text}” is not a time such as 36.48 or 1:15.60.")
    if not match:
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


def exact(text: str) -> tuple[int, int] | None:
    """By which times are compared, to the thousandth; None for what is no time."""
    try:
        hundredths, thousandth = read_time(text)
    except ValueError:
        return None
    return hundredths, thousandth or 0


def time_text(hundredths: int, thousandth: int | None = None) -> str:
    """36.48, 1:15.60, 13:05.03; with a thousandth 1:07.01(2)."""
    minutes, rest = divmod(hundredths, 6000)
    seconds, hundredths = divmod(rest, 100)
    text = f"{minutes}:{seconds:02}.{hundredths:02}" if minutes else f"{seconds}.{hundredths:02}"
    return text if thousandth is None else f"{text}({thousandth})"
