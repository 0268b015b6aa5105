"""Where the words that were asked for stand in a text, marked. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from isuwc.site.views.search.closeness import WORD, words_of

SENTENCE_END = re.compile(r"(?<=[.!?…])\s++|\n++")  # not within 37.5
LONGEST = 240  # characters


@dataclass(frozen=True)
class Piece:
    """A part of a snippet, marked if it is a word that was asked for."""

    text: str
    is_marked: bool = False


def snippet(text: str, asked: Sequence[str]) -> tuple[Piece, ...]:
    """The sentence that has most of the plain words, the first of several; none if no sentence has any of them."""
    best, most = "", 0
    for sentence in SENTENCE_END.split(text):
        found = len(_found(sentence, asked))
        if found > most:
            best, most = sentence, found
            if most == len(set(asked)):
                break
    return marked(_cut(" ".join(best.split()), asked), asked) if best else ()


def marked(text: str, asked: Sequence[str]) -> tuple[Piece, ...]:
    """All of the text in pieces, with the words that begin with one of these marked."""
    pieces, done = [], 0
    for match in WORD.finditer(text):
        if _is_asked(match[0], asked):
            pieces += [Piece(text[done : match.start()]), Piece(match[0], is_marked=True)]
            done = match.end()
    return tuple(piece for piece in (*pieces, Piece(text[done:])) if piece.text)


def as_html(pieces: Sequence[Piece]) -> SafeString:
    """With <mark>; what the text holds of markup is text."""
    return format_html_join("", "{}", ((_html(piece),) for piece in pieces))


def _html(piece: Piece) -> str:
    return format_html("<mark>{}</mark>", piece.text) if piece.is_marked else piece.text


def _found(sentence: str, asked: Sequence[str]) -> set[str]:
    words = words_of(sentence)
    return {word for word in asked if any(other.startswith(word) for other in words)}


def _is_asked(word: str, asked: Sequence[str]) -> bool:
    return any(part.startswith(wanted) for part in words_of(word) for wanted in asked)


def _cut(sentence: str, asked: Sequence[str]) -> str:
    """The part of a long sentence around the first of the words."""
    if len(sentence) <= LONGEST:
        return sentence
    first = next((match.start() for match in WORD.finditer(sentence) if _is_asked(match[0], asked)), 0)
    begin = sentence.rfind(" ", 0, max(first - LONGEST // 3, 0)) + 1
    end = begin + LONGEST
    last = len(sentence) if end >= len(sentence) else max(sentence.rfind(" ", first, end), begin + 1)
    if last <= first:  # one endless word
        last = end
    return f"{'… ' if begin else ''}{sentence[begin:last]}{' …' if last < len(sentence) else ''}"
