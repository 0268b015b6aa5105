"""Weighs all readings of all lines together, and takes those with the best evidence.

A line is plain text unless the evidence for something else is clearly better. Where two readings are near each other,
it stays text, and a doubt says what else it may be.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from news.report.lines.labels import CALENDAR_TEXT, TEXT
from news.report.parts import Verdict
from news.report.readings.reading import NEAR, LineAs, Reading
from news.report.source_text import SourceText

CLOSE = 8  # a second reading that is no further behind than this makes the first one doubtful


@dataclass
class Choice:
    """The readings that were taken, and for each other line why it may not be plain text."""

    taken: list[Reading] = field(default_factory=list)
    by_line: dict[int, Reading] = field(default_factory=dict)
    doubts: dict[int, str] = field(default_factory=dict)  # of lines that stay text, and of those taken narrowly


def choose(text: SourceText, readings: Iterable[Reading]) -> Choice:
    """The strongest reading first; what shares a line with a stronger one is refused."""
    choice = Choice()
    refused = []
    for reading in sorted(readings, key=lambda each: (-each.evidence, -len(each.lines), each.first)):
        if any(line.index in choice.by_line for line in reading.lines) or _margin(text, reading) < NEAR:
            refused.append(reading)
            continue
        choice.taken.append(reading)
        choice.by_line |= dict.fromkeys((line.index for line in reading.lines), reading)
    for reading in refused:
        for line in reading.lines:
            if doubt := _doubt(text, choice, reading, line):
                choice.doubts.setdefault(line.index, doubt)
    return choice


def _margin(text: SourceText, reading: Reading) -> int:
    """By how much the evidence is better than that for plain text, on the line that is most like text."""
    return reading.evidence - max(text.evidence(line.index) for line in reading.lines)


def _doubt(text: SourceText, choice: Choice, refused: Reading, line: LineAs) -> str:
    """Whether the reading that was refused is near enough to what became of the line to be a doubt."""
    taken = choice.by_line.get(line.index)
    if taken is None:
        near = refused.evidence > text.evidence(line.index) - NEAR
        return (refused.otherwise or f"It may be {line.what}; it was kept as text.") if near else ""
    as_taken = next(each for each in taken.lines if each.index == line.index)
    near = refused.evidence > taken.evidence - CLOSE and as_taken.what != line.what
    if not near or as_taken.doubt or {as_taken.verdict, line.verdict} == {Verdict.LEFT_OUT}:
        return ""
    if line.what in {TEXT, CALENDAR_TEXT}:
        return refused.otherwise
    return refused.otherwise or f"It may also be {line.what}."
