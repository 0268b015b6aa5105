"""What a single cell may be, by its looks: a time, a number, a country, a lane. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from events.naming.countries import CountryNames
from standings.spelling.marks import lane_of, status_of
from standings.spelling.times import exact

CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?")
NUMBER = re.compile(r"#?(\d{1,4})[.)°]?")
GAP = re.compile(r"\+\s?[\d:.,]+")
CODES = re.compile(r"(?:[A-Z]{1,3}\d{0,2}[ ,;]?){1,4}")


@dataclass(frozen=True)
class Countries:
    """What counts as a country: NOC codes, and all their names."""

    codes: Collection[str] = frozenset()
    names: CountryNames = field(default_factory=lambda: CountryNames(()))

    def noc(self, text: str) -> str:
        """The code of a country by its code or name; "" for none."""
        code = text.strip().strip("()").upper()
        return code if code in self.codes else self.names.noc(text)


def number_of(text: str) -> int | None:
    """A whole number of at most four digits, also as 7., #7 or 7°."""
    found = NUMBER.fullmatch(text.strip())
    return int(found[1]) if found and found[1].isascii() else None


def is_time(text: str) -> bool:
    """Whether it is a time of a race with decimals: 37.20, 1:15,60."""
    return number_of(text) is None and exact(text) is not None


def is_clock(text: str) -> bool:
    """Whether it may be a time of day: 14:36, also as 14.36."""
    return bool(CLOCK.fullmatch(text.strip().replace(".", ":")))


def kind_of(text: str, countries: Countries) -> str:
    """time, gap, number, clock, status, lane, country, name, or "" for an empty cell."""
    text = text.strip()
    if not text or text in {"-", "–", "—"}:
        return ""
    if GAP.fullmatch(text):
        return "gap"
    if number_of(text) is not None:
        return "number"
    if is_time(text):
        return "time"
    if CLOCK.fullmatch(text):
        return "clock"
    if status_of(text):
        return "status"
    if lane_of(text):
        return "lane"
    if countries.noc(text):
        return "country"
    return "name" if sum(letter.isalpha() for letter in text) >= 2 else "other"
