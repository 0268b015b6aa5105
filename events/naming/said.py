"""Finds the countries, seasons and events that people mean in a cell of a table of theirs. Pure.

Raises ValueError, in words that say what would be right.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from events.naming.events import event_title
from events.naming.places import Meanings
from events.naming.seasons import name_of_slug, slug_of_years
from events.naming.territories import Territory, read_territories, whole_countries
from isuwc.text.slugs import fold

_LONGEST = 1_000  # characters of a cell with many events
_BETWEEN_EVENTS = re.compile(r"[,;&+\n]|\b(?:and|und|et|en|og|och|sowie|plus)\b")
_SEASON = re.compile(r"\b(\d{4}|\d\d) ?[-/–] ?(\d{4}|\d\d)\b")
_OURS = re.compile(r"(?:\d{4}-\d\d/)?\d{1,3}")
_PREFIX = re.compile(
    r"(?:isu )?(?:world cups?|weltcups?|wcs?|coupes? du monde|cdm|wereldbekers?|coppa del mondo|copa del mundo"
    r"|verdenscup|varldscup|maailmancup|puchar swiata|events?|legs?|stages?|etappen?|etapes?|stations?|no|nr|#)"
    r"(?: ?speed skating)?[ .:#]{0,3}"
)
_NUMBERS = re.compile(r"(\d{1,3})(?: ?(?:-|–|to|bis|au|tot|al|til|till) ?(?:wc ?|world cup )?(\d{1,3}))?(?!\d)")
_ALL = frozenset(
    ("all", "all events", "alle", "tous", "toutes", "tutti", "todos", "whole season", "every event", "full season")
)
_FINALS = frozenset(("final", "finale", "finals", "world cup final", "weltcupfinale"))


@dataclass(frozen=True)
class EventSaid:
    """An event and what it may be called."""

    season: str  # slug
    number: int
    is_final: bool
    names: tuple[str, ...]  # city, venue …, folded

    @property
    def title(self) -> str:
        return f"{event_title(self.number, self.is_final)} {name_of_slug(self.season)}"


@dataclass(frozen=True)
class Said:
    """What may be meant. Every code on record is taken; names and ISO codes are those of today's countries."""

    places: Meanings
    seasons: Collection[str]  # slugs
    events: Sequence[EventSaid]

    def country(self, text: str) -> str:
        """The NOC code of the one country; a text as short as a code may be one that is not known here."""
        places = self.places.with_codes_of_the_past
        return text.upper() if len(text) <= 3 and not places.meant(text) else places.one(text)

    def countries(self, text: str) -> tuple[str, ...]:
        """The NOC codes of whole countries."""
        return whole_countries(text, self.places.with_codes_of_the_past)

    def territories(self, text: str) -> tuple[Territory, ...]:
        """Countries, parts of countries and groups, in their order: Holland, Belgium and the Nordics."""
        return read_territories(text, self.places.with_codes_of_the_past).all()

    def season(self, text: str) -> str:
        """2025-26 for 2025/26, 2025/2026, 25/26, Season 2025-26."""
        found = _SEASON.search(text) if len(text) <= 60 else None
        if found:
            first = found[1] if len(found[1]) == 4 else f"20{found[1]}"
            slug = slug_of_years(first, found[2])
            if slug in self.seasons:
                return slug
        known = ", ".join(name_of_slug(slug) for slug in sorted(self.seasons, reverse=True)[:4])
        raise ValueError(f"{_shown(text)} is not a season that is here, such as {known or '2025/26'}")

    def events_in(self, text: str, season: str) -> str:
        """Numbers as our own layout has them, for World Cup 2, WC2, Calgary, WC 2-4, Final; empty for all events.

        `season` is the row's, "" where it has none.
        """
        words = fold(text) if len(text) <= _LONGEST else ""
        if all(_OURS.fullmatch(word) for word in text.replace(",", " ").split()):
            return text
        if words in _ALL:
            return ""
        found: dict[tuple[str, int], None] = {}
        for part in filter(None, (each.strip(" .") for each in _BETWEEN_EVENTS.split(words))):
            found |= dict.fromkeys((each.season, each.number) for each in self._events(part, season, text))
        return " ".join(str(number) if of == season else f"{of}/{number}" for of, number in sorted(found))

    def event(self, text: str, season: str) -> EventSaid:
        """The one event."""
        found = list(dict.fromkeys(self._events(fold(text), season, text))) if len(text) <= 80 else []
        if len(found) != 1:
            raise ValueError(
                f"{_shown(text)} is {len(found) or 'no'} event{'s' if found else ''}: give the number of one"
            )
        return found[0]

    def _events(self, words: str, season: str, text: str) -> list[EventSaid]:
        own = [each for each in self.events if not season or each.season == season]
        rest = _PREFIX.sub("", words, count=1).strip() if _PREFIX.match(words) else words
        if rest in _FINALS or words in _FINALS:
            return self._one([each for each in own if each.is_final], text)
        if (numbers := _NUMBERS.match(rest)) and not (
            len(rest) > 3 and rest[:4].isdecimal()
        ):  # 2025 is no number of an event
            return self._numbered(numbers, rest, own, text)
        named = [each for each in own if any(name and (name == rest or _is_in(name, rest)) for name in each.names)]
        return self._one(named, text)

    def _numbered(self, numbers: re.Match[str], rest: str, own: Sequence[EventSaid], text: str) -> list[EventSaid]:
        first, last = int(numbers[1]), int(numbers[2] or numbers[1])
        if first > last or last - first > 20:
            raise ValueError(f"{_shown(text)} is no span of events such as World Cup 2-4")
        found = [event for number in range(first, last + 1) for event in self._one_number(number, own, text)]
        place = rest[numbers.end() :].strip(" -–:,.()")
        if place and not any(_is_in(name, place) or name == place for event in found for name in event.names):
            held = ", ".join(f"{event.title} ({event.names[0]})" for event in found if event.names)
            raise ValueError(f"{_shown(text)} does not fit: it would be {held}")
        return found

    def _one_number(self, number: int, own: Sequence[EventSaid], text: str) -> list[EventSaid]:
        found = [event for event in own if event.number == number]
        if not found:
            there = ", ".join(str(event.number) for event in own) if len({event.season for event in own}) == 1 else ""
            raise ValueError(
                f"{_shown(text)}: there is no World Cup {number}"
                + (f", only {there}" if there else ", or say the season")
            )
        return self._one(found, text)

    def _one(self, found: Sequence[EventSaid], text: str) -> list[EventSaid]:
        if not found:
            raise ValueError(f"{_shown(text)} is no event: give a number, such as World Cup 2, or the city")
        if len(found) > 1:
            seasons = {event.season for event in found}
            what = "say the season" if len(seasons) == len(found) else "give its number"
            raise ValueError(f"{_shown(text)} may be {', '.join(event.title for event in found[:4])}: {what}")
        return list(found)


def _is_in(name: str, words: str) -> bool:
    return bool(name) and f" {_plain(name)} " in f" {_plain(words)} "


def _plain(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text).split())


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:40]}…")
