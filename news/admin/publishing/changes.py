"""What differs between two versions of a text, line by line."""

import difflib
from dataclasses import dataclass

from news.editions.snapshot import Content, words_of


@dataclass(frozen=True)
class Line:
    """A line that only one of two texts has: `where` is "theirs" or "mine"."""

    where: str
    text: str


def differences(theirs: Content, mine: Content) -> list[Line]:
    """The lines of words that the two contents don't share, in order."""
    where = {"- ": "theirs", "+ ": "mine"}
    lines = difflib.ndiff(words_of(theirs).split("\n"), words_of(mine).split("\n"))
    return [Line(where[line[:2]], line[2:]) for line in lines if line[:2] in where and line[2:].strip()]
