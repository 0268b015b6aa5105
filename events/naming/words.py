"""Reads what people and official sheets write for the parts of a race's name into the values that are stored.

Each reader takes a cell or a part of a title, and raises ValueError, worded for staff, for a text it does not know.
"""

import re
from collections.abc import Mapping

from events.naming.choices import Category, Distance, Division, Phase
from isuwc.files.tables.tabular import whole

MAX_NUMBER = 999  # of an event, session or race, and an ordinal; beyond it is a typing error
LONGEST_SHOWN = 40  # characters of a cell that an error repeats


def key(text: str) -> str:
    """Its letters and digits alone, so that "Semi-final 1", "semi final 1" and "semi-final-1" are equal."""
    return re.sub(r"[^a-z0-9]", "", text.casefold())


CATEGORIES: Mapping[str, str] = {
    **dict.fromkeys(("women", "womens", "woman", "w", "ladies", "lady"), Category.WOMEN.value),
    **dict.fromkeys(("men", "mens", "man", "m"), Category.MEN.value),
    **dict.fromkeys(("mixed", "mix", "x"), Category.MIXED.value),
}
DISTANCES: Mapping[str, str] = {
    **{key(each.value): each.value for each in Distance},
    **{f"{each.value}{unit}": each.value for each in Distance for unit in ("m", "meters", "metres")},
    "ms": Distance.MASS_START.value,
    "tp": Distance.TEAM_PURSUIT.value,
    "ts": Distance.TEAM_SPRINT.value,
    "mr": Distance.MIXED_RELAY.value,
    "mixedgenderrelay": Distance.MIXED_RELAY.value,
}
DIVISIONS: Mapping[str, str] = {
    "": "",
    **{f"{word}{letter.lower()}": letter for letter in Division.values for word in ("", "div", "division")},
}
PHASES: Mapping[str, str] = {
    **{key(written): each.value for each in Phase for written in (each.value, each.label)},
    "sf1": Phase.SEMI_FINAL_1.value,
    "sf2": Phase.SEMI_FINAL_2.value,
    "f": Phase.FINAL.value,
}


def category(text: str) -> str:
    return _meant(text, CATEGORIES, "women, men or mixed")


def distance(text: str) -> str:
    return _meant(text, DISTANCES, "a distance, such as 500m or Mass Start")


def division(text: str) -> str:
    return _meant(text, DIVISIONS, "A, B or empty")


def phase(text: str) -> str:
    return _meant(text, PHASES, "Semi-final 1, Semi-final 2, Final or empty")


def ordinal(text: str) -> int | None:
    """1 for "1" or "1st"; None for an empty text."""
    found = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)", text, re.ASCII | re.IGNORECASE)
    return whole(found[1] if found else text, 1, MAX_NUMBER) if text else None


def nth(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in {11, 12, 13} else ending}"


def _meant(text: str, words: Mapping[str, str], what: str) -> str:
    found = words.get(key(text))
    if found is None:
        shown = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
        raise ValueError(f"{shown!r} is not {what}" if text else f"empty: {what}")
    return found
