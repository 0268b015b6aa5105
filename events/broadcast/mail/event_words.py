"""Reads which events of a season are meant: World Cup 2 to 4; WC1, WC3 and the Final; 2-4; Calgary. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from isuwc.text.slugs import fold

LONGEST = 400  # characters that are read
SEPARATORS = re.compile(r"[,;&+\n]|\band\b")
NUMBER = r"(?:(?:world ?cups?|wc|event|no\.?) ?)?#?(\d{1,3})"
ONE = re.compile(NUMBER)
RANGE = re.compile(rf"{NUMBER} ?(?:-|to|until|till|through) ?{NUMBER}")
FINALS = frozenset({"final", "world cup final", "finals", "wc final"})


@dataclass(frozen=True)
class NamedEvent:
    key: int
    number: int
    city: str
    is_final: bool = False


def read_events(text: str, events: Sequence[NamedEvent]) -> list[int]:
    """The keys of the events that the text names, in the order of `events`, which are those of one season.

    Raises ValueError, worded for staff, for words that name none.
    """
    if len(text) > LONGEST:
        raise ValueError(f"{len(text)} characters, of which {LONGEST} are read.")
    found: set[int] = set()
    for words in SEPARATORS.split(fold(text).replace("–", "-").replace("—", "-")):
        if name := " ".join(words.split()).removeprefix("the "):
            found |= _named(name, events)
    return [event.key for event in events if event.key in found]


def _named(name: str, events: Sequence[NamedEvent]) -> set[int]:
    numbers = {event.number: event.key for event in events}
    if name in FINALS:
        meant = {event.key for event in events if event.is_final}
    elif span := RANGE.fullmatch(name):
        first, last = int(span[1]), int(span[2])
        if missing := [number for number in (first, last) if number not in numbers]:
            raise ValueError(f"The season has no World Cup {missing[0]}.")
        if last < first:
            raise ValueError(f"“{name}” ends before it begins.")
        meant = {key for number, key in numbers.items() if first <= number <= last}
    elif one := ONE.fullmatch(name):
        if int(one[1]) not in numbers:
            raise ValueError(f"The season has no World Cup {int(one[1])}.")
        meant = {numbers[int(one[1])]}
    else:
        meant = {event.key for event in events if fold(event.city) == name}
    if not meant:
        cities = ", ".join(dict.fromkeys(event.city for event in events))
        raise ValueError(
            f"“{name}” is not an event of the season: write World Cup 2 to 4, 2-4, Final or a city ({cities})."
        )
    return meant
