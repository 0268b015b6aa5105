"""Which countries and territories are meant by words: every name in use, and lists as people type them. Pure.

Unlike `CountryNames`, which knows how result sheets and datelines write a country, a name that fits several means all
of them here, and nobody is led to one of them in silence: Korea, Congo.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from events.naming.compared import key
from events.naming.languages import isos_called, nocs_called

PIECES = re.compile(r"[;\n\r|]++")
PARTS = re.compile(r"[,/+&]|\s(?:and|und|et|en|y|e|og|och|i|ja)\s")  # in small letters: AND is Andorra
LONGEST = 8  # words or parts of a name


class UnclearError(ValueError):
    """Words that mean no country or territory of today, or several; the message is for whoever typed them."""


@dataclass(frozen=True)
class Meanings:
    """What words mean, among these countries and territories. Codes are NOC codes, and alike for territories."""

    titles: Mapping[str, str]  # the names by which to offer them, by code
    isos: Mapping[str, str]  # the codes by ISO 3166-1 code
    names: tuple[tuple[str, str], ...]  # codes and names as the database has them
    past: tuple[tuple[str, str], ...] = ()  # codes and names of countries of the past, which are said to be so
    follows: Mapping[str, str] = field(default_factory=dict)  # of territories: the country whose answer each has

    @cached_property
    def codes(self) -> frozenset[str]:
        """Those of countries of the past, too."""
        return frozenset(self.titles) | {code for code, _ in self.past}

    def meant(self, words: str) -> tuple[str, ...]:
        """The codes of all that the words may mean; a NOC code, in any capitals, means its country alone."""
        if (code := words.strip().upper()) in self.titles:
            return (code,)
        found = set(self._codes.get(key(words), ()))
        found |= {self.isos[iso] for iso in isos_called(words) if iso in self.isos}
        found |= {code for code in nocs_called(words) if code in self.titles}
        return tuple(sorted(found))

    def one(self, words: str) -> str:
        """The code of the one that is meant. Raises UnclearError."""
        if len(found := self.meant(words)) == 1:
            return found[0]
        raise UnclearError(self._why(words.strip(), found))

    def read(self, text: str) -> tuple[str, ...]:
        """The codes of a list, in its order and each once: "Germany, Austria and Réunion", "GER AUT", a name a line.

        Names may have commas and "and" of their own. Raises UnclearError for the first part that is not clear.
        """
        found = [code for piece in PIECES.split(text) if piece.strip() for code in self._of_piece(piece.strip())]
        return tuple(dict.fromkeys(found))

    def _of_piece(self, piece: str) -> list[str]:
        parts = [part.strip() for part in PARTS.split(piece)]
        if len(parts) == 1 or self.meant(piece):
            return self._joined(piece, parts)
        return list(self._of_parts(parts, PARTS.findall(piece)))

    def _of_parts(self, parts: list[str], separators: list[str]) -> Iterator[str]:
        """Neighbours that mean something together belong together: Bosnia and Herzegovina, Norway."""
        position = 0
        while position < len(parts):
            for end in range(min(len(parts), position + LONGEST), position, -1):
                some = parts[position:end]
                words = _with(some, separators[position : end - 1])
                if len(some) == 1 or self.meant(words):
                    yield from self._joined(words, some)
                    position = end
                    break

    def _joined(self, words: str, parts: list[str]) -> list[str]:
        """What the words mean that consist of these parts, which may be names of their own."""
        whole, apart = self.meant(words), [self.meant(part) for part in parts]
        if not whole:
            return self._of_words(words.split(), words)
        listed = [code for each in apart for code in each]
        if len(parts) == 1 or not all(apart) or set(listed) == set(whole[:1]):
            return [self.one(words)]
        if set(listed) == set(whole):  # Serbia and Montenegro
            return listed
        said = f"“{words}” may be {whole[0]} or a list, {' and '.join(listed)}."
        raise UnclearError(f"{said} Put each name on a line of its own, or write codes.")

    def _of_words(self, words: list[str], piece: str) -> list[str]:
        """Names, or codes, with nothing but spaces between them."""
        found, position = [], 0
        while position < len(words):
            ends = range(min(len(words), position + LONGEST), position, -1)
            end = next((end for end in ends if self.meant(" ".join(words[position:end]))), 0)
            if not end:
                raise UnclearError(self._why(piece, ()))
            found.append(self.one(" ".join(words[position:end])))
            position = end
        return found

    def _why(self, words: str, found: Iterable[str]) -> str:
        if several := [f"{self.titles[code]} ({code})" for code in found]:
            return f"“{words}” may be {', '.join(several[:-1])} or {several[-1]}: write which."
        if key(words) in self._past:
            return f"“{words}” is a country of the past, which nothing new can be for."
        return f"“{words}” is no country or territory that is known here."

    @cached_property
    def _codes(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for code, name in self.names:
            found[key(name)].add(code)
        return {key: frozenset(codes) for key, codes in found.items() if key}

    @cached_property
    def _past(self) -> frozenset[str]:
        return frozenset(key(name) for _, name in self.past)


def _with(parts: list[str], separators: list[str]) -> str:
    """The parts as they stood: Bosnia and Herzegovina."""
    words = parts[0]
    for part, separator in zip(parts[1:], separators, strict=True):
        words += f"{separator} {part}" if separator in ",/" else f" {separator.strip()} {part}"
    return words
