"""Lists by bullets, numbers and letters, and the levels of their items."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from news.report.lines import patterns
from news.report.lines.labels import LETTERED_LIST, LIST, NUMBERED_LIST, TEXT
from news.report.lines.lists import Mark, is_bullet, marks_of, without_mark
from news.report.lines.months import MONTH
from news.report.lines.spoken.speech import is_sentence_after_dash
from news.report.readings.reading import Evidence, Reading, text_as
from news.report.source_text import SourceText

DASHES = "Is it a list, or speech after dashes?"
NUMBERS = "It does not begin with 1 or a. Is it a list?"
INITIALS = "Are these the letters of a list, or the initials of names?"
LONGEST = 400  # characters of an item
_DAY = re.compile(rf"{MONTH}(?!\w)", re.IGNORECASE)
_NAME = re.compile(r"[A-Z]\.[ \t]{1,5}[^\W\d_a-z][\w'’-]{1,40}(?: [^\W\d_a-z][\w'’-]{1,40})?")


@dataclass(frozen=True)
class Level:
    """Items that stand alike."""

    indent: int
    last: Mark | None  # None for a bullet


def lists(text: SourceText, is_speech: Callable[[int], bool]) -> Iterator[Reading]:
    index = 0
    while index < len(text):
        bullets, numbers = _bullets(text, index), _numbers(text, index)
        if len(bullets) > 1 or (bullets and text.text(index)[0] not in "*–—-"):
            doubt = DASHES if any(is_sentence_after_dash(text.text(line)) for line in bullets) else ""
            yield text_as(bullets, LIST, Evidence.STRONG, doubt=doubt)
        elif len(numbers) > 1:
            yield _numbered(text, numbers)
        elif bullets and is_sentence_after_dash(text.text(index)) and not is_speech(index):
            yield text_as([index], TEXT, Evidence.CERTAIN, doubt=DASHES)
        index += max(len(bullets), len(numbers), 1)


def levels_of(text: SourceText, lines: list[int]) -> list[int]:
    """How deep each line of a numbered list stands."""
    found: list[int] = []
    levels: list[Level] = []
    for index in lines:
        levels = _with(levels, text.sources[index].indent, text.text(index)) or levels
        found.append(len(levels) - 1)
    return found


def _numbered(text: SourceText, lines: list[int]) -> Reading:
    texts = [text.text(index) for index in lines]
    first = _first(marks_of(texts[0]))
    if first and first.kind == "A" and all(_NAME.fullmatch(line) for line in texts):
        return text_as(lines, LETTERED_LIST, Evidence.LITTLE, otherwise=INITIALS)
    what = NUMBERED_LIST if first and first.kind == "1" else LETTERED_LIST
    return text_as(lines, what, Evidence.STRONG, doubt="" if first and first.number == 1 else NUMBERS)


def _bullets(text: SourceText, index: int) -> list[int]:
    """Items from this line on, with the lines that go on in the middle of one; empty lines may part them."""
    found: list[int] = []
    while index < len(text) and (is_bullet(text.text(index)) or (found and _goes_on(text, index))):
        found.append(index)
        index += 1
    return found


def _goes_on(text: SourceText, index: int) -> bool:
    return text.run(index) == text.run(index - 1) and is_broken(text.text(index - 1), text.text(index))


def is_broken(above: str, text: str) -> bool:
    """Whether a sentence was broken between two lines."""
    return text[0].islower() and not above.endswith(patterns.SENTENCE_END) and not marks_of(text)


def _numbers(text: SourceText, index: int) -> list[int]:
    """Items whose numbers or letters follow each other on each level.

    Results, which name countries and times, and days of a month (13. November) are none.
    """
    found: list[int] = []
    levels: list[Level] = []
    while index < len(text):
        line = text.text(index)
        levels = _with(levels, text.sources[index].indent, line)
        if not levels:
            break
        if len(line) > LONGEST or patterns.RESULT.search(line) or _DAY.match(without_mark(line)):
            return []
        found.append(index)
        index += 1
    return found


def _with(levels: list[Level], indent: int, line: str) -> list[Level]:
    """The levels down to that of this line; none if it is no further item of their list."""
    marks = marks_of(line)
    if levels and indent > levels[-1].indent:
        first = next((mark for mark in marks if mark.number == 1), None)
        if first or is_bullet(line):
            return [*levels, Level(indent, first)]
    if not levels:
        first = _first(marks)
        return [Level(indent, first)] if first else []
    # The one that stands alike, else whichever its number goes on: people indent as they like
    near = [each for each in levels if each.indent == indent] + levels[::-1]
    for level in near:
        upto = levels[: levels.index(level)]
        if level.last is None and is_bullet(line):
            return [*upto, level]
        following = next((mark for mark in marks if level.last == Mark(mark.kind, mark.number - 1)), None)
        if following:
            return [*upto, Level(level.indent, following)]
    return []


def _first(marks: list[Mark]) -> Mark | None:
    """What a list may begin with: the first of its kind, else any number or letter."""
    firsts = (mark for mark in marks if mark.number == 1)
    return next(firsts, None) or next((mark for mark in marks if mark.kind in {"1", "a", "A"}), None)
