"""The paragraphs of plain lines: broken sentences are joined, short lines and results stay below each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from news.report.lines import patterns
from news.report.lines.reading import LONG, is_prose
from news.report.readings.items import is_broken
from news.report.source_text import SourceText


@dataclass(frozen=True)
class Piece:
    """Lines that belong together."""

    text: str
    run: int


def paragraphs(text: SourceText, indexes: list[int]) -> Iterator[str]:
    found: list[Piece] = []
    for run, group in groupby(indexes, text.run):
        found += _run_pieces(text, run, list(group))
    for is_entry, pieces in groupby(found, _is_entry):
        texts = [piece.text for piece in pieces]
        yield from _entries(texts) if is_entry else texts


def _run_pieces(text: SourceText, run: int, indexes: list[int]) -> list[Piece]:
    """The pieces in lines without a blank line between them."""
    groups: list[list[str]] = []
    for index in indexes:
        line = text.text(index)
        if groups and _belongs(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Piece(_joined(group), run) for group in groups]


def _belongs(above: str, line: str) -> bool:
    """Whether a line continues the piece above it: a broken sentence, or one of several short lines."""
    if is_broken(above, line):
        return True
    speech = line[0] in patterns.OPENING or above[0] in patterns.OPENING
    return not (speech or is_prose(above) or is_prose(line))


def _joined(lines: list[str]) -> str:
    joints = ["", *(" " if is_broken(above, line) else "\n" for above, line in pairwise(lines))]
    return "".join(joint + line for joint, line in zip(joints, lines, strict=True))


def _is_entry(piece: Piece) -> bool:
    """Whether it is a short line with a figure or country and no full stop, such as a result."""
    text = piece.text
    return (
        "\n" not in text
        and len(text) < LONG
        and bool(patterns.ENTRY.search(text))
        and not text.endswith(patterns.SENTENCE_END)
        and text[0] not in patterns.OPENING
    )


def _entries(texts: list[str]) -> Iterator[str]:
    """Results with blank lines between them are one list; one or two may be something else."""
    numbered = sum(bool(patterns.ENTRY_START.match(text)) for text in texts)
    if len(texts) < 3 and numbered < 2:
        yield from texts
        return
    first = 0 if patterns.ENTRY_START.match(texts[0]) or not numbered else 1
    yield from texts[:first]
    yield "\n".join(texts[first:])
