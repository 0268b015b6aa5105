"""How close the words that somebody asked for are to what something is called. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache

from rapidfuzz.distance import OSA

from isuwc.text.slugs import fold

WORD = re.compile(r"[^\W_]+")
SHORT = 3  # letters of a word in which no error is looked for
LONG = 6  # letters of a word that may have two


class Near(IntEnum):
    """The nearest first."""

    NAME = 0  # the words are the name, or another name of it
    WORDS = 1  # each is a word of the name
    BEGUN = 2  # each is a word of the name or begins one
    ABOUT = 3  # some are of the name, the others say what it is: Swings, Belgium
    PART = 4  # found by the database for another reason: a part of a name, a name in another language
    MISSPELT = 5  # as above, with typing errors
    TITLE = 6  # words of a story's title
    TEXT = 7  # words within a story


@dataclass(frozen=True)
class Called:
    """What something is called, first as pages print it, and what else is known of it that people may add."""

    names: tuple[str, ...]
    about: tuple[str, ...] = ()

    @cached_property
    def plain_names(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((name, plain(name)) for name in self.names)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word for _, words in self.plain_names for word in words)

    @cached_property
    def _line(self) -> str:
        return f" {' '.join(self.words)}"

    def has_begun(self, word: str) -> bool:
        """Whether a word of its names begins so. Quick, for going through many."""
        return f" {word}" in self._line


@dataclass(frozen=True)
class Nearness:
    """`why` is another name or a fact by which it was found; empty where its own name says enough."""

    near: Near
    why: str = ""


def words_of(text: str) -> tuple[str, ...]:
    """Its words in plain lower-case letters: O’Brien has two."""
    return tuple(WORD.findall(text.lower() if text.isascii() else fold(text)))


@lru_cache(maxsize=5_000)
def plain(name: str) -> tuple[str, ...]:
    """`words_of` a name, which search after search asks for."""
    return words_of(name)


def nearness(asked: Sequence[str], called: Called) -> Nearness | None:
    """None unless each of the plain words is found, and at least one of them in a name."""
    return _nearness(asked, called, begins) if any(map(called.has_begun, asked)) else None


def misspelt(asked: Sequence[str], called: Called) -> Nearness | None:
    """As `nearness`, where words may have typing errors."""
    found = _nearness(asked, called, lambda word, other: begins(word, other) or is_slip(word, other))
    return Nearness(Near.MISSPELT, found.why) if found else None


def begins(word: str, other: str) -> bool:
    return other.startswith(word)


def _nearness(asked: Sequence[str], called: Called, alike: Callable[[str, str], bool]) -> Nearness | None:
    if not asked:
        return None
    names, own = called.plain_names, called.names[0]
    for name, words in names:
        if tuple(asked) == words:
            return Nearness(Near.NAME, name if name != own else "")
    for name, words in names:
        if sorted(asked) == sorted(words):
            return Nearness(Near.NAME, name if name != own else "")
    for near, matches in ((Near.WORDS, _same), (Near.BEGUN, alike)):
        for name, words in names:
            if all(any(matches(word, other) for other in words) for word in asked):
                return Nearness(near, name if name != own else "")
    return _about(asked, names, called.about, alike)


def _same(word: str, other: str) -> bool:
    return word == other


def _about(
    asked: Sequence[str],
    names: Iterable[tuple[str, tuple[str, ...]]],
    about: Sequence[str],
    alike: Callable[[str, str], bool],
) -> Nearness | None:
    """Words of the name with others that say what it is. Those are not guessed: they may be begun, not misspelt."""
    facts = [(fact, plain(fact)) for fact in about]
    for _, words in names:
        others = [word for word in asked if not any(alike(word, other) for other in words)]
        if len(others) == len(asked):
            continue
        reasons = [next((f for f, have in facts if any(begins(word, o) for o in have)), None) for word in others]
        if None not in reasons:
            return Nearness(Near.ABOUT, ", ".join(dict.fromkeys(filter(None, reasons))))
    return None


def is_slip(word: str, other: str) -> bool:
    """Whether one letter (two in long words) was left out, added, exchanged with its neighbour, or is another one.

    “leerdm” for Leerdam, “stoltz” for Stolz. No error is looked for in short words: “kok” is not “Kos”.
    """
    most = 0 if len(word) <= SHORT else 1 if len(word) < LONG else 2
    return OSA.distance(word, other, score_cutoff=most) <= most
